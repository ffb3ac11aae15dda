#!/usr/bin/env python3
"""A kept file carries what it was made of: rebuild.py JIANBAO SAMPLES DATA.

Every sample as `archive`: what other programs list of its attachments is what jianbao put there;
taken out into an empty folder and built again, the file is the same to the byte. What has changed
since, and only that, is told. Hostile names lead nowhere. Prints TAP."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import pikepdf
except ImportError:
    pikepdf = None


def run(*words, cwd=None, data=None):
    env = dict(os.environ, **({"JIANBAO_DATA": str(data)} if data else {}))
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True,
                          text=True)
    return done.returncode, done.stdout, done.stderr


def extract(jianbao, pdf, folder, data=None):
    status, text, errors = run(jianbao, "verify", pdf, "--extract", "-o", folder,
                               "--diagnostics=json", data=data)
    return status, json.loads(text) if text else {}, errors


def attachments(path):
    """{UF: (relationship, MIME, bytes)} as pikepdf has them, by /AF."""
    found = {}
    with pikepdf.open(path) as pdf:
        tree = {str(key): spec for key, spec in
                pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles).items()}
        for spec in pdf.Root.AF:
            stream = spec.EF.UF
            data = stream.read_bytes()
            assert spec.Type == "/Filespec" and spec.objgen in [s.objgen for s in tree.values()]
            assert re.fullmatch(r"[!-~]+", str(spec.F)), "F is not plain"
            assert stream.Type == "/EmbeddedFile" and stream.Params.Size == len(data)
            assert bytes(stream.Params.CheckSum) == hashlib.md5(data).digest()
            assert stream.Params.get("/ModDate") == pdf.docinfo.get("/ModDate")
            found[str(spec.UF)] = (str(spec.AFRelationship)[1:], str(stream.Subtype)[1:], data)
        assert len(tree) == len(found)
    return found


def check_sample(jianbao, source, folder):
    faults = []
    kept, again = folder / "kept", folder / "again"
    settings = ["--set", "measure=26字"] if source.stem == "one-page" else []
    status, _, errors = run(jianbao, "build", source, "--for=archive", "-o", f"{kept}/", *settings)
    pdf = kept / f"{source.stem}.pdf"
    if status:
        return [errors]
    found = attachments(pdf)
    record = json.loads(found["rebuild.json"][2])
    images = set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", source.read_text("utf-8")))
    canonical = run(jianbao, "import", source)[1].encode()
    expected = {f"{source.stem}.txt": ("Source", "text/plain", source.read_bytes()),
                f"{source.stem}.canonical.txt": ("Supplement", "text/plain", canonical)}
    for name in images:
        kind = "image/jpeg" if name.endswith(".jpg") else "image/png"
        expected[name] = ("Source", kind, (source.parent / name).read_bytes())
    for name, wanted in expected.items():
        if found.pop(name, None) != wanted:
            faults.append(f"{name} is not attached as it was")
    if set(found) != {"rebuild.json"} or found["rebuild.json"][0] != "Data":
        faults.append(f"attached too: {sorted(found)}")
    if record["settings"] != settings[1:]:
        faults.append(f"settings recorded: {record['settings']}")
    listed = run("pdfdetach", "-list", pdf)[1]
    for name in [*expected, "rebuild.json"]:
        if f": {name}\n" not in listed:
            faults.append(f"pdfdetach does not list {name}: {listed}")
    for words in (["qpdf", "--check", pdf], ["mutool", "info", pdf],
                  ["gs", "-q", "-dPDFSTOPONERROR", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage",
                   pdf]):
        status, text, errors = run(*words)
        if status or "error" in errors or "warning" in errors:
            faults.append(f"{words[0]}: {text}{errors}")
    status, said, errors = extract(jianbao, pdf, again)
    if status or said["differences"] or any(a["state"] != "whole" for a in said["attached"]):
        faults.append(f"extract: {status} {said} {errors}")
    if not again.exists():
        return faults
    given = {str(p.relative_to(again)) for p in again.rglob("*") if p.is_file()}
    if given != {*expected, "rebuild.json"}:
        faults.append(f"given back: {sorted(given)}")
    words = [word for one in record["settings"] for word in ("--set", one)]
    run(jianbao, "build", record["source"], "--for=archive", "-o", "made/", *words, cwd=again)
    if (again / "made" / pdf.name).read_bytes() != pdf.read_bytes():
        faults.append("built again it is another file")
    if extract(jianbao, pdf, again)[0] != 3:
        faults.append("what is there is written over")
    return faults


def check_changes(jianbao, source, data, folder):
    """A layout, a font and nothing else is not as it was."""
    faults = []
    changed, pdf = folder / "data", folder / "a.pdf"
    shutil.copytree(data, changed, ignore=shutil.ignore_patterns("local"))
    for local in (data / "fonts").glob("local"):
        (changed / "fonts" / "local").symlink_to(local.resolve())
    run(jianbao, "build", source, "--for=archive", "-o", pdf, "--set", "page.margins.bottom=34mm")
    if extract(jianbao, pdf, folder / "1", changed)[1]["differences"]:
        faults.append("a copy of the data is told")
    layout = changed / "layouts" / "gbt9704.yaml"
    text = layout.read_text("utf-8")
    layout.write_text(text.replace("top: 37mm", "top: 36mm"), "utf-8")
    told = extract(jianbao, pdf, folder / "2", changed)[1]["differences"]
    if [(d["thing"], d["name"], d["is"]) for d in told] != [
            ("layout", "page.margins", told and told[0]["was"].replace("37mm", "36mm"))]:
        faults.append(f"of a changed layout: {told}")
    layout.write_text(text, "utf-8")
    record = json.loads((folder / "2" / "rebuild.json").read_text("utf-8"))
    checksum = record["fonts"][0]["checksum"]
    manifest = changed / "fonts" / "manifest.yaml"
    manifest.write_text(re.sub(checksum, "01234567", manifest.read_text("utf-8"),
                               flags=re.I), "utf-8")
    told = extract(jianbao, pdf, folder / "3", changed)[1]["differences"]
    if {(d["thing"], d["name"]) for d in told} != {("font", record["fonts"][0]["name"])}:
        faults.append(f"of a changed font: {told}")
    status, text, _ = run(jianbao, "verify", pdf, "--extract", "-o", folder / "4", "--lang=en")
    if status or "--set page.margins.bottom=34mm\n" not in text:
        faults.append(f"the setting is not told: {text}")
    return faults


def check_hostile(jianbao, source, folder):
    """Names that lead elsewhere, a wrong checksum, a record that is none."""
    faults = []
    pdf, broken, out = folder / "a.pdf", folder / "broken.pdf", folder / "deep" / "out"
    run(jianbao, "build", source, "--for=archive", "-o", pdf)
    names = ["../../up.txt", "/etc/away.txt", "a\x07\u202eb.txt", "..", "x\\..\\y.txt",
             ".hidden/-rf"]
    with pikepdf.open(pdf) as made:
        specs = list(made.Root.AF)
        for spec, name in zip(specs, names):
            spec.UF = name
        specs[0].EF.UF.Params.CheckSum = pikepdf.String("0123456789abcdef")
        record = next(s for s in made.Root.AF if str(s.F) == "rebuild.json")
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
    if status != 1 or [a["state"] for a in said["attached"]][0] != "changed":
        faults.append(f"{status} {said} {errors}")
    status, said, _ = extract(jianbao, folder / "screen.pdf", out)
    if status != 3:
        faults.append("a file that is not there")
    run(jianbao, "build", source, "-o", folder / "screen.pdf")
    status, said, _ = extract(jianbao, folder / "screen.pdf", out)
    if status != 1 or said["attached"] or said["recorded"]:
        faults.append(f"a file without attachments: {status} {said}")
    return faults


def keys_of(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def check_docs(jianbao, source, docs, data, folder):
    """Every key is documented, and there are no others."""
    pdf, changed = folder / "a.pdf", folder / "data"
    shutil.copytree(data, changed, ignore=shutil.ignore_patterns("local"))
    layout = changed / "layouts" / "gbt9704.yaml"
    layout.write_text(layout.read_text("utf-8").replace("top: 37mm", "top: 36mm"), "utf-8")
    run(jianbao, "build", source, "--for=archive", "-o", pdf)
    said = extract(jianbao, pdf, folder / "out", changed)[1]
    record = json.loads((folder / "out" / "rebuild.json").read_text("utf-8"))
    text = docs.joinpath("json.md").read_text("utf-8")
    text = text.partition("## What a kept file carries")[2].partition("\n## ")[0]
    known = set(re.findall(r"^\| `(\w+)`", text, re.M))
    return [f"documented or seen, not both: {key}"
            for key in sorted((keys_of(said) | keys_of(record)) ^ known)]


def main():
    jianbao, samples, data = (Path(word).resolve() for word in sys.argv[1:4])
    missing = [name for name in ("qpdf", "mutool", "gs", "pdfdetach") if not shutil.which(name)]
    if pikepdf is None or missing:
        print("1..0 # SKIP python3-pikepdf or", *missing, "is not installed")
        return 0
    sources = sorted(samples.glob("*.txt"))
    results = []
    with tempfile.TemporaryDirectory() as name:
        for source in sources:
            folder = Path(name) / source.stem
            folder.mkdir()
            results.append((source.stem, check_sample(jianbao, source, folder)))
        for what, check, more in (("what has changed is told", check_changes, [data]),
                                  ("hostile attachments", check_hostile, []),
                                  ("its keys are documented", check_docs,
                                   [samples.parent / "docs", data])):
            folder = Path(name) / check.__name__
            folder.mkdir()
            pick = samples / "photograph.txt"
            results.append((what, check(jianbao, pick, *more, folder)))
    print(f"1..{len(results)}")
    for number, (name, faults) in enumerate(results, 1):
        print("not ok" if faults else "ok", number, "-", name)
        for fault in faults[:8]:
            print("#", str(fault).replace("\n", "\n# "))
    return any(faults for _, faults in results)


sys.exit(main())
