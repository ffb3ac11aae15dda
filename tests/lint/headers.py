"""Headers compile alone, are guarded by their name, and begin by saying what they are for."""
import re
import sys

import lint

WARNINGS = ['-std=c11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-pedantic', '-Werror']
PACKAGES = ['freetype2', 'harfbuzz', 'harfbuzz-subset', 'libfyaml']


def library_flags():
    return lint.run('pkg-config', '--cflags', *PACKAGES).stdout.split()


def main():
    compiler, flags = sys.argv[3:] or ['cc'], library_flags()
    alone, guards, heads = [], [], []
    for path in lint.sources('.h'):
        if path.stem.endswith('_table'):  # X() rows: read by those who define X
            continue
        text, where = path.read_text(encoding='utf-8'), path.relative_to(lint.root())
        result = lint.run(*compiler, *WARNINGS, *flags, '-fsyntax-only', '-x', 'c', '-',
                          text=f'#include "{path}"\n')
        if result.returncode:
            errors = [line for line in result.stderr.splitlines() if 'error:' in line]
            alone.append(f'{where}: {errors[0] if errors else result.stderr[:90]}')
        guard = f'JB_{lint.folder_of(path)}_{path.stem}_H'.upper()
        if not re.search(rf'^#ifndef {guard}\n#define {guard}$', text, re.M):
            guards.append(f'{where}: the guard is not {guard}')
        if not re.match(r'/\* \w.{20,}', text):
            heads.append(f'{where}: no comment at the top')
    lint.report({'each header compiles alone': alone,
                 'each header is guarded by its name': guards,
                 'each header begins with what it is for': heads})


main()
