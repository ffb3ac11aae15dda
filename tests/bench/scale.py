"""Ten times the text: instructions of each stage, counted by callgrind."""
import collections

import measuring as m
import texts

TIMES = 10
GROWS = 1.2   # a function is named when it grew this much more than the text
SHARE = 0.005  # and when it is this share of all

# Stage: what is counted with all that it calls, less what does not hang on the length of the text.
TEXT_BOUND = {
    'source': ('jb_source_open', []),
    'issue (peek and parse)': ('jb_issue_parse', []),
    'styled': ('jb_styled_make', []),
    'lines': ('jb_set_make', ['jb_fonts_open']),
    'pages': ('jb_pages_make', []),
    'account': ('jb_account_text', []),
    'pdf: record and content': ('jb_pdf_make', ['jb_pdf_fonts_make', 'jb_pdf_save']),
    'pdf: save': ('jb_pdf_save', []),
}
FIXED = {'opening fonts': 'jb_fonts_open', 'programs and their dictionaries': 'jb_pdf_fonts_make'}


# ---- callgrind -----------------------------------------------------------------------------------

class Profile:
    """Instructions of a run by function: its own, and with all that it calls."""

    def __init__(self, room, source):
        path = room.folder / f'{source.stem}.callgrind'
        # valgrind's heap ends at 8 MB: beyond, malloc finds memory elsewhere but leaves ENOMEM
        # behind, which jianbao takes for a failure. So blocks are mapped from the start.
        m.output_of(['env', 'GLIBC_TUNABLES=glibc.malloc.mmap_threshold=65536', 'valgrind', '-q',
                     '--tool=callgrind', f'--callgrind-out-file={path}',
                     '--compress-strings=no', '--compress-pos=no'] +
                    room.building(f'{source.stem}.pdf', source))
        self.own, self.inclusive = collections.Counter(), collections.Counter()
        self.read(path)
        self.all = sum(self.own.values())

    def read(self, path):
        function = called = None
        with path.open(encoding='utf-8') as lines:
            for line in lines:
                if line.startswith('fn='):
                    function = line[3:].rstrip()
                elif line.startswith('cfn='):
                    called = line[4:].rstrip()
                elif line[0].isdigit() and function:
                    cost = int(line.split()[1])
                    if called:  # the line after calls=: what the call cost
                        self.inclusive[called] += cost
                        called = None
                    else:
                        self.own[function] += cost

    def stage(self, function, fixed):
        if function not in self.inclusive:
            raise m.Unmeasured(f'callgrind saw no {function}: was it renamed?')
        return self.inclusive[function] - sum(self.inclusive[name] for name in fixed)


def million(count):
    return f'{count / 1e6:.2f}'


def compared(what, once, often, bar=TIMES):
    return (what, f'{bar}' if bar else '', million(once), million(often),
            f'{often / once:.2f}', m.verdict(often / once, bar) if bar else '')


def growing(once, often):
    """Functions that grew faster than the text; names of numbers are in libraries."""
    for name, cost in often.own.most_common():
        before = once.own[name]
        if cost > SHARE * often.all and before and cost > GROWS * TIMES * before:
            yield name, before, cost


def run(room):
    once, often = Profile(room, m.SAMPLE), Profile(room, texts.write(room, TIMES))
    rows, sums = [], [0, 0]
    for what, (function, fixed) in TEXT_BOUND.items():
        costs = [profile.stage(function, fixed) for profile in (once, often)]
        sums = [total + cost for total, cost in zip(sums, costs)]
        rows.append(compared(what, *costs))
    rows.append(compared('text-bound stages', *sums))
    fixed = [[profile.stage(name, []) for profile in (once, often)] for name in FIXED.values()]
    rows += [compared(name, *costs, bar=None) for name, costs in zip(FIXED, fixed)]
    rest = [profile.all - total - sum(cost[i] for cost in fixed)
            for i, (profile, total) in enumerate(zip((once, often), sums))]
    rows.append(compared('start, layout and the rest', *rest, bar=None))
    rows.append(compared('all', once.all, often.all, bar=None))
    m.table(f'{TIMES} times the text: millions of instructions', rows,
            ('', 'bar', 'once', f'{TIMES} times', 'ratio', ''))
    for name, before, cost in growing(once, often):
        print(f'  grew faster than the text: {name} {million(before)} -> {million(cost)}')
