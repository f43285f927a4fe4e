# SPDX-License-Identifier: ISC
# A run of more than a second says on a terminal how far it is, and takes the line away; not with
# -q, and not where standard error is no terminal.
python3 -c 'import pty' 2>/dev/null || { echo 'no python3 with pty'; exit 77; }
cat > run.py <<'END'
import os, pty, re, subprocess, sys, time
def run(*options):
    master, slave = pty.openpty()
    done = subprocess.Popen([os.environ['SPOOR'], 'parse', *options], stdin=subprocess.PIPE,
                            stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    line = b'2025-12-29T08:50:17+00:00 mx1 cron[12]: text\n'
    done.stdin.write(line)
    done.stdin.flush()
    time.sleep(1.4)
    done.stdin.write(line)
    done.stdin.close()
    said = b''
    try:
        while True:
            said += os.read(master, 4096)
    except OSError:
        pass
    done.wait()
    return re.sub(' +', ' ', re.sub(r'[0-9.]+ MB', 'N MB', said.decode())).split('\r')
print(sorted(set(run())))
print(run('-q'))
END
python3 run.py
