#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The programs under EXAMPLES of spoor.3 compile without a warning, and work."""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import house, lint, mdoc  # noqa: E402

PAGE = pathlib.Path('man/spoor.3')
WARNINGS = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror']


def from_cache(tree, name, otherwise):
    """A setting of the build."""
    path = tree.build / 'CMakeCache.txt'
    found = re.search(rf'^{name}:\w+=(.*)$', path.read_text() if path.exists() else '',
                      re.MULTILINE)
    return found[1] if found else otherwise


def trouble(tree, text, folder):
    """What is wrong with a program, in words; '' when nothing is."""
    source, program = pathlib.Path(folder) / 'example.c', pathlib.Path(folder) / 'example'
    source.write_text(text, encoding='utf-8')
    sanitize = from_cache(tree, 'SPOOR_SANITIZE', 'OFF') == 'ON'
    done = lint.run([from_cache(tree, 'CMAKE_C_COMPILER', 'cc'), *WARNINGS,
                     *(['-fsanitize=address,undefined'] if sanitize else []),
                     f'-I{tree.root}/include', source, f'-L{tree.build}', '-lspoor',
                     f'-Wl,-rpath,{tree.build}', '-o', program])
    if done.returncode:
        print(done.stderr)
        return 'does not compile'
    done = subprocess.run([program, 'testdata/incident'], cwd=tree.root, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL, env=house.clean_env())
    if done.returncode or done.stderr:
        return f'ends with {done.returncode}: {done.stderr.strip()[-300:]}'
    return '' if done.stdout else 'prints nothing'


def check(tree):
    count = 0
    for block in mdoc.literals(tree.text(PAGE)):
        if block.section == 'EXAMPLES' and 'int main(' in block.text:
            count += 1
            with tempfile.TemporaryDirectory() as folder:
                what = trouble(tree, block.text, folder)
            if what:
                yield lint.Finding(PAGE, block.line, what)
    if not count:
        yield lint.Finding(PAGE, 1, 'no program under EXAMPLES')


if __name__ == '__main__':
    lint.main(check)
