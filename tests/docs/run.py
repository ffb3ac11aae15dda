#!/usr/bin/env python3
"""The guides are true: every file and command of them, in order, in an empty folder.

    run.py PROGRAM SOURCE_ROOT

A fenced block's info string says what it is:

    yaml NAME, text NAME    the file NAME; `+NAME` adds to it. A layout must pass `layout check`
    yaml NAME bad           it must not
    text NAME ENCODING      in that one; a `�` stands for a byte that is no character
    console [STATUS]        `$ ` lines are run; what follows is their output to the letter, a line
                            `…` standing for any lines, one in a line for any part of it. STATUS
                            is that of every command; else 0

Then the tables of keys: every key that src/style reads stands in both documents. Prints TAP."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KEYS = ("docs/layouts.md", "docs/layouts.zh-CN.md")  # have the tables of keys
GUIDES = {"docs/layouts.md": "en", "docs/layouts.zh-CN.md": "zh",
          "docs/press.md": "en", "docs/press.zh-CN.md": "zh",
          "docs/archive.md": "en", "docs/archive.zh-CN.md": "zh",
          "docs/batch.md": "en", "docs/batch.zh-CN.md": "zh"}
COMMANDS = ("jianbao", "cd", "cmp", "ls", "sha256sum", "sha256deep")
FONTS = {"FZXBSJW.TTF": "a0a374bd769b.ttf", "simfang.ttf": "570f6a902bbc.otf"}  # stand-ins


def blocks(text):
    """(line, words of the info string, lines) of each fenced block."""
    lines, at = text.splitlines(), 0
    while at < len(lines):
        if lines[at].startswith("```"):
            end = lines.index("```", at + 1)
            yield at + 1, lines[at][3:].split(), lines[at + 1:end]
            at = end
        at += 1


def commands(lines):
    """(command, the lines of its output)"""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(want, got):
    """`…` stands for any lines; in one, for any part of it."""
    pattern = "\n".join("(?s:.*)" if line == "…" else ".*".join(map(re.escape, line.split("…")))
                        for line in want)
    return re.fullmatch(pattern, "\n".join(got)) is not None


class Guide:
    def __init__(self, program, folder, lang):
        self.folder = Path(folder)
        self.env = {k: v for k, v in os.environ.items()
                    if not k.startswith(("LC_", "LANG", "JB_"))}
        path = os.path.dirname(os.path.abspath(program)) + ":" + os.environ["PATH"]
        locale = "zh_CN.UTF-8" if lang == "zh" else "C.UTF-8"
        self.env.update(PATH=path, LC_ALL=locale, NO_COLOR="1")

    def run(self, command):
        if shlex.split(command)[0] not in COMMANDS:
            return None, f"none of {', '.join(COMMANDS)}: {command}"
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.env,
                              capture_output=True, timeout=60)
        return done.returncode, (done.stdout + done.stderr).decode()

    def write(self, name, lines, bad=False, encoding="utf-8"):
        path = self.folder / name.lstrip("+")
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = ("\n".join(lines) + "\n").split("\ufffd")
        with open(path, "ab" if name.startswith("+") else "wb") as file:
            file.write(b"\xff".join(piece.encode(encoding) for piece in pieces))
        if path.suffix != ".yaml" or path.name in ("fonts.yaml", "series.yaml"):
            return ""
        status, told = self.run(f"jianbao layout check {path.name}")
        return "" if (status != 0) == bad else told or "it has no fault"

    def try_block(self, words, lines):
        """What is wrong with it, or nothing."""
        kind, words = words[0], words[1:]
        if kind == "yaml":
            return self.write(words[0], lines, bad="bad" in words)
        if kind == "text":
            return self.write(words[0], lines, encoding=(words + ["utf-8"])[1])
        if kind != "console":
            return f"unknown kind of block: {kind}"
        for command, want in commands(lines):
            status, told = self.run(command)
            if status != int(words[0] if words else 0):
                return f"{command}: status {status}\n{told}"
            if not matches(want, told.splitlines()):
                return f"{command} says\n{told}"
        return ""


def try_guide(program, root, name, lang):
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        for file, font in FONTS.items():
            shutil.copy(root / "tests/fonts" / font, Path(folder) / file)
        guide, tried = Guide(program, folder, lang), 0
        for line, words, lines in blocks((root / name).read_text(encoding="utf-8")):
            if not words:
                continue
            tried += 1
            fault = guide.try_block(words, lines)
            if fault:
                return f"{name}:{line}: {fault}"
        return "" if tried > 4 else f"{name}: {tried} blocks tried: where are they?"


def style_keys(root):
    """The names in the key tables of src/style; those of series.yaml have a guide of their own."""
    keys = set()
    for path in (root / "src/style").glob("*.c"):
        if path.name == "series.c":
            continue
        text = path.read_text(encoding="utf-8")
        for table in re.findall(r"jb_key \w+\[\] = \{\n(.*?)\n *\};", text, re.DOTALL):
            keys |= set(re.findall(r'\{"([^"]+)",', table))
        for table in re.findall(r"natures\[JB_STYLES\] = \{\n(.*?)\n\};", text, re.DOTALL):
            keys |= set(re.findall(r'= \{"([^"]+)",', table))
    return keys


def missing_keys(root, name):
    text = (root / name).read_text(encoding="utf-8")
    levels = " ".join(f"`heading-{i}`" for i in "1234")
    text = re.sub("`heading-1` (到|to) `heading-4`", levels, text)
    shown = set(re.findall(r"`([^`\s]+)`", text)) | set(re.findall(r"\*\*(\w+)\*\*", text))
    return sorted(style_keys(root) - shown)


def main():
    program, root = sys.argv[1], Path(sys.argv[2]).resolve()
    checked = subprocess.run([program, "fonts", "check"], capture_output=True)
    print(f"1..{len(GUIDES) + len(KEYS)}")
    number, failed = 0, 0
    for name, lang in GUIDES.items():
        number += 1
        if checked.returncode:
            print(f"ok {number} - {name} # SKIP the full fonts are not installed")
        else:
            fault = try_guide(program, root, name, lang)
            failed += bool(fault)
            print("not ok" if fault else "ok", number, "-", f"{name} is true")
            print("".join(f"# {line}\n" for line in fault.splitlines()), end="")
    for name in KEYS:
        number += 1
        missing = missing_keys(root, name)
        failed += bool(missing)
        print("not ok" if missing else "ok", number, "-", f"{name} has every key", *missing)
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
