# SPDX-License-Identifier: ISC
"""The outside libraries and their doors, and what counts as libc."""
import fnmatch

DOORS = {
    'zlib.h': 'lib/input/gz_zlib.c', 'isa-l*': 'lib/input/gz_isal.c',
    'openssl/*': 'lib/input/digest.c',
    'archive.h': 'lib/input/archive.c', 'archive_entry.h': 'lib/input/archive.c',
    'pcre2.h': 'lib/base/regex.c',
    'cjson/*': 'lib/base/document.c', 'cJSON.h': 'lib/base/document.c',
    'yaml.h': 'lib/detect/yaml.c',
    'maxminddb.h': 'lib/detect/geo.c',
}

# Our own, with its parts.
PUBLIC = ('spoor.h', 'spoor_order.h', 'spoor_original.h')

LIBC = set('''
assert.h ctype.h errno.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h signal.h
stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h
time.h wchar.h wctype.h
dirent.h fcntl.h fnmatch.h glob.h poll.h pthread.h strings.h termios.h unistd.h
sys/ioctl.h sys/mman.h sys/random.h sys/resource.h sys/stat.h sys/time.h sys/types.h sys/uio.h
sys/wait.h
linux/filter.h linux/landlock.h linux/seccomp.h sys/prctl.h sys/syscall.h
emmintrin.h immintrin.h arm_neon.h
'''.split())


def door_of(header):
    for pattern, door in DOORS.items():
        if fnmatch.fnmatch(header, pattern):
            return door
    return None
