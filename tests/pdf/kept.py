"""Kept files, for those who test them: built, taken apart, built again by the command they tell."""
import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

try:
    import pikepdf
except ImportError:
    pikepdf = None


def run(*words, cwd=None, data=None, stdin=None):
    env = dict(os.environ, **({"JIANBAO_DATA": str(data)} if data else {}))
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True,
                          input=stdin)
    return (done.returncode, done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"))


def extract(jianbao, pdf, folder, data=None):
    status, text, errors = run(jianbao, "verify", pdf, "--extract", "-o", folder,
                               "--diagnostics=json", data=data)
    said = json.loads(text) if status in (0, 1) and text else {}
    return status, said, errors


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


def files_below(folder):
    return {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()}


def build_again(jianbao, command):
    """As a reader types it, jianbao being on the path."""
    folder = Path(jianbao).parent
    env = dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}")
    done = subprocess.run(["sh", "-c", command], env=env, capture_output=True, text=True)
    return done.stdout + done.stderr


def differences(said):
    return [(d["thing"], d["name"]) for d in said.get("differences", [])]


def check_again(jianbao, pdf, folder, expected, data=None):
    """Taken apart and built again by what the file says; faults as lines."""
    status, said, errors = extract(jianbao, pdf, folder, data)
    if status or said["differences"] or any(a["state"] != "whole" for a in said["attached"]):
        return [f"extract: {status} {said} {errors}"]
    faults = []
    given = files_below(folder)
    if given != set(expected) | {"rebuild.json"}:
        faults.append(f"given back: {sorted(given)}, not {sorted(expected)}")
    record = json.loads((Path(folder) / "rebuild.json").read_text("utf-8"))
    if not said["command"].endswith(f" && {record['command']}"):
        faults.append(f"another command than recorded: {said['command']}")
    errors = build_again(jianbao, said["command"])
    made = Path(folder) / record["pdf"]
    if not made.exists() or made.read_bytes() != Path(pdf).read_bytes():
        faults.append(f"built again it is not the same: {errors}")
    return faults


def report(results):
    print(f"1..{len(results)}")
    for number, (name, faults) in enumerate(results, 1):
        print("not ok" if faults else "ok", number, "-", name)
        for fault in faults[:8]:
            print("#", str(fault).replace("\n", "\n# "))
    return any(faults for _, faults in results)
