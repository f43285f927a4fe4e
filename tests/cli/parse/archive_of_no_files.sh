# SPDX-License-Identifier: ISC
# Folders, links and devices hold no bytes of their own; an archive may hold nothing else.
python3 - <<'END'
import io
import tarfile

LINE = b'2025-12-09T08:50:17+00:00 mx1 cron[12]: x\n'
with tarfile.open('a.tar', 'w') as archive:
    for name, kind in (('folder', tarfile.DIRTYPE), ('link', tarfile.SYMTYPE),
                       ('hard', tarfile.LNKTYPE), ('fifo', tarfile.FIFOTYPE),
                       ('device', tarfile.CHRTYPE)):
        info = tarfile.TarInfo(name)
        info.type = kind
        info.linkname = 'mail.log'
        archive.addfile(info)
with tarfile.open('b.tar', 'w') as archive:
    info = tarfile.TarInfo('mail.log')
    info.size = len(LINE)
    archive.addfile(info, io.BytesIO(LINE))
END
"$SPOOR" parse a.tar
cat a.tar b.tar > both.tar
"$SPOOR" parse both.tar | sed 's/.*"log.file.path":"\([^"]*\)".*/\1/'
