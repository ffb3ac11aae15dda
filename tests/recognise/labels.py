#!/usr/bin/env python3
"""How much of the labelled texts is recognised: labels.py RECOGNISE [TEXT...]

TEXT.labels says what a reader takes each line of TEXT.txt for: `LINE[-LINE] KIND`, a row for each
block, masthead field (`field 刊名`) and line that is left out (`dropped`). It is written from the
text alone, never from what the program says. A block is right when its kind, level and lines are
those of the label.

The bar: 95 % of all blocks are right; each wrong one is doubtful, and a mark that its diagnostic
names, typed at the start of that line, makes it right; few blocks are doubtful. misses.txt lists
the wrong ones, so that one more and one fewer are both seen. Prints TAP."""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).parent
RIGHT_LEAST, DOUBTFUL_MOST = 95, 6  # of a hundred blocks
PLACED = re.compile(r"(field|block \d+) (\S+) (\d+):\d+-(\d+):\d+(?: level=(\d))?.*?( doubtful)?"
                    " rule=")
DROPPED = re.compile(r'edit (\d+):\d+ rule="R0 old page"')
DOUBT = re.compile(r"text:(\d+):\d+: warning\[J0231\]: (.*)")
MARK = re.compile(r"'([^']+)'")
LEVELLED = "heading"  # a paragraph's level is that of the heading that runs into it: no label


class Outcome:
    """What the program takes a text for."""

    def __init__(self, program, path):
        run = subprocess.run([program, path], capture_output=True, check=False)
        self.blocks, self.doubts = collections.Counter(), {}
        self.doubtful = 0
        for line in run.stdout.decode().splitlines():
            if placed := PLACED.match(line):
                self.add(*placed.groups())
            elif dropped := DROPPED.match(line):
                self.blocks[int(dropped[1]), int(dropped[1]), "dropped"] += 1
            elif doubt := DOUBT.match(line):
                self.doubts.setdefault(int(doubt[1]), []).extend(MARK.findall(doubt[2]))

    def add(self, what, kind, first, last, level, doubtful):
        name = f"field {kind}" if what == "field" else kind
        name += f" {level}" if kind == LEVELLED else ""
        self.blocks[int(first), int(last), name] += 1
        self.doubtful += bool(doubtful)


def read_labels(path):
    labels = collections.Counter()
    for row in path.read_text(encoding="utf-8").splitlines():
        lines, kind = row.split(" ", 1)
        first, _, last = lines.partition("-")
        labels[int(first), int(last or first), kind] += 1
    return labels


class Text:
    """A labelled text, what it is taken for, and the labels that are not met."""

    def __init__(self, program, path):
        self.program, self.path = program, path
        self.labels = read_labels(path.with_suffix(".labels"))
        self.got = Outcome(program, path)
        self.missed = list((self.labels - self.got.blocks).elements())

    def rows(self):
        """The missed ones as misses.txt has them."""
        for first, last, kind in sorted(self.missed):
            yield f"{self.path.stem} {first}{'' if first == last else f'-{last}'} {kind}"

    def lines(self):
        raw = self.path.read_bytes()
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "gb18030"]:
            try:
                return raw.decode(encoding).splitlines()
            except UnicodeDecodeError:
                pass
        raise ValueError(self.path)

    def marks_beside(self, label):
        """(line, mark) of each diagnostic of the blocks on the label's lines."""
        for first, last, _ in self.got.blocks:
            if first <= label[1] and last >= label[0]:
                yield from ((first, mark) for mark in self.got.doubts.get(first, []))

    def is_settled_by(self, label, line, mark):
        """Does the mark, typed where the diagnostic stands, make the label right?"""
        lines = self.lines()
        if mark == "---":
            lines.insert(line - 1, mark)
            label = (label[0] + 1, label[1] + 1, label[2])
        else:
            lines[line - 1] = mark + lines[line - 1]
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write("\n".join(lines).encode())
            file.flush()
            return label in Outcome(self.program, file.name).blocks

    def unsettled(self):
        """Missed labels that nothing the program says would put right."""
        return [label for label in self.missed
                if not any(self.is_settled_by(label, *mark)
                           for mark in set(self.marks_beside(label)))]


def read_misses():
    path = FOLDER / "misses.txt"
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [row for row in rows if row and not row.startswith("#")]


def main():
    program = sys.argv[1]
    paths = [pathlib.Path(word) for word in sys.argv[2:]] or sorted(FOLDER.glob("*.labels"))
    texts = [Text(program, path.with_suffix(".txt")) for path in paths]
    known, verdicts = read_misses(), []
    for text in texts:
        want = [row for row in known if row.split()[0] == text.path.stem]
        got = list(text.rows())
        verdicts.append((text.path.name, [f"new {row}" for row in got if row not in want] +
                         [f"mended {row}" for row in want if row not in got]))
    unsettled = [f"{text.path.stem} {label}" for text in texts for label in text.unsettled()]
    verdicts.append(("each wrong block is settled by a mark that is named", unsettled))
    blocks = sum(text.labels.total() for text in texts)
    wrong = sum(len(text.missed) for text in texts)
    doubtful = sum(text.got.doubtful for text in texts)
    score = f"{blocks - wrong} of {blocks} blocks right ({100 * (blocks - wrong) / blocks:.1f} %)"
    verdicts.append((score, [] if (blocks - wrong) * 100 >= blocks * RIGHT_LEAST else ["too few"]))
    score = f"{doubtful} blocks doubtful ({100 * doubtful / blocks:.1f} %)"
    verdicts.append((score, [] if doubtful * 100 <= blocks * DOUBTFUL_MOST else ["too many"]))
    print(f"1..{len(verdicts)}")
    for i, (name, faults) in enumerate(verdicts, 1):
        print(f"{'not ok' if faults else 'ok'} {i} - {name}")
        for fault in faults:
            print(f"# {fault}")
    return any(faults for _, faults in verdicts)


if __name__ == "__main__":
    sys.exit(main())
