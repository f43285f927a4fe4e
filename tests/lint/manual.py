#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The manual says what the tables say, in both directions.

fields    spoor-event.5, the items of sections whose title has FIELDS
actions   spoor-event.5, the items of sections whose title has ACTIONS
formats   spoor-formats.7, the subsections of sections whose title has FORMATS
outputs   spoor.1, the items of sections whose title has OUTPUT
commands  spoor.1, the items of sections whose title has COMMANDS
functions spoor.3, whatever .Fn and .Fo name
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import csource, house, lint, mdoc  # noqa: E402


def items(word):
    """{name: line} of the items in sections whose title has the word."""
    def find(macros):
        return {mdoc.item_of(macro): macro.line for macro in macros
                if macro.name == 'It' and word in macro.section.upper().split()}
    return find


def subsections(macros):
    return {macro.words[0]: macro.line for macro in macros
            if macro.name == 'Ss' and macro.words and 'FORMATS' in macro.section.upper()}


def functions(macros):
    return {macro.words[0]: macro.line for macro in macros
            if macro.name in ('Fn', 'Fo') and macro.words
            and macro.words[0].startswith('spoor_')}


def declared(tree):
    code = ''.join(csource.blank(tree.text(header)) for header in tree.files('include/*.h'))
    return re.findall(r'^SPOOR_API\b[^;{]*?(\w+)\s*\(', code, re.MULTILINE)


def rows(tree):
    """(what, page, how to find it there, names of the table)."""
    spoor = house.House(tree.build / 'spoor', tree.build / 'tests/lint/tables')

    def names(kind):
        return [row[0] for row in spoor.table(kind)]
    yield 'field', 'man/spoor-event.5', items('FIELDS'), names('field')
    yield 'action', 'man/spoor-event.5', items('ACTIONS'), names('action')
    yield 'format', 'man/spoor-formats.7', subsections, names('format')
    yield 'output', 'man/spoor.1', items('OUTPUT'), names('output')
    yield 'command', 'man/spoor.1', items('COMMANDS'), [one.name for one in spoor.commands()]
    yield 'function', 'man/spoor.3', functions, declared(tree)


def check(tree):
    for what, page, find, names in rows(tree):
        path = pathlib.Path(page)
        if not (tree.root / path).exists():
            yield lint.Finding(path, 0, f'no such page: it must name every {what}')
            continue
        found = find(list(mdoc.macros(tree.text(path))))
        # `Xr spoor-parse 1` is how a page names a command.
        found = {re.sub('^spoor-', '', name) if what == 'command' else name: line
                 for name, line in found.items()}
        for name in names:
            if name not in found:
                yield lint.Finding(path, 1, f'the {what} {name} is not in the page')
        for name, line in found.items():
            if name not in names:
                yield lint.Finding(path, line, f'there is no {what} {name}')


if __name__ == '__main__':
    lint.main(check)
