"""The same page by another engine, whole processes in turns.

Typst is given its best conditions: the text already cleaned, its search for fonts cut down to the
four files that the page needs, no tags. XeLaTeX and others are not measured here."""
import json
import os
import pathlib
import re
import shutil

import measuring as m

PACKAGE = '@myriaddreamin/typst-ts-node-compiler'
HERE = pathlib.Path(__file__).resolve().parent
SHARE = 0.25  # of Typst's wall time that ours may take

FIELD = re.compile(r'^field (\S+) .*? rule="[^"]*" (".*")$', re.M)
BLOCK = re.compile(r'^block \d+ (\S+) .*? rule="[^"]*" (".*")$', re.M)
FACES = re.compile(r'^glyphs (\S+) ', re.M)

FONTS_CONF = '''<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{}</dir></fontconfig>
'''


def write_text(room, folder, source=m.SAMPLE, name='issue.json'):
    """What page.typ sets, and that."""
    dump = room.dump('issue', source, 'bench')
    fields = {name: m.quoted(text) for name, text in FIELD.findall(dump)}
    blocks = [(kind, m.quoted(text)) for kind, text in BLOCK.findall(dump)]
    issue = {
        'name': [line.strip() for line in fields['刊名'].split('\n')],
        'number': fields['期号'], 'editor': fields['编发'], 'date': fields['日期'],
        'blocks': [{'kind': kind, 'text': text} for kind, text in blocks if kind != 'end-entry'],
        'end': [text.split('\n') for kind, text in blocks if kind == 'end-entry'],
    }
    (folder / name).write_text(json.dumps(issue, ensure_ascii=False), encoding='utf-8')
    shutil.copy(HERE / 'page.typ', folder)


def link_fonts(room, folder, source=m.SAMPLE):
    """The files of the faces that our own page is set in, and a fontconfig that names no others."""
    fonts, files = folder / 'fonts', m.face_files()
    shutil.rmtree(fonts, ignore_errors=True)
    fonts.mkdir()
    for face in set(FACES.findall(room.dump('paint', source, 'bench'))):
        file = files[face][0].resolve()
        if not (fonts / file.name).exists():
            (fonts / file.name).symlink_to(file)
    (folder / 'fonts.conf').write_text(FONTS_CONF.format(fonts), encoding='utf-8')


def typst_command(room, folder):
    packages = room.folder / 'npm'
    if not (packages / 'node_modules' / PACKAGE).exists():
        raise m.Unmeasured(f'{PACKAGE} is not in {packages}: ./bootstrap bench installs it')
    if not shutil.which('node'):
        raise m.Unmeasured('node is not installed')
    return ['node', HERE / 'typst.mjs', packages, folder, room.folder / 'typst.pdf']


def version(room):
    package = room.folder / 'npm' / 'node_modules' / PACKAGE / 'package.json'
    return f'Typst ({PACKAGE} {json.loads(package.read_text())["version"]})'


def run(room):
    folder = room.folder / 'typst'
    folder.mkdir(exist_ok=True)
    write_text(room, folder)
    link_fonts(room, folder)
    command, log = typst_command(room, folder), folder / 'log'
    environment = {'FONTCONFIG_FILE': str(folder / 'fonts.conf')}
    try:
        ours, typst = m.in_turns(lambda: m.Cost(room.building('ours.pdf', layout='bench')),
                                 lambda: m.Cost(command, environment, log))
    except m.Unmeasured as fault:
        raise m.Unmeasured(f'{fault}\n{log.read_text() if log.exists() else ""}') from fault
    mine, theirs = m.median_wall(ours) * 1000, m.median_wall(typst) * 1000
    sizes = [(room.folder / name).stat().st_size for name in ('ours.pdf', 'typst.pdf')]
    m.table(f'Layout bench and {version(room)}: cold processes in turns, median of {m.RUNS}', [
        m.row('wall time, a quarter of Typst\'s', m.MS, SHARE * theirs, mine),
        m.plain_row('  Typst', m.MS, theirs),
        m.plain_row('  Typst, user + system, least', m.MS, m.least(typst) * 1000),
        m.plain_row('  ours, user + system, least', m.MS, m.least(ours) * 1000),
        m.row('PDF, no bigger than Typst\'s', m.BYTES, sizes[1], sizes[0])])
