#!/usr/bin/env python3
"""Every sample in every layout as pdf.js reads it: readers.py JIANBAO SAMPLES.

Without artifacts its text is what `dump --stage=issue --text` says, as the pages paint it and as
the tree of tags orders it; every text has a tag, and the elements around it are those of
`dump --stage=tags`. Prints TAP."""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import pdfjs  # noqa: E402
import tags  # noqa: E402

LAYOUTS = ("", "gbt9704", "huiyi", "zhengti", "zhipai", "bench", "plain")


class Report:
    def __init__(self):
        self.number, self.failed = 0, 0

    def check(self, name, *faults):
        faults = [fault for fault in faults if fault]
        self.number += 1
        print("not ok" if faults else "ok", self.number, "-", name)
        for fault in faults:
            print("#", fault.replace("\n", "\n# "))
        self.failed += bool(faults)


def first_difference(want, got, name):
    want, got = pages.squeeze(want), pages.squeeze(got)
    if want == got:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    near = slice(max(0, at - 12), at + 20)
    return f"{name}: at {at}: want …{want[near]}… got …{got[near]}…"


def untagged(pieces):
    return "".join(f"no tag has {text}" for roles, text in pieces if roles is None)


def own_pieces(tree):
    """(roles from the root down, text) of what dump --stage=tags has."""
    roles = []
    for depth, name, text in tree:
        if name:
            roles = [*roles[:depth], name]
        else:
            yield tuple(roles[:depth]), text


def tree_difference(own, pieces):
    """An element that goes over to the next page is there as a piece of its own."""
    rest, wanted = "", iter(own)
    for roles, text in ((roles, pages.squeeze(text)) for roles, text in pieces if roles):
        if not text:
            continue
        if not rest:
            want, rest = next(wanted, ((), ""))
        if roles != want or not rest.startswith(text):
            return f"the tree: want {want} {rest[:20]}, got {roles} {text[:20]}"
        rest = rest[len(text):]
    more = [text for _, text in wanted]
    return f"the tree: no {rest or more[0]}" if rest or more else ""


def check_all(report, jianbao, samples, folder):
    """All files are built, then read in one run of node."""
    made = []
    for source in sorted(samples.glob("*.txt")):
        for layout in LAYOUTS:
            options = ["--layout", layout] if layout else []
            path = folder / f"{source.stem}-{layout}.pdf"
            pages.run(jianbao, "build", *options, source, "-o", path)
            want = pages.run(jianbao, "dump", "--stage=issue", "--text", *options, source).stdout
            tree = list(own_pieces(tags.own_tree(jianbao, source, options)))
            made.append((f"{source.stem} in {layout or 'its own layout'}", path, want, tree))
    for (title, _, want, tree), file in zip(made, pdfjs.read(*(path for _, path, *_ in made))):
        pieces = pdfjs.pieces(file)
        report.check(f"{title}: pdf.js", first_difference(want, pdfjs.painted(file), "painted"),
                     first_difference(want, "".join(text for _, text in pieces), "by the tree"),
                     untagged(pieces), tree_difference(tree, pieces))


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if pdfjs.missing():
        print(f"1..0 # SKIP {pdfjs.missing()}")
        return 0
    report = Report()
    with tempfile.TemporaryDirectory() as temporary:
        check_all(report, jianbao, samples, Path(temporary))
    print(f"1..{report.number}")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
