#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""No mutable data outside of functions, in lib and cmd: no symbol in .data or .bss."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

# value, flags, section, size, name: "0000000000000000 l     O .bss  0000000000000008 counter"
SYMBOL = re.compile(r'^[0-9a-f]+ .{7} (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)$', re.MULTILINE)

# What the compiler makes for the sanitizers and for coverage.
MADE = re.compile(r'^(\.L|__gcov|__odr_asan|_ub_|__sancov|__ubsan|\.Lubsan)')


def is_mutable(section):
    if section.startswith('.data.rel.ro'):
        return False
    return section in ('*COM*', '.data', '.bss', '.tdata', '.tbss') or \
        section.startswith(('.data.', '.bss.'))


def objects(tree):
    """(object file, source): objects of lib and cmd stand under the source's own path."""
    for path in sorted(tree.build.glob('CMakeFiles/*/**/*.o')):
        parts = path.relative_to(tree.build).parts[2:]
        if parts[0] in ('lib', 'cmd'):
            yield path, pathlib.Path(*parts).with_suffix('')


def line_of(tree, source, name):
    for number, line in tree.lines(source):
        if re.search(r'\b' + re.escape(name) + r'\b', line):
            return number
    return 1


def check(tree):
    objdump = lint.tool('objdump')
    found = list(objects(tree))
    if not found:
        yield lint.Finding(tree.build, 0, 'no objects: build first')
    for path, source in found:
        for section, name in SYMBOL.findall(lint.run([objdump, '-t', path]).stdout):
            if is_mutable(section) and name != section and not MADE.match(name):
                name = re.sub(r'\.\d+$', '', name)  # a static one in a function
                yield lint.Finding(source, line_of(tree, source, name),
                                   f'{name} can change and lives as long as the program: make '
                                   f'it const, or part of a handle')


if __name__ == '__main__':
    lint.main(check)
