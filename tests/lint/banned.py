#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Functions that are banned, everywhere or outside the one place that is their door."""
import collections
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, lint  # noqa: E402

# Names, where they may be called all the same (the front of a path), and what to do instead.
Ban = collections.namedtuple('Ban', 'names allowed advice')

BANS = [
    Ban('sprintf vsprintf strcpy strcat strncpy strncat stpcpy gets strtok strtok_r',
        (), 'copy views into a buf or an arena'),
    Ban('atoi atol atoll atof sscanf fscanf scanf vsscanf', ('tests/laws/',),
        'read with scan_… or view_number; strtoll in cmd'),
    Ban('gmtime localtime ctime asctime setlocale', (), 'base/stamp.h and base/zone.h do it'),
    Ban('mktime timegm tzset gmtime_r localtime_r strftime strptime', ('lib/base/stamp.c',),
        'base/stamp.h and base/zone.h do it'),
    Ban('alloca system popen', (), 'there is no use for it here'),
    Ban('printf fprintf dprintf snprintf vprintf vfprintf vsnprintf asprintf vasprintf puts fputs '
        'putchar putc fputc perror', ('cmd/', 'tests/'),
        'lib never prints: fill a buf, or an error by ERR_SET'),
    Ban('malloc calloc realloc free aligned_alloc posix_memalign strdup strndup getline getdelim '
        'open_memstream', ('lib/base/', 'tests/'), 'use an arena, a buf or base/mem.h'),
    Ban('exit _exit _Exit abort', ('cmd/', 'tests/'),
        'lib never ends the process: give a status up to the caller'),
    Ban('time gettimeofday clock_gettime rand random srand srandom drand48',
        ('cmd/', 'tests/'), 'the same bytes in give the same bytes out: no clock, no chance'),
]

# What the environment may say, and who may ask.
ENVIRONMENT = {'TZDIR': 'lib/base/zone.c', 'TMPDIR': 'lib/base/temp.c', 'NO_COLOR': 'cmd/'}


def check_bans(tree, path):
    text = tree.text(path)
    for ban in BANS:
        if str(path).startswith(ban.allowed) if ban.allowed else False:
            continue
        for line, name in csource.calls(text, ban.names.split()):
            code = csource.blank(text).splitlines()[line - 1]
            if re.search(r'(?<![\w.>])' + name + r'\s*\(', code):
                yield lint.Finding(path, line, f'{name}() is banned here: {ban.advice}')


def check_environment(tree, path):
    code = csource.blank(tree.text(path), keep_texts=True)
    for found in re.finditer(r'\b(?:secure_)?getenv\s*\(\s*(?:"([^"]*)")?', code):
        place = ENVIRONMENT.get(found[1] or '')
        if not place or not str(path).startswith(place):
            yield lint.Finding(path, csource.line_of(code, found.start()),
                               'only ' + ', '.join(f'{name} (in {where})'
                                                   for name, where in ENVIRONMENT.items())
                               + ' may be asked of the environment')


def check(tree):
    for path in tree.sources():
        yield from check_bans(tree, path)
    for path in tree.files('cmd/**/*.[ch]', 'lib/**/*.[ch]'):
        yield from check_environment(tree, path)


if __name__ == '__main__':
    lint.main(check)
