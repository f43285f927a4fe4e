# SPDX-License-Identifier: ISC
"""C source as the rules see it: comments and texts blanked, functions by their braces."""
import collections
import re

Function = collections.namedtuple('Function', 'name line lines')
Include = collections.namedtuple('Include', 'line name quoted')

# A comment, a text or a character; each becomes blanks, so that places stay where they are.
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def blank(text, keep_texts=False):
    """The code alone; with `keep_texts` its string literals too."""
    def replace(found):
        if keep_texts and found[0][0] in '"\'':
            return found[0]
        return re.sub(r'[^\n]', ' ', found[0])
    return NOISE.sub(replace, text)


def line_of(text, at):
    return text.count('\n', 0, at) + 1


def includes(text):
    found = re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)',
                        blank(text, keep_texts=True), re.MULTILINE)
    return [Include(line_of(text, one.start()), one[1] or one[2], one[1] is not None)
            for one in found]


def calls(text, names):
    """(line, name) of every call of, or pointer to, one of the functions."""
    code = blank(text)
    for found in re.finditer(r'(?<![\w.>])(' + '|'.join(map(re.escape, names)) + r')\b', code):
        yield line_of(code, found.start()), found[1]


def functions(text):
    """Functions of a file in kernel style: the braces of a body stand at the left edge."""
    lines = blank(text).splitlines()
    start = None
    for number, line in enumerate(lines):
        if line.startswith('{') and number and lines[number - 1].rstrip().endswith(')'):
            start = number
        elif line.startswith('}') and start is not None:
            head = '\n'.join(lines[max(0, start - 12):start])
            names = re.findall(r'(\w+)\(', head.rsplit('\n\n', 1)[-1])
            yield Function(names[0] if names else '?', start, number - start + 1)
            start = None
