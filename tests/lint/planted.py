"""The lints themselves: each fault that they look for, planted in a copy, must be found."""
import pathlib
import shutil
import sys
import tempfile

import lint

HERE = pathlib.Path(__file__).parent

STR, PAGE, CLI = 'src/base/str.c', 'src/page/planted.c', 'src/cli/planted.c'
TABLE, FONT_H, PARA_H = 'src/base/diag_table.h', 'src/font/font.h', 'src/para/planted.h'

HEADER = '''/* A header that uses what it does not include. */
#ifndef JB_PARA_PLANTED_H
#define JB_PARA_PLANTED_H
jb_str planted;
#endif'''


def row(number='0999', zh='字', en='word'):
    """A row of the table of diagnostics."""
    return f'X(PLANTED, {number}, NOTE, "{zh}", "{en}", "字", "more")'


# lint, file of the copy, what is put at its end, what the lint must then print.
TEXTS = [
    ('includes', STR, '#include "../para/para.h"', 'uphill: base may not include para'),
    ('includes', PAGE, '#include "../base/planted.h"', 'not a file seen from'),
    ('includes', PAGE, '#include "../para/planted.h"', 'private to para'),
    ('includes', CLI, '#include "../style/style.h"', 'cli knows base, engine'),
    ('includes', STR, '#include <iconv.h>', '<iconv.h> belongs to source'),
    ('includes', PAGE, '#include <hb.h>', '<hb.h> belongs to font and para'),
    ('includes', PAGE, '#include FT_FREETYPE_H', 'belongs to font'),
    ('includes', FONT_H, '#include <hb.h>', 'a door may not include <hb.h>'),
    ('includes', STR, '#include <regex.h>', 'has no owner'),
    ('includes', FONT_H, 'FT_Face jb_planted(void);', 'FT_Face crosses the door'),
    ('includes', FONT_H, 'hb_face_t *jb_planted(void);', 'hb_face_t crosses the door'),
    ('sizes', STR, 'int jb_planted(void)\n{\n' + '    ;\n' * 79 + '}', 'function of 81 lines'),
    ('sizes', STR, 'struct planted {\n' + '    int i;\n' * 900 + '};', f'{STR}:1: '),
    ('sizes', STR, '/* ' + '字' * 97 + ' */', '103 characters'),
    ('floats', PAGE, 'static double planted;', 'static double planted;'),
    ('floats', PAGE, 'enum { PLANTED = (int)(0.5 * 8) };', 'PLANTED'),
    ('diag', TABLE, row('0901'), '0901 is taken'),
    ('diag', TABLE, row('0399'), 'this section'),
    ('diag', TABLE, row(en=''), 'English is missing'),
    ('diag', TABLE, row(zh='en'), 'Chinese is missing'),
    ('diag', TABLE, row(zh='字{0}'), 'different arguments'),
    ('diag', TABLE, row(), 'PLANTED is never pushed'),
    ('diag', TABLE, row().replace(', "more")', ')'), 'cannot be read'),
    ('headers', PARA_H, HEADER, 'unknown type name'),
    ('headers', PARA_H, HEADER.replace('JB_PARA_', 'JB_'), 'guard is not'),
    ('headers', PARA_H, HEADER.split('\n', 1)[1], 'no comment'),
    ('words', CLI, 'print("no such file");', 'not said in Chinese'),
    ('words', CLI, 'say(cli, "没有这个文件");', 'not said in English'),
    ('words', PAGE, 'say(JB_BOTH("没有", "not there"), first ? second + "is there" : third);',
     'is there is not said'),
    ('words', TABLE, row(zh='这里 cannot be read here'), 'English in'),
    ('words', TABLE, row(en='cannot be read，没有'), 'Chinese in'),
    ('paths', 'README.md', 'see /' + 'home/someone/jianbao', 'README.md'),
    ('paths', 'README.md', 'from deb.' + 'debian.org', 'README.md'),
]

# lint, a C file of its own folder, what the lint must print of its object.
OBJECTS = [
    ('globals', 'int jb_planted = 3;', '`jb_planted` is a variable'),
    ('globals', 'static int count; int jb_n(void); int jb_n(void) { return ++count; }', '`count`'),
    ('globals', 'int jb_n(void); int jb_n(void) { static int calls; return ++calls; }', '`calls'),
    ('globals', '_Thread_local int jb_planted;', '`jb_planted`'),
    ('globals', 'const char *jb_planted[] = {"a"};', '`jb_planted`'),
    ('names', 'int plant(void); int plant(void) { return 1; }', 'plant does not begin with jb_'),
    ('names', 'int jb_get_it(void); int jb_get_it(void) { return 1; }', 'says too little'),
]

GOOD_OBJECT = 'extern const char *const jb_planted[]; const char *const jb_planted[] = {"a"};'


def copy_project(to):
    shutil.copytree(lint.root() / 'src', to / 'src')
    for name in (PAGE, CLI, PARA_H, 'README.md'):
        (to / name).touch()


def run_lint(name, where):
    compiler = sys.argv[3:] if name == 'headers' else []
    return lint.run(sys.executable, '-B', HERE / f'{name}.py', where, where / 'build', *compiler)


def try_text(where, name, file, planted, expected):
    """No fault when the planted text is found; the copy is then as it was."""
    path = where / file
    before = path.read_text(encoding='utf-8')
    path.write_text((before + '\n' if before else '') + planted + '\n', encoding='utf-8')
    result = run_lint(name, where)
    path.write_text(before, encoding='utf-8')
    if result.returncode == 1 and expected in result.stdout:
        return []
    return [f'not found: {planted[:60]!r} in {file}', *result.stdout.splitlines()[:5]]


def try_object(name, code, expected):
    """No fault when the object is refused with these words (passes, if there are none)."""
    with tempfile.TemporaryDirectory() as folder:
        where = pathlib.Path(folder)
        source, out = where / 'src/base/planted.c', where / 'build/src/base/libbase.a.p'
        source.parent.mkdir(parents=True)
        out.mkdir(parents=True)
        source.write_text(code + '\n', encoding='utf-8')
        made = lint.run(*sys.argv[3:], '-std=c11', '-fPIC', '-c', source, '-o', out / 'planted.c.o')
        result = run_lint(name, where)
    if made.returncode == 0 and result.returncode == bool(expected) and expected in result.stdout:
        return []
    return [f'{"not found" if expected else "refused"}: {code}', *made.stderr.splitlines(),
            *result.stdout.splitlines()[:5]]


def try_build(program, made, expected):
    """No fault when the program's build, its lexicon being made or not, is refused so."""
    with tempfile.TemporaryDirectory() as folder:
        build = pathlib.Path(folder).resolve() / 'build'
        (build / 'share/jianbao').mkdir(parents=True)
        (build / 'share/jianbao/lexicon').symlink_to(build / 'lexicon')
        (build / 'build.ninja').write_text('rule make\n  command = touch $out\n'
                                           f'build lexicon: make\nbuild {program}\n')
        if made:
            (build / 'lexicon').touch()
        result = run_lint('built', pathlib.Path(folder))
    if result.returncode == bool(expected) and expected in result.stdout:
        return []
    return [f'{"not found" if expected else "refused"}: {program}', *result.stdout.splitlines()]


def main():
    rules = {}
    with tempfile.TemporaryDirectory() as folder:
        where = pathlib.Path(folder)
        copy_project(where)
        for name, *planted in TEXTS:
            faults = try_text(where, name, *planted)
            rules.setdefault(f'{name} finds what is planted', []).extend(faults)
    for name, *planted in OBJECTS:
        rules.setdefault(f'{name} finds what is planted', []).extend(try_object(name, *planted))
    rules['built finds what is planted'] = (
        try_build('src/cli/jianbao: make', True, 'does not depend on') +
        try_build('src/cli/jianbao: make lexicon', False, 'is not there'))
    rules['built allows what is made'] = try_build('src/cli/jianbao: make | lexicon', True, '')
    rules['globals allows constant tables'] = try_object('globals', GOOD_OBJECT, '')
    lint.report(rules)


main()
