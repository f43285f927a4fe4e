# SPDX-License-Identifier: ISC
# Names in an archive are labels: they are shown, made valid, cut and told apart, and no file is
# ever opened or made by them.
python3 - <<'END'
import io
import tarfile
import zipfile

LINE = b'2025-12-09T08:50:17+00:00 mx1 cron[12]: x\n'
NAMES = ['../../escaped', '/etc/shadow', 'esc\x1b[31m\n\x07', 'caf\u00e9', 'bad\udcff', 'n' * 3000,
         'same', 'same', 'same', '']
for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
    with tarfile.open(f'{form}.tar', 'w', format=form) as archive:
        for name in NAMES:
            info = tarfile.TarInfo(name)
            info.size = len(LINE)
            archive.addfile(info, io.BytesIO(LINE))
with zipfile.ZipFile('a.zip', 'w') as archive:
    for name in NAMES:
        if '\udcff' not in name and name != 'same':
            archive.writestr(zipfile.ZipInfo(name, (2025, 12, 1, 0, 0, 0)), LINE)
END
paths() {
	sed -e 's/.*"log.file.path":"\([^"]*\)","spoor.*/\1/' -e 's/n\{1023\}n*/n…n/'
}
"$SPOOR" parse -q 1.tar | paths
"$SPOOR" parse -q 2.tar | paths | sed 's/^2/1/' > as_pax
"$SPOOR" parse -q 1.tar | paths | cmp - as_pax
"$SPOOR" parse -q a.zip | paths
ls
