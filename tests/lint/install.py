#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""cmake --install puts everything in its place, and it works from there."""
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from kit import lint  # noqa: E402

CMAKE = pathlib.Path('CMakeLists.txt')

# Below the prefix; a `*` stands for the folder of libraries, which distributions choose.
PLACES = ['bin/spoor', 'include/spoor.h', 'include/spoor_order.h', 'include/spoor_original.h',
          'lib*/**/libspoor.so', 'lib*/**/pkgconfig/spoor.pc',
          'lib*/**/cmake/spoor/spoor-config.cmake', 'share/bash-completion/completions/spoor',
          'share/zsh/site-functions/_spoor', 'share/doc/spoor/README.md',
          'share/doc/spoor/CHANGELOG.md', 'share/doc/spoor/LICENSE']


def uses(prefix):
    """(what fails, words): programs that use what was installed."""
    package = next(iter(prefix.glob('lib*/**/spoor.pc')), None)
    if package:
        os.environ['PKG_CONFIG_PATH'] = str(package.parent)
        yield 'pkg-config does not find spoor', [lint.tool('pkg-config'), '--exists', 'spoor']
    if (prefix / 'bin/spoor').exists():
        yield 'bin/spoor does not run', [prefix / 'bin/spoor', '--version']


def check(tree):
    with tempfile.TemporaryDirectory() as name:
        prefix = pathlib.Path(name)
        done = lint.run([lint.tool('cmake'), '--install', tree.build, '--prefix', prefix])
        if done.returncode:
            print(done.stderr)
            yield lint.Finding(CMAKE, 1, 'cmake --install fails')
        pages = [f'share/man/man{page.suffix[1]}/{page.name}'
                 for page in tree.files('man/*.[1-9]')]
        for place in PLACES + pages:
            if not list(prefix.glob(place)):
                yield lint.Finding(CMAKE, 1, f'{place} is not installed')
        for what, words in uses(prefix):
            if lint.run(words).returncode:
                yield lint.Finding(CMAKE, 1, what)


if __name__ == '__main__':
    lint.main(check)
