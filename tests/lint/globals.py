"""No variable that outlives a call and can change: looked up in the objects, not in the text.

Constant tables of pointers are relocated once at load time and then read-only (.data.rel.ro).
"""
import re

import lint

SECTION = re.compile(r'^\s*\[\s*(\d+)\]\s+(\S+)', re.M)
SYMBOL = re.compile(r'^\s*\d+:\s+\S+\s+\S+\s+(?:OBJECT|TLS|COMMON)\s+\S+\s+\S+\s+'
                    r'(\S+)\s+(\S+)', re.M)
MUTABLE = re.compile(r'\.(data|bss|tdata|tbss)(?!\.rel\.ro)')


def variables(path):
    sections = dict(SECTION.findall(lint.run('readelf', '-SW', path).stdout))
    for index, name in SYMBOL.findall(lint.run('readelf', '-sW', path).stdout):
        if index == 'COM' or MUTABLE.match(sections.get(index, '')):
            yield name


def main():
    found = list(lint.objects())
    faults = [f'{source.relative_to(lint.root())}: `{name}` is a variable of file scope or static'
              for source, path in found for name in variables(path)]
    lint.report({'there are objects to look at': [] if found else ['none in the build'],
                 'no mutable global': faults})


main()
