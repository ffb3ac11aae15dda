#!/usr/bin/env python3
"""verify --extract: extract.py JIANBAO SAMPLES DATA.

What has changed since a file was kept, and only that, is told. Hostile names and records lead
nowhere, nothing is written over, and what cannot be written is said. Prints TAP."""
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from kept import (build_again, differences, extract, files_below, pikepdf, report,  # noqa: E402
                  run)


def keep(jianbao, source, pdf, *words):
    run(jianbao, "build", source, "--for=archive", "-o", pdf, *words)
    return pdf


def copy_data(data, into):
    """The program's data, to be changed."""
    shutil.copytree(data, into, ignore=shutil.ignore_patterns("local"))
    for local in (data / "fonts").glob("local"):
        (into / "fonts" / "local").symlink_to(local.resolve())
    return into


def check_changes(jianbao, source, data, folder):
    """A layout, a font and nothing else is not as it was; what is carried holds all the same."""
    faults = []
    changed = copy_data(data, folder / "data")
    pdf = keep(jianbao, source, folder / "a.pdf", "--set", "page.margins.bottom=34mm")
    if extract(jianbao, pdf, folder / "1", changed)[1].get("differences") != []:
        faults.append("a copy of the data is told")
    layout = changed / "layouts" / "gbt9704.yaml"
    text = layout.read_text("utf-8")
    layout.write_text(text.replace("top: 37mm", "top: 36mm"), "utf-8")
    _, said, _ = extract(jianbao, pdf, folder / "2", changed)
    told = said["differences"]
    if [(d["thing"], d["name"], d["is"]) for d in told] != [
            ("layout", "page.margins", told and told[0]["was"].replace("37mm", "36mm"))]:
        faults.append(f"of a changed layout: {told}")
    os.environ["JIANBAO_DATA"] = str(changed)
    build_again(jianbao, said["command"])
    del os.environ["JIANBAO_DATA"]
    if (folder / "2" / "a.pdf").read_bytes() != pdf.read_bytes():
        faults.append("by the layout that it carries it is another file")
    layout.write_text(text, "utf-8")
    record = json.loads((folder / "2" / "rebuild.json").read_text("utf-8"))
    checksum = record["fonts"][0]["checksum"]
    manifest = changed / "fonts" / "manifest.yaml"
    manifest.write_text(re.sub(checksum, "01234567", manifest.read_text("utf-8"),
                               flags=re.I), "utf-8")
    told = differences(extract(jianbao, pdf, folder / "3", changed)[1])
    if set(told) != {("font", record["fonts"][0]["name"])}:
        faults.append(f"of a changed font: {told}")
    return faults


def check_record(jianbao, source, data, folder):
    """Another version of the program, of a library, of the hyphens; a font that is not there any
    more; a newsletter where the text belonged to none."""
    faults = []
    pdf, other = keep(jianbao, source, folder / "a.pdf"), folder / "b.pdf"
    with pikepdf.open(pdf) as made:
        spec = next(s for s in made.Root.AF if str(s.UF) == "rebuild.json")
        record = json.loads(spec.EF.UF.read_bytes())
        record["program"] = "0.0.9"
        record["libraries"][1] = "HarfBuzz 1.0"
        record["libraries"].append("libolden 3")
        record["hyphens"] = "0" * 64
        record["fonts"].append({"name": "Olden", "size": 1, "checksum": "00000001",
                                "sha256": "1" * 64})
        spec.EF.UF.write(json.dumps(record).encode())
        made.save(other)
    home = folder / "home"
    home.mkdir()
    (home / "series.yaml").write_text("name: 湖畔简报\n", encoding="utf-8")
    status, said, errors = extract(jianbao, other, home / "x")
    told = said.get("differences", [])
    if [(d["thing"], d["name"], d["was"] is None, d["is"] is None) for d in told] != [
            ("program", "jianbao", False, False), ("library", "HarfBuzz", False, False),
            ("library", "libolden", False, True), ("font", "Olden", False, True),
            ("hyphens", "", False, False), ("series", "", True, False)]:
        faults.append(f"{status} {told} {errors}")
    text = run(jianbao, "verify", other, "--extract", "-o", folder / "y", "--lang=en")[1]
    if "program jianbao: was 0.0.9, is " not in text or "libolden: was 3, is not there" not in text:
        faults.append(text)
    return faults


def check_hostile(jianbao, source, data, folder):
    """Names that lead elsewhere, a wrong checksum, a record that is none."""
    faults = []
    pdf, broken, out = folder / "a.pdf", folder / "broken.pdf", folder / "deep" / "out"
    keep(jianbao, source, pdf)
    names = ["../../up.txt", "/etc/away.txt", "a\x07\u202eb.txt", "..", "x\\..\\y.txt",
             ".hidden/-rf"]
    with pikepdf.open(pdf) as made:
        specs = list(made.Root.AF)
        record = next(s for s in made.Root.AF if str(s.F) == "rebuild.json")
        for spec, name in zip(specs, names):
            spec.UF = name
        record.UF = "rebuild.json"
        specs[0].EF.UF.Params.CheckSum = pikepdf.String("0123456789abcdef")
        record.EF.UF.write(b"[" * 100000)
        made.save(broken)
    status, said, errors = extract(jianbao, broken, out)
    written = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    stray = [name for name in written if not name.startswith("deep/out/")
             and name not in ("a.pdf", "broken.pdf")]
    if stray or not any(name.startswith("deep/out/") for name in written):
        faults.append(f"written: {written}")
    if any(re.search(r"[\x00-\x1f\u202e\\]", name) for name in written):
        faults.append(f"names: {written}")
    if status != 1 or [a["state"] for a in said["attached"]][0] != "changed" or said["recorded"]:
        faults.append(f"{status} {said} {errors}")
    called = {a["said"]: a["name"] for a in said["attached"] if a["said"]}
    if called != {"../../up.txt": "up.txt", "/etc/away.txt": "etc/away.txt",
                  "a\ufffd\ufffdb.txt": "a__b.txt", "..": "attached",
                  "x\\..\\y.txt": "x_.._y.txt"}:
        faults.append(f"called: {called}")
    text = run(jianbao, "verify", broken, "--extract", "-o", folder / "y", "--lang=en")[1]
    if "up.txt" not in text or "  called '../../up.txt' in the PDF\n" not in text:
        faults.append(text)
    return faults


EVIL = "x'; touch pwned; '\x1b[2J"


def check_command(jianbao, source, data, folder):
    """Whatever a record says, its command does no more than build; a terminal is told nothing."""
    faults = []
    pdf, broken = keep(jianbao, source, folder / "a.pdf"), folder / "broken.pdf"
    changes = [{"command": "touch pwned"}, {"settings": ["编发=x'; touch pwned; '"]},
               {"settings": ["编发=$(touch pwned)`touch pwned`"]}, {"encoding": EVIL},
               {"pdf": "../pwned"}, {"source": "../a.txt"}, {"source": "-h"}, {"layout": EVIL},
               {"settings": [EVIL]}, {"settings": 5, "source": None, "fonts": {"name": EVIL}},
               {"libraries": [EVIL] * 2000, "fonts": [{"name": EVIL, "size": EVIL}] * 10},
               {"program": "\x1b]0;title\x07" + "9" * 100000}]
    for number, change in enumerate(changes):
        with pikepdf.open(pdf) as made:
            spec = next(s for s in made.Root.AF if str(s.UF) == "rebuild.json")
            record = {**json.loads(spec.EF.UF.read_bytes()), **change}
            spec.EF.UF.write(json.dumps(record).encode())
            made.save(broken)
        out = folder / str(number)
        status, text, errors = run(jianbao, "verify", broken, "--extract", "-o", out,
                                   "--lang=en")
        if re.search(r"[\x00-\x09\x0b-\x1f\x7f\x9b]", text) or len(text) > 900000:
            faults.append(f"shown of {list(change)}: {text[:300]!r}")
        command = re.search(r"^    (cd .*)", text, re.M | re.S)
        if command:
            build_again(jianbao, command[1])
        if list(folder.rglob("*pwned*")):
            return faults + [f"{change}: {command and command[1]}"]
        if status not in (0, 1):
            faults.append(f"{status} {errors}")
    return faults


def check_folders(jianbao, source, data, folder):
    """A new one by the PDF's name; never one in which something lies; one for each of several."""
    faults = []
    keep(jianbao, source, folder / "a.pdf")
    keep(jianbao, source, folder / "b.pdf")
    here = {"cwd": folder}
    status = run(jianbao, "verify", "a.pdf", "--extract", **here)[0]
    if status or "rebuild.json" not in files_below(folder / "a"):
        faults.append(f"by its name: {status} {files_below(folder)}")
    before = sorted((str(p), p.stat().st_mtime_ns) for p in (folder / "a").rglob("*"))
    status, _, errors = run(jianbao, "verify", "a.pdf", "--extract", "--lang=en", **here)
    after = sorted((str(p), p.stat().st_mtime_ns) for p in (folder / "a").rglob("*"))
    if status != 2 or "J0843" not in errors or before != after:
        faults.append(f"into one that is not empty: {status} {errors}")
    run(jianbao, "verify", "a.pdf", "b.pdf", "--extract", "-o", "all", **here)
    if not all((folder / "all" / name / "rebuild.json").exists() for name in "ab"):
        faults.append(f"several: {files_below(folder / 'all')}")
    (folder / "file").write_text("x")
    status, _, errors = run(jianbao, "verify", "a.pdf", "--extract", "-o", "file", **here)
    if status != 3 or "J0801" not in errors:
        faults.append(f"a file as a folder: {status} {errors}")
    run(jianbao, "build", source, "-o", folder / "screen.pdf")
    status, said, _ = extract(jianbao, folder / "screen.pdf", folder / "none")
    if status != 1 or said["attached"] or said["recorded"] or (folder / "none").exists():
        faults.append(f"a file without attachments: {status} {said}")
    if extract(jianbao, folder / "c.pdf", folder / "none")[0] != 3:
        faults.append("a file that is not there")
    return faults


def check_disk(jianbao, source, data, folder):
    """A folder that may not be written, and a disk that is full: told, once."""
    faults = []
    pdf = keep(jianbao, source, folder / "a.pdf")
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    # nobody is kept from a folder who is root: then /proc is one
    at = closed / "x" if os.getuid() else Path("/proc/x")
    status, _, errors = run(jianbao, "verify", pdf, "--extract", "-o", at, "--lang=en")
    if status != 3 or errors.count("J0801") != 1:
        faults.append(f"a folder that may not be written: {status} {errors}")
    done = subprocess.run([jianbao, "verify", pdf, "--extract", "-o", folder / "full"],
                          capture_output=True, text=True, preexec_fn=lambda: (
                              resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)), None)[1])
    if done.returncode != 3 or done.stderr.count("J0801") != 1:
        faults.append(f"no room: {done.returncode} {done.stderr}")
    large = [p for p in (folder / "full").rglob("*") if p.is_file()
             and p.read_bytes()[:1] and p.stat().st_size >= 2000]
    return faults + ([f"cut off: {large}"] if large else [])


def keys_of(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def check_docs(jianbao, source, data, folder):
    """Every key is documented, and there are no others."""
    pdf = keep(jianbao, source, folder / "a.pdf")
    changed = copy_data(data, folder / "data")
    layout = changed / "layouts" / "gbt9704.yaml"
    layout.write_text(layout.read_text("utf-8").replace("top: 37mm", "top: 36mm"), "utf-8")
    said = extract(jianbao, pdf, folder / "out", changed)[1]
    record = json.loads((folder / "out" / "rebuild.json").read_text("utf-8"))
    text = (source.parent.parent / "docs" / "json.md").read_text("utf-8")
    text = text.partition("## What a kept file carries")[2].partition("\n## ")[0]
    known = set(re.findall(r"^\| `(\w+)`", text, re.M))
    return [f"documented or seen, not both: {key}"
            for key in sorted((keys_of(said) | keys_of(record)) ^ known)]


def main():
    jianbao, samples, data = (Path(word).resolve() for word in sys.argv[1:4])
    if pikepdf is None:
        print("1..0 # SKIP python3-pikepdf is not installed")
        return 0
    results = []
    with tempfile.TemporaryDirectory() as name:
        for check in (check_changes, check_record, check_hostile, check_command, check_folders,
                      check_disk, check_docs):
            folder = Path(name) / check.__name__
            folder.mkdir()
            results.append((check.__name__.partition("_")[2],
                            check(jianbao, samples / "photograph.txt", data, folder)))
    return report(results)


sys.exit(main())
