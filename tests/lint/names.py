"""External names begin with jb_; no name uses a word that says nothing."""
import re

import lint

EMPTY = {'get', 'process', 'handle', 'manage', 'manager', 'util', 'utils', 'misc', 'common'}
SYMBOL = re.compile(r'^\S*\s*([A-Za-z])\s+(\S+)$', re.M)


def symbols(path):
    """(kind, name): kind is upper case for what other files can see."""
    for kind, name in SYMBOL.findall(lint.run('nm', '--defined-only', path).stdout):
        if kind in 'TtRrDdBbVvWw' and not name.startswith('.'):
            yield kind, name.split('.')[0]


def main():
    prefix, words, files = [], [], []
    for source, path in lint.objects():
        where = source.relative_to(lint.root())
        for kind, name in symbols(path):
            if kind.isupper() and name != 'main' and not re.fullmatch(r'jb_[a-z0-9_]+', name):
                prefix.append(f'{where}: {name} does not begin with jb_')
            if EMPTY & set(name.split('_')):
                words.append(f'{where}: {name} says too little')
    for source in lint.sources():
        if EMPTY & set(re.split(r'[_-]', source.stem)):
            files.append(f'{source.relative_to(lint.root())} says too little')
    lint.report({'external names begin with jb_': prefix,
                 'no empty word in a function name': words,
                 'no empty word in a file name': files})


main()
