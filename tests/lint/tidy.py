#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A small set of clang-tidy's checks over everything that is compiled for lib and cmd."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

CHECKS = ','.join('''
-*
bugprone-*
-bugprone-easily-swappable-parameters
-bugprone-reserved-identifier
-bugprone-implicit-widening-of-multiplication-result
-bugprone-assignment-in-if-condition
-bugprone-narrowing-conversions
-bugprone-not-null-terminated-result
-bugprone-suspicious-memory-comparison
-bugprone-branch-clone
-bugprone-misplaced-widening-cast
-bugprone-sizeof-expression
misc-no-recursion
misc-redundant-expression
misc-misplaced-const
performance-no-int-to-ptr
readability-function-size
readability-misleading-indentation
readability-redundant-control-flow
readability-redundant-declaration
cert-err34-c
cert-env33-c
'''.split())

OPTIONS = '{CheckOptions: [{key: readability-function-size.LineThreshold, value: "80"}, ' \
          '{key: readability-function-size.StatementThreshold, value: "800"}]}'


def compiled(tree):
    """The sources of lib and cmd that the build knows, each once."""
    commands = json.loads((tree.build / 'compile_commands.json').read_text())
    found = {pathlib.Path(one['directory'], one['file']).resolve() for one in commands}
    paths = {path.relative_to(tree.root) for path in found if path.is_relative_to(tree.root)}
    return sorted(path for path in paths if path.parts[0] in ('lib', 'cmd'))


def look_at(tree, tidy, path):
    done = lint.run([tidy, '--quiet', f'--checks={CHECKS}', f'--config={OPTIONS}',
                     '--warnings-as-errors=*', f'--header-filter={tree.root}/.*',
                     '-p', tree.build, tree.root / path])
    for found in re.finditer(r'^(\S+?):(\d+):\d+: (?:error|warning): (.*)$', done.stdout,
                             re.MULTILINE):
        place = pathlib.Path(found[1])
        place = place.relative_to(tree.root) if place.is_relative_to(tree.root) else place
        yield str(place), int(found[2]), found[3].replace(',-warnings-as-errors', '')


def look_once(tree, tidy, path, common):
    """What was found in a file stays true as long as it, the headers and the checks do."""
    known = tree.build / 'tests' / 'lint' / 'tidy'
    content = (tree.root / path).read_bytes()
    key = known / hashlib.sha256(common + str(path).encode() + content).hexdigest()
    if key.exists():
        return json.loads(key.read_text())
    found = list(look_at(tree, tidy, path))
    known.mkdir(parents=True, exist_ok=True)
    key.write_text(json.dumps(found))
    return found


def common_ground(tree, tidy):
    headers = tree.files('cmd/**/*.h', 'include/**/*.h', 'lib/**/*.h')
    parts = [lint.run([tidy, '--version']).stdout.encode(), CHECKS.encode(), OPTIONS.encode()]
    return b'\0'.join(parts + [(tree.root / path).read_bytes() for path in headers])


def check(tree):
    tidy = lint.tool('clang-tidy')
    common = common_ground(tree, tidy)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda path: look_once(tree, tidy, path, common), compiled(tree))
        for found in sorted({tuple(one) for result in results for one in result}):
            yield lint.Finding(*found)


if __name__ == '__main__':
    lint.main(check)
