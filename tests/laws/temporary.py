#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Whatever ends an external sort leaves no file behind."""
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, watch, years  # noqa: E402

SORT = ['sort', '-q', '--max-mem', '1', '--year', '2025', '--tz', 'UTC']
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


def shuffled():
    """Lines in no order, far more than a MiB as events."""
    lines = [line for week in years.archive(weeks=40, lines=400, first=(2025, 1, 5))
             for line in week.lines]
    random.Random(5).shuffle(lines)
    return ''.join(f'{line}\n' for line in lines).encode()


class Sort:
    """A sort under way whose temporary files are in a folder of their own."""

    def __init__(self, spoor, folder, operands, out):
        self.folder = folder
        self.child = subprocess.Popen([spoor.spoor, *SORT, *operands], stdin=subprocess.PIPE,
                                      stdout=out, stderr=subprocess.DEVNULL,
                                      env=house.clean_env() | {'TMPDIR': str(folder)})

    def spills(self):
        return any(path.startswith(str(self.folder)) for path in
                   watch.open_files(self.child.pid))

    def await_spill(self):
        while not self.spills() and self.child.poll() is None:
            time.sleep(0.001)
        return self.child.poll() is None

    def end(self):
        """The names of what is left."""
        try:
            self.child.stdin.close()
        except BrokenPipeError:
            pass
        self.child.wait()
        return [path.name for path in self.folder.iterdir()]


def while_it_reads(spoor, folder, data, number):
    """Ended in the middle: it waits for the rest of the input."""
    sort = Sort(spoor, folder, [], subprocess.DEVNULL)
    sort.child.stdin.write(data)
    sort.child.stdin.flush()
    alive = sort.await_spill()
    sort.child.send_signal(number)
    sort.child.wait()
    return sort.end(), alive and sort.child.returncode == -number


def while_it_writes(spoor, folder, data, number):
    """Ended when all is sorted and merged, and nobody takes it."""
    sort = Sort(spoor, folder, [], subprocess.PIPE)
    sort.child.stdin.write(data)
    sort.child.stdin.close()
    sort.child.stdout.read(1000)
    spilled = sort.spills()
    if number == signal.SIGPIPE:
        sort.child.stdout.close()
    else:
        sort.child.send_signal(number)
    return sort.end(), spilled


def at_any_time(spoor, folder, path, number, after):
    sort = Sort(spoor, folder, [path], subprocess.DEVNULL)
    time.sleep(after)
    sort.child.send_signal(number)
    return sort.end(), True


def main():
    spoor, _ = house.arguments(__doc__)
    if not watch.is_there():
        print('skipped: there is no /proc')
        return 77
    data = shuffled()
    chance = random.Random(7)
    runs = bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / 'tmp'
        folder.mkdir()
        log = pathlib.Path(name) / 'mail.log'
        log.write_bytes(data)
        tries = [(f'{number.name} {how.__name__}', how, (data, number))
                 for number in SIGNALS for how in (while_it_reads, while_it_writes)]
        tries += [('a closed pipe', while_it_writes, (data, signal.SIGPIPE))]
        tries += [(f'{number.name} after {after:.3f} s', at_any_time, (log, number, after))
                  for number in (signal.SIGKILL, signal.SIGTERM)
                  for after in (chance.random() * 0.3 for _ in range(8))]
        for what, how, arguments in tries:
            left, good = how(spoor, folder, *arguments)
            runs += 1
            if left or not good:
                bad += 1
                print(f'{what}: left {left}' + ('' if good else ', and it was no such end'))
    print(f'{runs} sorts ended, {bad} wrongly')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
