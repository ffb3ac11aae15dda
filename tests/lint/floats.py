"""Integers until the PDF: no floating point outside src/verify and src/pdf, and the clock of
base/trace.c."""
import re

import lint

FLOAT = re.compile(r'\b(float|double|float_t|double_t|_Complex)\b|'
                   r'(?<![\w.])(\d+\.\d*|\.\d+)([eE][-+]?\d+)?[fFlL]?|'
                   r'(?<![\w.])\d+[eE][-+]?\d+\b')


def main():
    faults = []
    for path in lint.sources('.c', '.h', '.inc'):
        name = path.relative_to(lint.root() / 'src').as_posix()
        if name.startswith(('verify/', 'pdf/')) or name == 'base/trace.c':
            continue
        for number, line in lint.numbered(lint.code_of(path)):
            if not line.lstrip().startswith('#include') and FLOAT.search(line):
                faults.append(f'{lint.place(path, number)}: {line.strip()}')
    lint.report({'no floating point before verify/': faults})


main()
