# SPDX-License-Identifier: ISC
"""Manual pages as the rules see them: macro lines with their words, by section."""
import collections
import re

Macro = collections.namedtuple('Macro', 'line section name words')
Literal = collections.namedtuple('Literal', 'line section text')

# What mdoc writes for characters that it would take for its own.
ESCAPES = [(r'\-', '-'), (r'\&', ''), (r'\(dq', '"'), (r'\(aq', "'"), (r'\e', '\\'), (r'\ ', ' ')]


def unescape(word):
    for escape, character in ESCAPES:
        word = word.replace(escape, character)
    return word


def words_of(line):
    """The words of a macro line; quotes keep blanks together."""
    found = re.findall(r'"((?:[^"]|"")*)"|(\S+)', line)
    return [unescape(quoted.replace('""', '"') if quoted else bare) for quoted, bare in found]


def macros(text):
    """All macro lines of a page."""
    section = ''
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith('.') or line.startswith('.\\"'):
            continue
        words = words_of(line[1:].strip())
        if not words:
            continue
        if words[0] == 'Sh':
            section = ' '.join(words[1:])
        yield Macro(number, section, words[0], words[1:])


def options_of(macro):
    """The option names of an `.It Fl …` line: "o" and "output" of `.It Fl o , Fl -output Ar X`."""
    names = set()
    words = macro.words
    for at, word in enumerate(words[:-1]):
        if word == 'Fl' and words[at + 1] != 'Fl':
            names.add(words[at + 1].lstrip('-').split('=')[0])
    return names


def item_of(macro):
    """What an `.It` line is about: its first word that is no macro, without trailing marks."""
    for word in macro.words:
        if not re.fullmatch(r'[A-Z][a-z]', word):
            return word
    return ''


def literals(text):
    """All `.Bd -literal` blocks of a page, as a reader sees them."""
    section, start, lines = '', 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith('.Sh '):
            section = line[4:]
        elif line.startswith('.Bd') and '-literal' in line:
            start, lines = number, []
        elif line == '.Ed' and start:
            yield Literal(start, section, '\n'.join(lines) + '\n')
            start = 0
        elif start:
            lines.append(unescape(line))
