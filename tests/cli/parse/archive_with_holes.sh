# SPDX-License-Identifier: ISC
# A member with a hole is read with it: a log that was truncated while its writer went on has one.
# A head may lie about the size of what it stands before; no byte is lost by that.
python3 - <<'END'
LINE = b'2025-12-09T08:50:17+00:00 mx1 cron[12]: x\n'


def number(n):
    return b'%011o\0' % n if n < 8**11 else b'\x80' + n.to_bytes(11, 'big')


def head(name, size, real, sparse):
    block = bytearray(512)
    block[0:len(name)] = name
    block[100:108] = b'0000644\0'
    block[108:124] = b'0000000\0' * 2
    block[124:136] = b'%011o\0' % size
    block[136:148] = b'%011o\0' % 1764547200
    block[156:157] = b'S' if sparse else b'0'
    block[257:265] = b'ustar  \0'
    at = 386
    for offset, length in sparse:
        block[at:at + 24] = number(offset) + number(length)
        at += 24
    if real is not None:
        block[483:495] = number(real)
    block[148:156] = b' ' * 8
    block[148:156] = b'%06o\0 ' % sum(block)
    return bytes(block)


with open('a.tar', 'wb') as out:
    out.write(head(b'hole.log', len(LINE), 4096 + len(LINE), [(4096, len(LINE))]))
    out.write(LINE.ljust(512, b'\0'))
    for name, real in ((b'mail.log', None), (b'none.log', 0), (b'more.log', 1000)):
        out.write(head(name, len(LINE), real, []))
        out.write(LINE.ljust(512, b'\0'))
    end = 1 << 40
    out.write(head(b'vast.log', len(LINE), end + len(LINE), [(end, len(LINE))]))
    out.write(LINE.ljust(512, b'\0'))
    out.write(bytes(1024))
END
"$SPOOR" parse -q a.tar > events
echo "exit $?"
sed 's/.*"log.file.path":"\([^"]*\)","spoor.log.line":\([0-9]*\).*/\1 \2/' events
gzip -n a.tar
"$SPOOR" parse -q a.tar.gz 2> /dev/null | sed 's/a.tar.gz!/a.tar!/' | cmp - events
