#!/usr/bin/env python3
"""The same Chinese by xeCJK and LuaTeX-ja: run.py [--build FOLDER] [widths|breaks]...

Where xelatex and lualatex are installed, sets in the same face
  widths  every pair of marks between two Han, and prints those whose natural width differs;
  breaks  long paragraphs at 28 em, and prints the lines that end elsewhere.
docs/peers.md explains each kind of difference. No test: what differs is no fault by itself."""
import argparse
import collections
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'bench'))
import colour  # noqa: E402
import measuring as m  # noqa: E402

HAN = '中'
CLASSES = {'opening': '“‘（《〈【〖〔［｛「『', 'closing': '”’）》〉】〗〕］｝」』',
           'stop': '。．，、：；', 'shout': '？！', 'dot': '·', 'line': '—～／'}
DOUBLE = {'dash': ['——'], 'ellipsis': ['……']}
MARKS = {**{c: list(marks) for c, marks in CLASSES.items()}, **DOUBLE}
CLASS_OF = {mark: name for name, marks in MARKS.items() for mark in marks}

HEAD = {
    'xelatex': r'''\documentclass{article}\usepackage{xeCJK}
\setCJKmainfont[Path=%(folder)s/,FontIndex=2]{%(file)s}
''',
    'lualatex': r'''\documentclass{article}\usepackage{luatexja-fontspec}
\ltjsetparameter{jacharrange={-1,+2,+3,-4,-5,+6,+7,+8,+9}}
\setmainjfont[Path=%(folder)s/,FontIndex=2,Scale=1,YokoFeatures={JFM=quanjiao}]{%(file)s}
''',
}
WIDTHS = r'''\begin{document}\fontsize{10pt}{12pt}\selectfont
%s
\end{document}
'''
PAGE = r'''\usepackage[a4paper,textwidth=448bp,textheight=700bp]{geometry}\usepackage{fontspec}
\setmainfont[Path=%(latin_folder)s/]{%(latin)s}\pagestyle{empty}\frenchspacing
\hyphenpenalty=10000
\begin{document}\fontsize{16bp}{29bp}\selectfont\parindent=32bp\tolerance=9999\emergencystretch=2em
%(body)s
\end{document}
'''


def head(engine):
    serif = m.face_files()['NotoSerifCJK-Regular'][0].resolve()
    return HEAD[engine] % {'folder': serif.parent, 'file': serif.name}


def run_tex(engine, folder, name, text):
    (folder / f'{name}.tex').write_text(text, encoding='utf-8')
    subprocess.run([engine, '-interaction=batchmode', f'{name}.tex'], cwd=folder,
                   stdout=subprocess.DEVNULL, check=False)
    return folder / f'{name}.log', folder / f'{name}.pdf'


# ---- widths --------------------------------------------------------------------------------------

def pairs():
    marks = [mark for group in MARKS.values() for mark in group]
    return [(a, b) for a in marks for b in marks if not (a in '——' and b in '——')]


def our_widths(room, folder):
    source = folder / 'widths.txt'
    source.write_text(''.join(f'{HAN}{a}{b}{HAN}\n' for a, b in pairs()), encoding='utf-8')
    dump = m.output_of([room.jianbao, 'dump', '--stage=lines', source, '--layout=plain',
                        '--set', 'measure=20em', '--set', 'indent=0'])
    return [float(x) / 16 for x in re.findall(r'^  line 1 .*? natural=([\d.]+) ', dump, re.M)]


def tex_widths(engine, folder):
    boxes = '\n'.join(rf'\setbox0\hbox{{{HAN}{a}{b}{HAN}}}\typeout{{W=\the\wd0}}'
                      for a, b in pairs())
    log, _ = run_tex(engine, folder, f'widths-{engine}', head(engine) + WIDTHS % boxes)
    return [float(x) / 10 for x in re.findall(r'^W=([\d.]+)pt', log.read_text('utf-8', 'replace'),
                                              re.M)]


def compare_widths(room, folder, engines):
    ours = our_widths(room, folder)
    for engine in engines:
        theirs = tex_widths(engine, folder)
        if len(theirs) != len(ours):
            raise m.Unmeasured(f'{engine} set {len(theirs)} of {len(ours)} pairs')
        kinds = collections.defaultdict(list)
        for (a, b), x, y in zip(pairs(), ours, theirs):
            if abs(x - y) > 0.01:
                kinds[CLASS_OF[a], CLASS_OF[b], f'{x:.2f}', f'{y:.2f}'].append(a + b)
        count = sum(len(found) for found in kinds.values())
        print(f'\nwidths beside {engine}: {count} of {len(ours)} pairs differ')
        for (a, b, x, y), found in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
            print(f'  {a:8} {b:8} ours {x} theirs {y}  {len(found):4}  {" ".join(found[:4])}')


# ---- breaks --------------------------------------------------------------------------------------

def tex_lines(engine, folder, corpus):
    latin = m.face_files()['LiberationSerif'][0].resolve()
    body = '\n\n'.join(''.join(colour.SPECIAL.get(c, c) for c in text) for text in corpus)
    page = PAGE % {'latin_folder': latin.parent, 'latin': latin.name, 'body': body}
    _, pdf = run_tex(engine, folder, f'breaks-{engine}', head(engine) + page)
    return colour.lines_of(pdf)


def our_lines(room, folder, corpus):
    source = folder / 'breaks.txt'
    source.write_text('\n'.join(corpus) + '\n', encoding='utf-8')
    dump = m.output_of([room.jianbao, 'dump', '--stage=lines', source, '--layout=plain',
                        '--set', 'measure=28em', '--set', 'indent=2em'])
    return [m.quoted(x) for x in re.findall(r'^  line \d+ .*?(".*")$', dump, re.M)]


def paragraphs(lines, corpus):
    """The lines of each paragraph."""
    rest = iter(lines)
    for text in corpus:
        want, own = len(''.join(text.split())), []
        while want > 0:
            line = ''.join(next(rest).split()).replace('⸺', '——')  # LuaTeX-ja's glyph of both
            own.append(line)
            want -= len(line)
        yield own


def ends_of(lines):
    """Where each line ends, in characters from the paragraph's start: {end: line}."""
    ends, at = {}, 0
    for line in lines:
        at += len(line)
        ends[at] = line
    return ends


def stretches(own, other):
    """From one break that both share to the next: (our lines, theirs), where they part."""
    ours, theirs, before = ends_of(own), ends_of(other), 0
    for end in sorted(ours.keys() & theirs.keys()):
        mine = [line for at, line in ours.items() if before < at <= end]
        yours = [line for at, line in theirs.items() if before < at <= end]
        if mine != yours:
            yield mine, yours
        before = end


def compare_breaks(room, folder, engines):
    corpus = colour.long_paragraphs(room)
    ours = list(paragraphs(our_lines(room, folder, corpus), corpus))
    for engine in engines:
        differ, lines = 0, sum(len(own) for own in ours)
        print(f'\nbreaks beside {engine}: where they part, and for how many lines')
        for own, other in zip(ours, paragraphs(tex_lines(engine, folder, corpus), corpus)):
            for mine, yours in stretches(own, other):
                differ += len(mine) - 1
                print(f'  ours   {mine[0]}|  ({len(mine) - 1})\n  theirs {yours[0]}|')
        print(f'  {differ} of our {lines} lines end elsewhere')


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', default=m.ROOT / 'build')
    parser.add_argument('subjects', nargs='*', metavar='SUBJECT', help='widths, breaks')
    asked = parser.parse_args()
    engines = [engine for engine in HEAD if shutil.which(engine)]
    if not engines:
        sys.exit('xelatex and lualatex are not installed (texlive-xetex, texlive-luatex, '
                 'texlive-lang-chinese, texlive-lang-japanese)')
    room = m.Room(asked.build)
    folder = room.folder / 'peers'
    folder.mkdir(exist_ok=True)
    subjects = {'widths': compare_widths, 'breaks': compare_breaks}
    for name in asked.subjects or subjects:
        subjects[name](room, folder, engines)


main()
