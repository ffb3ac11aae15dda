"""What a PDF shows, read back by pdf.js, which `./bootstrap test` puts into build/pdfjs."""
import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE.parent.parent / "build" / "pdfjs"


def missing():
    """Why pdf.js cannot be asked, or nothing."""
    if not shutil.which("node"):
        return "node is not installed"
    if not (PACKAGES / "node_modules" / "pdfjs-dist").exists():
        return "pdf.js is not in build/pdfjs"
    return ""


def read(*paths):
    """What pdfjs.mjs says of each file."""
    words = ["node", HERE / "pdfjs.mjs", PACKAGES, *paths]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"pdf.js: {done.stderr.strip()[-600:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def text_of(items):
    return "".join(item["text"] + "\n" * item["eol"] for item in items)


def painted(file):
    """The text of the pages, in the order in which they paint it, without artifacts."""
    return "\n".join(text_of(item for item in page["items"] if item["mark"] != "Artifact")
                     for page in file["pages"])


def walk(node, marks, roles=()):
    """(roles from the root down, text) of each run of marked content below a node."""
    roles = (*roles, node["role"])
    run = None
    for kid in node["children"]:
        if kid.get("type") == "content":
            run = (run or "") + marks.pop(kid["id"], "")
            continue
        if run is not None:
            yield roles, run
        run = None
        if kid.get("role"):
            yield from walk(kid, marks, roles)
    if run is not None:
        yield roles, run


def pieces(file):
    """(roles, text) in the order of the tree, page by page; what no element has is None's."""
    found = []
    for page in file["pages"]:
        marks = {}
        for item in page["items"]:
            if item["mark"] != "Artifact":
                marks.setdefault(item["mark"], []).append(item)
        marks = {mark: text_of(items) for mark, items in marks.items()}
        for node in (page["tree"] or {"children": []})["children"]:
            found += walk(node, marks)
        found += [(None, text) for text in marks.values() if text.strip()]
    return found
