"""How even the lines are, beside other engines that set the same paragraphs in the same run.

The corpus is every paragraph of four lines and more in the texts of samples/, tests/recognise/ and
tests/proof/, as jianbao cleans it. Each engine sets it at 28 em in the same faces, no word divided;
what it made of the lines is read back from its PDF and measured by colour.c, under the same limits
for all."""
import pathlib
import re
import shutil
import subprocess

import measuring as m
import peers

HERE = pathlib.Path(__file__).resolve().parent
LONG = 28 * 4  # characters
MARGIN = 1.05  # of the best engine, in the two figures that need not be the best

XELATEX = r'''\documentclass{article}
\usepackage[a4paper,textwidth=448bp,textheight=700bp]{geometry}
\usepackage{xeCJK}
\setCJKmainfont[Path=%s/,FontIndex=2]{%s}
\setmainfont[Path=%s/]{%s}
\pagestyle{empty}
\frenchspacing
\begin{document}\fontsize{16bp}{29bp}\selectfont\parindent=2em\tolerance=9999\emergencystretch=2em
\hyphenpenalty=10000
%s
\end{document}
'''
TYPST = '''#set page(width: 148mm + 448pt, height: 297mm, margin: (x: 74mm, y: 20mm))
#set text(font: ("Liberation Serif", "Noto Serif CJK SC"), lang: "zh", region: "cn", size: 16pt)
#set par(justify: true, leading: 13pt, spacing: 13pt, first-line-indent: (amount: 2em, all: true))
#for text in json("corpus.json") [#par(text)]
'''


def long_paragraphs(room):
    found = []
    folders = [m.ROOT / 'samples', m.ROOT / 'tests' / 'recognise', m.ROOT / 'tests' / 'proof']
    for path in (path for folder in folders for path in sorted(folder.rglob('*.txt'))):
        for kind, text in peers.BLOCK.findall(room.dump('issue', source=path)):
            text = m.quoted(text)
            if kind == 'paragraph' and len(text) >= LONG and '\n' not in text:
                found.append(text)
    return list(dict.fromkeys(found))


def lines_of(pdf):
    """The text of each line, from the places of its words."""
    html = m.output_of(['pdftotext', '-bbox', pdf, '-'])
    lines = []
    for page in html.split('<page ')[1:]:
        rows = []
        word = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
        for x, top, bottom, text in re.findall(word, page):
            middle = (float(top) + float(bottom)) / 2
            row = next((r for r in rows if abs(r[0] - middle) < 10), None)
            if row is None:
                row = (middle, [])
                rows.append(row)
            row[1].append((float(x), text))
        for _, words in sorted(rows, key=lambda row: row[0]):
            text = ''.join(text for _, text in sorted(words))
            for entity, char in (('&lt;', '<'), ('&gt;', '>'), ('&quot;', '"'), ('&amp;', '&')):
                text = text.replace(entity, char)
            lines.append(text)
    return lines


def split_evenly(lines, corpus):
    """Checks that the lines are the corpus: each paragraph ends with a line."""
    rest = iter(lines)
    for text in corpus:
        want, have = len(''.join(text.split())), 0
        while have < want:
            have += len(''.join(next(rest).split()))
        if have != want:
            raise m.Unmeasured(f'its lines are not those of the paragraph {text[:20]}...')


def set_by_xelatex(room, folder, corpus):
    if not shutil.which('xelatex'):
        return None
    files = m.face_files()
    serif = files['NotoSerifCJK-Regular'][0].resolve()
    latin = files['LiberationSerif'][0].resolve()
    body = '\n\n'.join(peers.tex(text) for text in corpus)
    (folder / 'corpus.tex').write_text(
        XELATEX % (serif.parent, serif.name, latin.parent, latin.name, body), encoding='utf-8')
    subprocess.run(['xelatex', '-interaction=batchmode', 'corpus.tex'], cwd=folder,
                   stdout=subprocess.DEVNULL, check=False)
    return folder / 'corpus.pdf'


def set_by_typst(room, folder, corpus):
    try:
        command = peers.typst_command(room, folder)
    except m.Unmeasured:
        return None
    (folder / 'corpus.json').write_text(peers.json.dumps(corpus, ensure_ascii=False),
                                        encoding='utf-8')
    (folder / 'page.typ').write_text(TYPST, encoding='utf-8')
    done = subprocess.run([str(word) for word in command[:-1]] + [str(folder / 'typst.pdf')],
                          check=False, capture_output=True, encoding='utf-8')
    if done.returncode:
        raise m.Unmeasured(f'Typst: {done.stdout}{done.stderr}')
    return folder / 'typst.pdf'


ENGINES = {'XeLaTeX': set_by_xelatex, 'Typst': set_by_typst}


def run(room):
    folder = room.folder / 'colour'
    folder.mkdir(exist_ok=True)
    corpus = long_paragraphs(room)
    (folder / 'corpus.txt').write_text('\n'.join(corpus) + '\n', encoding='utf-8')
    command = [room.build / 'tests' / 'bench' / 'colour', folder / 'corpus.txt']
    absent = []
    for name, engine in ENGINES.items():
        pdf = engine(room, folder, corpus)
        if pdf is None:
            absent.append(name)
            continue
        lines = lines_of(pdf)
        split_evenly(lines, corpus)
        (folder / f'{name}.lines').write_text('\n'.join(lines) + '\n', encoding='utf-8')
        command.append(f'{name}={folder / f"{name}.lines"}')
    rows = [line.split() for line in m.output_of(command).splitlines()]
    best = [min(float(row[i]) for row in rows) for i in (2, 3, 4)]
    print(f'\ncolour: {len(corpus)} paragraphs at 28 em; r = change of a line / what it may change')
    print(f'{"":12}{"lines":>8}{"mean r2":>10}{"most |r|":>10}{"mean dr2":>10}{"|r|>1":>8}')
    for name, lines, *figures, away in rows:
        shown = ''.join(f'{float(x):>10.3f}' for x in figures)
        print(f'{name:12}{lines:>8}{shown}{away:>8}')
    ours = [float(x) for x in rows[0][2:5]]
    good = ours[0] <= best[0] and all(a <= b * MARGIN for a, b in zip(ours[1:], best[1:]))
    print('bar: the least mean r2, the others within 5 % of the best:', 'PASS' if good else 'over')
    for name in absent:
        print(f'{name} is not installed: not measured')
