# SPDX-License-Identifier: ISC
"""A mail server's archive of years: syslog without year and zone, rotated every week, with the
instant that each line was really written. The same seed gives the same archive."""
import base64
import collections
import datetime
import gzip
import os
import random
import struct
import zoneinfo

PARIS = zoneinfo.ZoneInfo('Europe/Paris')
UTC = datetime.timezone.utc
WEEK = datetime.timedelta(days=7)
BASE52 = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'
MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()

# A file of the archive: its lines, the true instant of each, the day it was rotated on.
Week = collections.namedtuple('Week', 'lines instants rotated')


def stamp(instant):
    """RFC 3164, as a server in Paris writes it."""
    local = datetime.datetime.fromtimestamp(instant, UTC).astimezone(PARIS)
    return f'{MONTHS[local.month - 1]} {local.day:2} {local:%H:%M:%S}'


def session_id(seconds, micros, port, address):
    """Dovecot's: microseconds, port and address."""
    when = (seconds * 1000000 + micros) % (1 << 48)
    octets = bytes(int(part) for part in address.split('.'))
    raw = struct.pack('<Q', when)[:6] + struct.pack('<H', port) + octets
    return base64.b64encode(raw).decode().rstrip('=')


def base52(number, digits):
    text = ''
    for _ in range(digits):
        number, digit = divmod(number, 52)
        text = BASE52[digit] + text
    return text


def queue_id(seconds, micros, inode):
    """Postfix's long one: seconds, microseconds, inode."""
    return base52(seconds, 6) + base52(micros, 4) + 'z' + base52(inode, 4)


class Server:
    """What stands behind the time of each line."""

    def __init__(self, seed, with_ids):
        self.chance = random.Random(seed)
        self.with_ids = with_ids

    def login(self, instant):
        chance = self.chance
        address = f'203.0.113.{chance.randrange(1, 255)}'
        session = session_id(instant - chance.randrange(3), chance.randrange(1000000),
                             chance.randrange(1024, 65536), address)
        tail = f', session=<{session}>' if self.with_ids else ''
        return (f'dovecot: imap-login: Login: user=<user{chance.randrange(90)}@example.org>, '
                f'method=PLAIN, rip={address}, lip=192.0.2.25, mpid={chance.randrange(99999)}, '
                f'TLS{tail}')

    def message(self, instant):
        chance = self.chance
        micros, inode = chance.randrange(1000000), chance.randrange(52 ** 4)
        queue = queue_id(instant, micros, inode) if self.with_ids else f'{inode:010X}'
        return (f'postfix/smtpd[{chance.randrange(99999)}]: {queue}: '
                f'client=mail.example.com[198.51.100.{chance.randrange(1, 255)}]')

    def job(self, instant):
        return f'CRON[{instant % 99991}]: (root) CMD (run job {self.chance.randrange(1000)})'

    def line(self, instant):
        kind = self.chance.choice((self.login, self.login, self.message, self.job))
        return f'{stamp(instant)} mx1 {kind(instant)}'


def instants(chance, start, end, count):
    """`count` times, a few of them a second or two before the one above them; and one every ten
    minutes in the night in which clocks may be changed."""
    found = sorted(chance.randrange(start, end) for _ in range(count))
    night = end - 6 * 3600 - 25 * 60
    found += range(night - night % 600, end - 2 * 3600, 600)
    found.sort()
    return [max(start, at - (chance.randrange(3) if chance.random() < 0.05 else 0))
            for at in found]


def archive(seed=1, weeks=260, lines=200, with_ids=True, first=(2021, 1, 3)):
    """The weeks, from the oldest to the newest, each rotated on a Sunday at 06:25."""
    server = Server(seed, with_ids)
    chance = random.Random(seed + 1)
    start = datetime.datetime(*first, 6, 25)
    found = []
    for _ in range(weeks):
        end = start + WEEK
        bounds = [int(at.replace(tzinfo=PARIS).timestamp()) for at in (start, end)]
        times = instants(chance, *bounds, lines)
        found.append(Week([server.line(at) for at in times], times, end.date()))
        start = end
    return found


def numbered(weeks):
    """mail.log, mail.log.1.gz, …: paths for the weeks."""
    last = len(weeks) - 1
    return [f'mail.log.{last - i}.gz' if i < last else 'mail.log' for i in range(len(weeks))]


def dated(weeks):
    """mail.log-20251214.gz, … and mail.log."""
    return [f'mail.log-{week.rotated:%Y%m%d}.gz' for week in weeks[:-1]] + ['mail.log']


def write(folder, names, weeks, mtime, gz_time=0):
    """Writes the files, all with one time of change."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, week in zip(names, weeks):
        data = ''.join(f'{line}\n' for line in week.lines).encode()
        path = folder / name
        path.write_bytes(gzip.compress(data, 1, mtime=gz_time) if name.endswith('.gz') else data)
        os.utime(path, (mtime, mtime))
