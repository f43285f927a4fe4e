# SPDX-License-Identifier: ISC
# More packed archives than temporary files are kept: they are unpacked anew when their turn comes.
python3 - <<'END'
import io
import os
import tarfile

os.mkdir('logs')
for i in range(70):
    with tarfile.open(f'logs/{i}.tar.gz', 'w:gz', compresslevel=1) as archive:
        for hour, name in ((8, 'mail.log.1'), (9, 'mail.log')):
            line = f'2025-12-09T{hour:02}:{i % 60:02}:00+00:00 mx1 cron[{i}]: {name}\n'.encode()
            info = tarfile.TarInfo(name)
            info.size = len(line)
            archive.addfile(info, io.BytesIO(line))
END
"$SPOOR" sort -q logs > events
"$SPOOR" sort -q -j 2 logs | cmp - events
cut -c 1-38 events | sort -c && wc -l < events
