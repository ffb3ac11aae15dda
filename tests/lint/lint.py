"""What the lints share: the files of the project, C without comments, objects, and TAP.

A lint is a program: `NAME.py SOURCE-ROOT [BUILD-ROOT]`. It collects faults by rule and ends with
`report`, which prints one TAP result a rule and every fault as `file:line: what is wrong`.
"""
import pathlib
import re
import subprocess
import sys

# The order of the data's way: a folder may include only what stands before it.
FOLDERS = ['base', 'lexicon', 'source', 'issue', 'proof', 'style', 'font', 'para', 'page', 'paint',
           'verify', 'pdf', 'engine', 'series', 'batch', 'cli', 'web']

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def root():
    return pathlib.Path(sys.argv[1]).resolve()


def build_root():
    return pathlib.Path(sys.argv[2]).resolve()


def sources(*suffixes):
    """The C files under src/ with one of the suffixes, sorted."""
    found = [p for p in (root() / 'src').rglob('*') if p.suffix in (suffixes or ('.c', '.h'))]
    return sorted(p for p in found if p.is_file())


def folder_of(path):
    """'para' for src/para/fit.c."""
    return path.relative_to(root() / 'src').parts[0]


def is_ignored(path):
    """Build folders, caches, fetched fonts: what .gitignore leaves out."""
    return (path.name in ('.git', '__pycache__') or path == root() / 'fonts' / 'local' or
            path.suffix == '.pdf' or path.name == 'build' or path.name.startswith('build-') or
            (path / 'meson-private').exists())


def tracked(folder=None):
    """Every file of the project, sorted."""
    for path in sorted((folder or root()).iterdir()):
        if is_ignored(path):
            continue
        if path.is_dir():
            yield from tracked(path)
        else:
            yield path


def is_generated(path):
    """A table made by a script says so in its first lines."""
    head = path.read_text(encoding='utf-8')[:400]
    return re.search(r'\b(made|generated) by \S+\.py\b', head, re.I) is not None


def blank(match):
    """Keeps line ends, so that line numbers stay; a string becomes ""."""
    token = match.group()
    return '""' if token[0] == '"' else re.sub(r'[^\n]', ' ', token)


def code_of(path):
    """The file's text without comments and without what is inside of strings."""
    return TOKEN.sub(blank, path.read_text(encoding='utf-8'))


def place(path, line):
    return f'{path.relative_to(root())}:{line}'


def numbered(text):
    return enumerate(text.split('\n'), 1)


def objects():
    """(source, object) of every object in the build whose source still is there."""
    for path in sorted((build_root() / 'src').rglob('*.c.o')):
        source = root() / path.parent.parent.relative_to(build_root()) / path.name[:-2]
        if source.exists():
            yield source, path


def run(*command, text=None):
    return subprocess.run(command, input=text, capture_output=True, text=True, encoding='utf-8',
                          check=False)


def report(rules):
    """rules: {what holds: [faults]}. Prints TAP and ends the program."""
    print(f'1..{len(rules)}')
    for number, (rule, faults) in enumerate(rules.items(), 1):
        for fault in faults:
            print(f'# {fault}')
        print(f'{"not ok" if faults else "ok"} {number} - {rule}')
    sys.exit(1 if any(rules.values()) else 0)
