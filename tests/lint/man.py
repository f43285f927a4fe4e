#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Each command has its page, and page and --help name the same options, in both directions."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, lint, mdoc  # noqa: E402

SECTIONS = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'EXIT STATUS', 'EXAMPLES', 'SEE ALSO']


def spell(names):
    return ', '.join(('-' if len(name) == 1 else '--') + name for name in sorted(names))


def check_options(path, command, macros):
    helped = [{option.letter, option.name} - {None} for option in command.options]
    written = {}
    for macro in macros:
        if macro.name == 'It' and macro.section == 'DESCRIPTION' and 'Fl' in macro.words:
            written[frozenset(mdoc.options_of(macro))] = macro.line
    for names in helped:
        if frozenset(names) not in written:
            yield lint.Finding(path, 1, f'no .It for {spell(names)} of spoor {command.name} '
                                        f'--help')
    for names, line in written.items():
        if set(names) not in helped:
            yield lint.Finding(path, line, f'spoor {command.name} --help has no {spell(names)}')


def check(tree):
    spoor = house.House(tree.build / 'spoor', tree.build / 'tests/lint/tables')
    for command in spoor.commands():
        path = pathlib.Path(f'man/spoor-{command.name}.1')
        if not (tree.root / path).exists():
            yield lint.Finding(path, 0, f'spoor {command.name} has no page')
            continue
        macros = list(mdoc.macros(tree.text(path)))
        have = [macro.section for macro in macros if macro.name == 'Sh']
        for section in SECTIONS:
            if section not in have:
                yield lint.Finding(path, 1, f'no section {section}')
        yield from check_options(path, command, macros)


if __name__ == '__main__':
    lint.main(check)
