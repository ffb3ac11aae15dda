#!/usr/bin/env python3
"""Every diagnostic as users meet it: run.py JIANBAO [PATTERN]

Each case of cases.py is run in Chinese and in English: the same codes at the same places, the exit
status, and each message as the table has it with its arguments filled in. At the end every code of
src/base/diag_table.h must have been met, or be listed with the reason why not. Only the test fonts
are used. Prints TAP."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.dont_write_bytecode = True
import cases  # noqa: E402

WORDS = r'((?:"(?:\\.|[^"\\])*"\s*)+)'
ENTRY = re.compile(rf"^X\(\w+,\s*(\d{{4}}),\s*\w+,\s*{WORDS},\s*{WORDS},", re.M)
LINE = re.compile(r"(?:(\S+): )?\S+\[(J\d{4})\](?:: |：)(.*)")
LANGUAGES = ("zh", "en")


def read_table():
    """code -> {language: pattern of its message}"""
    text = (ROOT / "src/base/diag_table.h").read_text(encoding="utf-8")
    return {f"J{entry[1]}": {"zh": pattern(entry[2]), "en": pattern(entry[3])}
            for entry in ENTRY.finditer(text)}


def pattern(literals):
    """{0} is never empty; a later argument may be ("did you mean")."""
    message = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', literals))
    message = re.sub(r"\\(.)", r"\1", message)
    parts = re.split(r"(\{\d\})", message)
    return re.compile("".join("(?s:.+)" if p == "{0}" else "(?s:.*)" if re.fullmatch(r"\{\d\}", p)
                              else re.escape(p) for p in parts))


def make_data(folder, program):
    """A data folder with our layouts and lexicon, in which every face is one of the test fonts."""
    lexicon = Path(program).resolve().parents[2] / "share/jianbao/lexicon"
    (folder / "fonts").mkdir(parents=True)
    (folder / "layouts").symlink_to(ROOT / "layouts")
    (folder / "lexicon").symlink_to(lexicon)
    (folder / "fonts/manifest.yaml").write_text(cases.MANIFEST)


def put_files(folder, files):
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if body is None:
            path.symlink_to(ROOT / "layouts")
        elif isinstance(body, int):
            path.touch()
            os.truncate(path, body)
        else:
            path.write_bytes(body.encode() if isinstance(body, str) else body)


def run(program, words, folder, data, language):
    """(status, [(place, code, message)], what was printed)"""
    own = folder / "data"
    env = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
           "JIANBAO_DATA": str(own if own.exists() else data)}
    done = subprocess.run([program, f"--lang={language}", "--diagnostics=short", *words],
                          cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=60)
    told = done.stderr.decode(errors="replace")
    return done.returncode, [m.groups() for m in map(LINE.fullmatch, told.splitlines()) if m], told


def faults_of(program, data, table, words, wanted, status, files):
    """What is wrong with a case; an empty list when nothing is."""
    faults = []
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
            put_files(Path(name), files)
            got_status, got, told = run(program, words, Path(name), data, language)
        shown = [f"{place or ''} {code}".strip() for place, code, _ in got]
        if got_status != status or shown != wanted or len(got) != len(told.splitlines()):
            faults.append(f"{language}: wanted {status} {wanted}, got {got_status} {shown}\n{told}")
        for _, code, message in got:
            if re.search(r"\{\d\}", message) or not table[code][language].fullmatch(message):
                faults.append(f"{language}: {code} is not worded as in the table: {message}")
    return faults


def check_coverage(table):
    met = {entry.split()[-1] for _, wanted, _, _ in cases.CASES for entry in wanted}
    known = met | set(cases.UNREACHED)
    faults = [f"{code} has no case and no reason" for code in table if code not in known]
    faults += [f"{code} has a case: it needs no reason" for code in cases.UNREACHED if code in met]
    return faults + [f"{code} is not in the table" for code in sorted(known) if code not in table]


def tell(number, name, faults):
    print(f"{'not ok' if faults else 'ok'} {number} - {name}", flush=True)
    for line in "\n".join(faults).splitlines():
        print("#", line)
    return bool(faults)


def main():
    program = os.path.abspath(sys.argv[1])
    wish = sys.argv[2] if len(sys.argv) > 2 else ""
    table = read_table()
    chosen = [c for c in cases.CASES if wish in f"{' '.join(c[1])} {' '.join(c[0])}"]
    print(f"1..{len(chosen) + 1}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
        data = Path(name)
        make_data(data, program)
        for number, case in enumerate(chosen, 1):
            title = f"{', '.join(case[1])}: jianbao {' '.join(case[0])}"
            failed += tell(number, title, faults_of(program, data, table, *case))
    failed += tell(len(chosen) + 1, "every code has a case or a reason", check_coverage(table))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
