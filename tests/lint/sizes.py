"""Functions of at most 80 lines, files of at most 900, lines of at most 100 characters."""
import lint

FUNCTION, FILE, LINE = 80, 900, 100


def functions(path):
    """(first line, lines) of each function: its braces stand in column 1, or open behind `)`."""
    start = None
    for number, line in lint.numbered(lint.code_of(path)):
        if line == '{' or (line[:1].isalpha() and line.rstrip().endswith(') {')):
            start = number
        elif line.startswith('}') and start:
            yield start, number - start + 1
            start = None


def main():
    long_functions, long_files, long_lines = [], [], []
    paths = [p for p in lint.tracked() if p.suffix in ('.c', '.h', '.py') or p.name == 'bootstrap']
    for path in paths:
        lines = path.read_text(encoding='utf-8').splitlines()
        if lint.is_generated(path):
            continue
        if len(lines) > FILE:
            long_files.append(f'{lint.place(path, 1)}: {len(lines)} lines')
        if not path.name.endswith('_table.h'):  # of prose: a message stays on one line
            long_lines += [f'{lint.place(path, n)}: {len(line)} characters'
                           for n, line in enumerate(lines, 1) if len(line) > LINE]
        if path.suffix in ('.c', '.h'):
            long_functions += [f'{lint.place(path, n)}: a function of {size} lines'
                               for n, size in functions(path) if size > FUNCTION]
    lint.report({f'functions have at most {FUNCTION} lines': long_functions,
                 f'files have at most {FILE} lines': long_files,
                 f'lines have at most {LINE} characters': long_lines})


main()
