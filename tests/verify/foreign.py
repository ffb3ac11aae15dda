#!/usr/bin/python3
"""What others make, and what nobody should: foreign.py JIANBAO SAMPLE.

A file for the archive rewritten by Ghostscript, MuPDF, poppler and qpdf, locked, cut short and
damaged; structure trees that go in circles, are very deep or very wide, or are no trees at all.
Each gets a verdict under every standard, as JSON, and nothing on standard error. Prints TAP."""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STANDARDS = (None, "a-3a", "ua-1")
# libjpeg's own, of a picture that is damaged: libqpdf does not keep it from saying so.
NOISE = "Corrupt JPEG data"


def verify(jianbao, path, standard):
    words = [jianbao, "verify", path, "--lang=en", "--diagnostics=json"]
    words += ["--standard", standard] if standard else []
    return subprocess.run(words, capture_output=True, text=True, timeout=120)


def fault(jianbao, path, may=(), rule=None):
    """What is wrong with the verdicts, or None. may: standards that the file may still be of; rule:
    told under PDF/UA-1."""
    for standard in STANDARDS:
        done = verify(jianbao, path, standard)
        said = [line for line in done.stderr.splitlines() if not line.startswith(NOISE)]
        if done.returncode not in (0, 1, 3) or said:
            return f"{standard}: {done.returncode} {said[-5:]}"
        told = json.loads(done.stdout)
        if (done.returncode == 0) != (told["faults"] == 0):
            return f"{standard}: {done.returncode} with {told['faults']} faults"
        if standard and standard not in may and done.returncode == 0:
            return f"{standard}: it holds"
        rules = {finding["rule"] for finding in told["findings"]}
        if standard == "ua-1" and rule and rule not in rules:
            return f"{sorted(rules)} without {rule}"
    return None


# ---- by other programs --------------------------------------------------------------------------

def commands(source, out):
    """{name: (command, the standards that the file may still be of)}"""
    both = ("a-3a", "ua-1")
    return {
        "Ghostscript": (["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-o", out,
                         source], ()),
        "MuPDF": (["mutool", "clean", "-gggg", "-z", source, out], both),
        "poppler, drawn anew": (["pdftocairo", "-pdf", source, out], ()),
        "poppler, one page": (["pdfseparate", "-f", "1", "-l", "1", source, out], both),
        "qpdf, for the web": (["qpdf", "--linearize", source, out], both),
        "qpdf, locked": (["qpdf", "--encrypt", "user", "owner", "256", "--", source, out], ()),
        "qpdf, unlocked for reading": (["qpdf", "--encrypt", "", "owner", "256", "--", source,
                                        out], ("ua-1",)),
        "qpdf, by RC4": (["qpdf", "--allow-weak-crypto", "--encrypt", "", "owner", "40", "--",
                          source, out], ("ua-1",)),
    }


# ---- damaged ------------------------------------------------------------------------------------

def damaged(data):
    """{name: bytes}"""
    made = {f"cut at {part}/8": data[:len(data) * part // 8] for part in range(1, 8)}
    for step in (97, 499, 2003):
        broken = bytearray(data)
        for at in range(step, len(broken), step):
            broken[at] ^= 0x55
        made[f"every {step}th byte"] = bytes(broken)
    made["upside down"] = data[::-1]
    return made


# ---- trees that are none ------------------------------------------------------------------------

def pdf(objects, root="/K 10 0 R"):
    """A page, and a structure tree of those objects: {number: text}."""
    objects = {1: "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R /Lang (zh) "
                  "/MarkInfo << /Marked true >> >>",
               2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /StructParents 0 >>",
               4: f"<< /Type /StructTreeRoot {root} >>", **objects}
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, text in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    size, start = max(objects) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 00000 f \n"
                    for n in range(1, size))
    out += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def element(kind="P", parent=4, kids=""):
    return f"<< /S /{kind} /P {parent} 0 R {kids} >>"


def trees():
    """{name: (bytes, a rule that must be told)}"""
    deep = {10 + i: element("Div", 9 + i if i else 4, f"/K {11 + i} 0 R") for i in range(20000)}
    wide = {11 + i: element("P", 10) for i in range(60000)}
    wide[10] = element("Document", 4, "/K [%s]" % " ".join(f"{11 + i} 0 R" for i in range(60000)))
    ring = {10: element("Div", 12, "/K 11 0 R"), 11: element("Div", 10, "/K 12 0 R"),
            12: element("Div", 11, "/K 10 0 R")}
    again = {10: element("Div", 4, "/K [%s]" % ("11 0 R " * 20000)), 11: element("P", 10)}
    table = {10: element("Table", 4, "/K 11 0 R"), 11: element("TR", 10, "/K 12 0 R"),
             12: element("TD", 11, "/A << /O /Table /ColSpan 2147483647 /RowSpan 1e300 >>")}
    roles = " ".join(f"/R{i} /R{(i + 1) % 900}" for i in range(900))
    return {
        "a very deep tree": (pdf(deep), "limit"),
        "a very wide tree": (pdf(wide), "viewer-title"),
        "a ring": (pdf(ring), "tag-tree"),
        "an element twenty thousand times": (pdf(again), "tag-tree"),
        "a root that is its own kid": (pdf({}, "/K 4 0 R"), "tag-tree"),
        "a root that is a number": (pdf({4: "7"}), "tags-missing"),
        "kids that are strings": (pdf({}, "/K [(a) (b) << >> 1.5 null]"), "tag-tree"),
        "a huge content number": (pdf({10: element("P", 4, "/Pg 3 0 R /K 99999999999999")}),
                                  "tag-content"),
        "a cell of two thousand million columns": (pdf(table), "viewer-title"),
        "a ring of types": (pdf({}, f"/RoleMap << {roles} >>"), "role-loop"),
        "a parent tree in a ring": (pdf({5: "<< /Kids [5 0 R 5 0 R] >>",
                                         10: element("Document", 4)},
                                        "/K 10 0 R /ParentTree 5 0 R"), "limit"),
        "attachments in a ring": (pdf({1: "<< /Type /Catalog /Pages 2 0 R /Names << "
                                          "/EmbeddedFiles 5 0 R >> >>",
                                       5: "<< /Kids [5 0 R 5 0 R] /Names [(a) 6 0 R] >>",
                                       6: "<< /EF << /F 6 0 R >> /AF 6 0 R >>"}),
                                  "tags-missing"),
    }


# ---- all ----------------------------------------------------------------------------------------

def answers(jianbao, source, folder):
    """(name, fault) of each file."""
    kept, path = folder / "kept.pdf", folder / "b.pdf"
    subprocess.run([jianbao, "build", source, "--for=archive", "-o", kept], check=True,
                   capture_output=True)
    yield "as it is built", fault(jianbao, kept, STANDARDS)
    for name, (command, may) in commands(kept, path).items():
        path.unlink(missing_ok=True)
        if not shutil.which(command[0]):
            yield f"{name} # SKIP {command[0]} is not installed", None
            continue
        subprocess.run(command, capture_output=True, check=False)
        yield name, fault(jianbao, path, may) if path.exists() else "no file was made"
    for name, data in damaged(kept.read_bytes()).items():
        path.write_bytes(data)
        yield name, fault(jianbao, path)
    for name, (data, rule) in trees().items():
        path.write_bytes(data)
        yield name, fault(jianbao, path, rule=rule)


def main():
    jianbao, source = sys.argv[1:]
    failed, number = 0, 0
    with tempfile.TemporaryDirectory() as name:
        for number, (title, wrong) in enumerate(answers(jianbao, source, Path(name)), 1):
            failed += bool(wrong)
            print("".join(f"# {line}\n" for line in (wrong or "").splitlines()), end="")
            print("not ok" if wrong else "ok", number, "-", title, flush=True)
    print(f"1..{number}")
    return failed > 0


sys.exit(main())
