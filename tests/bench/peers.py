"""The same page by other engines, whole processes in turns.

Each is given its best conditions: the text already cleaned, its search for fonts cut down to the
four files that the page needs. Typst makes no tags; XeLaTeX starts from a format that holds its
packages and goes over the text once. One that is not installed is left out."""
import json
import os
import pathlib
import re
import shutil
import subprocess

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
SPECIAL = {'\\': r'\textbackslash{}', '~': r'\textasciitilde{}', '^': r'\textasciicircum{}',
           **{c: '\\' + c for c in '#$%&_{}'}}


class Absent(m.Unmeasured):
    """An engine is not installed: the others can still be measured."""


def issue_of(room, source=m.SAMPLE):
    """The text of the page as jianbao cleaned it."""
    dump = room.dump('issue', source, 'bench')
    fields = {name: m.quoted(text) for name, text in FIELD.findall(dump)}
    blocks = [(kind, m.quoted(text)) for kind, text in BLOCK.findall(dump)]
    return {
        'name': [line.strip() for line in fields['刊名'].split('\n')],
        'number': fields['期号'], 'editor': fields['编发'], 'date': fields['日期'],
        'blocks': [{'kind': kind, 'text': text} for kind, text in blocks if kind != 'end-entry'],
        'end': [text.split('\n') for kind, text in blocks if kind == 'end-entry'],
    }


def write_text(room, folder, source=m.SAMPLE, name='issue.json'):
    """What page.typ sets, and that."""
    text = json.dumps(issue_of(room, source), ensure_ascii=False)
    (folder / name).write_text(text, encoding='utf-8')
    shutil.copy(HERE / 'page.typ', folder)


def link_fonts(room, folder, source=m.SAMPLE):
    """The files of the faces that our own page is set in, and a fontconfig that names no others;
    {face: (file, index)}."""
    fonts, files, linked = folder / 'fonts', m.face_files(), {}
    shutil.rmtree(fonts, ignore_errors=True)
    fonts.mkdir()
    for face in sorted(set(FACES.findall(room.dump('paint', source, 'bench')))):
        file, index = files[face][0].resolve(), files[face][1]
        linked[face] = fonts / file.name, index
        if not linked[face][0].exists():
            linked[face][0].symlink_to(file)
    (folder / 'fonts.conf').write_text(FONTS_CONF.format(fonts), encoding='utf-8')
    return linked


def typst_command(room, folder):
    packages = room.folder / 'npm'
    if not (packages / 'node_modules' / PACKAGE).exists():
        raise Absent(f'{PACKAGE} is not in {packages}: ./bootstrap bench installs it')
    if not shutil.which('node'):
        raise Absent('node is not installed')
    return ['node', HERE / 'typst.mjs', packages, folder, room.folder / 'typst.pdf']


def version(room):
    package = room.folder / 'npm' / 'node_modules' / PACKAGE / 'package.json'
    return f'Typst ({PACKAGE} {json.loads(package.read_text())["version"]})'


def tex(*lines):
    return r'\\'.join(''.join(SPECIAL.get(c, c) for c in line) for line in lines)


def write_tex(room, folder, faces):
    """What page.tex sets, and that. The two lines of the name are as high as layouts/bench.yaml
    says; a blank in a title is where its line ends."""
    issue = issue_of(room)
    lines = [rf'\Face{{{face}}}{{{file.parent}}}{{{file.name}}}{{{index}}}'
             for face, (file, index) in faces.items()]
    lines += [r'\begin{document}', r'\Masthead{%']
    lines += [rf'\Name{{{size}}}{{{down}}}{{{tex(line)}}}%' for line, size, down in
              zip(issue['name'], ('32bp', '36bp'), ('44.16bp', '89.68bp'))]
    lines += ['}' + ''.join(f'{{{tex(issue[key])}}}' for key in ('number', 'editor', 'date'))]
    for block in issue['blocks']:
        if block['kind'] == 'title':
            lines.append(rf'\Title{{{tex(*block["text"].split(" "))}}}')
        else:
            lines.append(rf'\Paragraph{{{tex(block["text"])}}}')
    lines += [r'\EndMatter{%', *(rf'\Entry{{{tex(*entry)}}}%' for entry in issue['end']), '}',
              r'\end{document}', '']
    (folder / 'issue.tex').write_text('\n'.join(lines), encoding='utf-8')
    shutil.copy(HERE / 'page.tex', folder)


class Engine:
    """Another engine: its command, where it leaves its PDF and its complaints, and a file for its
    output, unless it writes its log itself."""

    def __init__(self, name, command, pdf, log, output=None):
        self.name, self.command, self.pdf, self.log, self.output = name, command, pdf, log, output

    def cost(self):
        environment = {'FONTCONFIG_FILE': str(self.log.parent / 'fonts.conf')}
        try:
            return m.Cost(self.command, environment, self.output)
        except m.Unmeasured as fault:
            said = self.log.read_text(errors='replace') if self.log.exists() else ''
            said = said[said.find('\n!') + 1:]  # of TeX's, from its error on
            raise m.Unmeasured(f'{fault}\n{said}') from fault


def typst(room, folder, _faces):
    command = typst_command(room, folder)
    write_text(room, folder)
    log = folder / 'typst.log'
    return Engine(version(room), command, room.folder / 'typst.pdf', log, log)


def xelatex(room, folder, faces):
    if not shutil.which('xelatex'):
        raise Absent('xelatex is not installed')
    if subprocess.run(['kpsewhich', 'xeCJK.sty'], capture_output=True, check=False).returncode:
        raise Absent('xeCJK is not installed')
    write_tex(room, folder, faces)
    page, log = folder / 'page', folder / 'page.log'
    command = ['xelatex', '-interaction=batchmode', '-halt-on-error',
               f'-output-directory={folder}']
    Engine('format', [*command, '-ini', '&xelatex', page], None, log).cost()
    command += [f'-fmt={page}', page]
    engine = Engine('XeLaTeX with xeCJK', command, folder / 'page.pdf', log)
    engine.cost()
    if 'Missing character' in log.read_text(errors='replace'):  # no error, but another page
        raise m.Unmeasured(f'XeLaTeX misses characters: see {log}')
    return engine


ENGINES = {'Typst': typst, 'XeLaTeX': xelatex}


def engines_here(room, folder):
    """{name: engine}, and a line about each that is not installed."""
    faces, here, absent = link_fonts(room, folder), {}, []
    for name, prepare in ENGINES.items():
        try:
            here[name] = prepare(room, folder, faces)
        except Absent as fault:
            absent.append(f'{name} is not measured: {fault}')
    if not here:
        raise m.Unmeasured('; '.join(absent))
    return here, absent


def rows_of(name, costs, pdf, ours=None):
    """Three plain rows, each with its ratio to ours, and what was measured."""
    figures = m.median_wall(costs) * 1000, m.least(costs) * 1000, pdf.stat().st_size
    whats = 'wall time', 'user + system, least', 'PDF'
    ratios = [theirs / mine for theirs, mine in zip(figures, ours)] if ours else [None] * 3
    return [m.plain_row(f'{name}: {what}', unit, figure, ratio) for what, unit, figure, ratio
            in zip(whats, (m.MS, m.MS, m.BYTES), figures, ratios)], figures


def run(room):
    folder = room.folder / 'peers'
    folder.mkdir(exist_ok=True)
    here, absent = engines_here(room, folder)
    ours, *theirs = m.in_turns(lambda: m.Cost(room.building('ours.pdf', layout='bench')),
                               *(engine.cost for engine in here.values()))
    rows, mine = rows_of('ours', ours, room.folder / 'ours.pdf')
    for (name, engine), costs in zip(here.items(), theirs):
        more, figures = rows_of(name, costs, engine.pdf, mine)
        rows += more
        if name == 'Typst':
            rows = [m.row('wall time, a quarter of Typst\'s', m.MS, SHARE * figures[0], mine[0]),
                    m.row('PDF, no bigger than Typst\'s', m.BYTES, figures[2], mine[2])] + rows
    m.table(f'Layout bench and {", ".join(engine.name for engine in here.values())}: cold '
            f'processes in turns, median of {m.RUNS}; without a bar, the ratio is to ours', rows)
    for line in absent:
        print(line)
