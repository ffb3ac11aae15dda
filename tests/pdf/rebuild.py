#!/usr/bin/env python3
"""A kept file carries what it was made of: rebuild.py JIANBAO SAMPLES DATA.

Every sample as `archive`: what other programs list of its attachments is what jianbao put there;
taken out and built again by the command that it tells, the file is the same to the byte; without
them it is hardly larger than that for the screen. So it is wherever its parts came from. Prints
TAP."""
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import icc  # noqa: E402
from kept import attachments, check_again, pikepdf, report, run  # noqa: E402

try:
    from PIL import Image
except ImportError:
    pikepdf = None

TEXT = """刊名：湖畔简报
期号：2025年第7期（总第31期）
日期：2025年7月18日

# 一年工作

一年来，湖区管护按月推进，完成巡护 128 次。

---
报：各区
"""


def check_programs(pdf, names):
    """What others make of the file and of its attachments."""
    faults = []
    listed = run("pdfdetach", "-list", pdf)[1]
    for name in names:
        if f": {name}\n" not in listed:
            faults.append(f"pdfdetach does not list {name}: {listed}")
    for words in (["qpdf", "--check", pdf], ["mutool", "info", pdf],
                  ["gs", "-q", "-dPDFSTOPONERROR", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage",
                   pdf]):
        status, text, errors = run(*words)
        if status or "error" in errors or "warning" in errors:
            faults.append(f"{words[0]}: {text}{errors}")
    return faults


def check_size(kept, screen):
    """Tags, metadata and Unicode cost little: but for what it carries, and the profile of its
    colours, the kept file is at most a tenth larger than that for reading."""
    with pikepdf.open(kept) as pdf:
        carried = [spec.EF.UF for spec in pdf.Root.AF]
        carried += [intent.DestOutputProfile for intent in pdf.Root.OutputIntents]
        size = kept.stat().st_size - sum(len(stream.read_raw_bytes()) for stream in carried)
    most = screen.stat().st_size * 1.1
    return [f"{size} bytes, more than {most:.0f}"] if size > most else []


def check_sample(jianbao, source, folder):
    faults = []
    kept = folder / "kept"
    settings = ["--set", "measure=26字"] if source.stem == "one-page" else []
    status, _, errors = run(jianbao, "build", source, "--for=archive", "-o", f"{kept}/", *settings)
    pdf = kept / f"{source.stem}.pdf"
    if status:
        return [errors]
    run(jianbao, "build", source, "--for=screen", "-o", folder / "screen.pdf", *settings)
    faults += check_size(pdf, folder / "screen.pdf")
    found = attachments(pdf)
    record = json.loads(found["rebuild.json"][2])
    images = set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", source.read_text("utf-8")))
    canonical = run(jianbao, "import", source)[1].encode()
    layout = f"layouts/{record['layout']}.yaml"
    shown = run(jianbao, "layout", "show", record["layout"], *settings)[1].encode()
    expected = {f"{source.stem}.txt": ("Source", "text/plain", source.read_bytes()),
                f"{source.stem}.canonical.txt": ("Supplement", "text/plain", canonical),
                layout: ("Data", "text/yaml", shown)}
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
    faults += check_programs(pdf, [*expected, "rebuild.json"])
    return faults + check_again(jianbao, pdf, folder / "again", expected)


# ---- wherever its parts came from ---------------------------------------------------------------

def keep(jianbao, folder, *words, stdin=None):
    """Builds a.pdf there; what goes wrong, or nothing."""
    status, _, errors = run(jianbao, "build", *words, "--for=archive", cwd=folder, stdin=stdin)
    return [] if status == 0 else [errors]


def check_series(jianbao, folder, samples, _):
    """series.yaml and words.txt lie above, and the file is named by a pattern."""
    home = folder / "week"
    shutil.copytree(samples / "week", home)
    (home / "words.txt").write_text("城东分局\n", encoding="utf-8")
    (home / "2025").mkdir()
    shutil.move(home / "2025-26.txt", home / "2025" / "稿 '26'.txt")
    faults = keep(jianbao, home / "2025", "稿 '26'.txt", "-o", "../../made/")
    expected = {"2025-26.txt", "2025-26.canonical.txt", "series.yaml", "words.txt",
                "layouts/gbt9704.yaml"}
    return faults or check_again(jianbao, folder / "made" / "2025-26.pdf", folder / "x", expected)


def check_layout(jianbao, folder, samples, _):
    """An office's own, by its path, over one beside it, with settings of all kinds."""
    (folder / "own").mkdir()
    (folder / "own" / "base.yaml").write_text("extends: gbt9704\npage: {margins: {top: 36mm}}\n",
                                              encoding="utf-8")
    (folder / "own" / "office.yaml").write_text("extends: base\ntitle: 湖畔简报\n",
                                                encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    faults = keep(jianbao, folder, "a.txt", "--layout=own/office.yaml", "--set", "编发=湖区's 办",
                  "--set", "page.margins.bottom=34mm", "-o", "a.pdf")
    return faults or check_again(jianbao, folder / "a.pdf", folder / "x y", {
        "a.txt", "a.canonical.txt", "layouts/office.yaml"})


def check_encoding(jianbao, folder, samples, _):
    (folder / "a.txt").write_bytes(TEXT.encode("gb18030"))
    faults = keep(jianbao, folder, "a.txt", "-o", "a.pdf")
    return faults or check_again(jianbao, folder / "a.pdf", folder / "x", {
        "a.txt", "a.canonical.txt", "layouts/gbt9704.yaml"})


def check_big5(jianbao, folder, samples, _):
    """What was found is said in the command, so that nothing is found otherwise later."""
    text = "刊名：會員通訊\n日期：2003年7月18日\n\n# 會員大會\n\n大會由理事長主持，各單位代表出席。\n"
    (folder / "a.txt").write_bytes(text.encode("big5"))
    faults = keep(jianbao, folder, "a.txt", "-o", "a.pdf")
    if faults:
        return faults
    record = json.loads(attachments(folder / "a.pdf")["rebuild.json"][2])
    if "--encoding=Big5-HKSCS" not in record["command"] or record["repair"]:
        return [record["command"]]
    return check_again(jianbao, folder / "a.pdf", folder / "x", {
        "a.txt", "a.canonical.txt", "layouts/gbt9704.yaml"})


def check_repair(jianbao, folder, samples, _):
    """The bytes that are lost are kept as they came, and passed over again."""
    damaged = TEXT.encode("gb18030").replace("巡护".encode("gb18030"), b"\xff\xff\xbb\xa4")
    (folder / "a.txt").write_bytes(damaged)
    faults = keep(jianbao, folder, "a.txt", "--repair", "-o", "a.pdf")
    if faults:
        return faults
    found = attachments(folder / "a.pdf")
    if " --repair " not in json.loads(found["rebuild.json"][2])["command"]:
        return [found["rebuild.json"][2].decode()]
    faults = [] if found["a.txt"][2] == damaged else ["the source is not attached as it came"]
    return faults + check_again(jianbao, folder / "a.pdf", folder / "x", {
        "a.txt", "a.canonical.txt", "layouts/gbt9704.yaml"})


def check_pipe(jianbao, folder, samples, _):
    """A text without a name, to a file with one; and no title but its first words."""
    text = "编发：办公室\n日期：2025年7月18日\n\n湖区管护按月推进，完成巡护 128 次。\n"
    faults = keep(jianbao, folder, "-", "-o", "out-7.pdf",
                  stdin=text.encode())
    faults = faults or check_again(jianbao, folder / "out-7.pdf", folder / "x", {
        "out-7.txt", "out-7.canonical.txt", "layouts/gbt9704.yaml"})
    with pikepdf.open(folder / "out-7.pdf") as pdf:
        title = str(pdf.docinfo.get("/Title"))
    return faults + ([] if "湖区管护" in title else [f"the title is {title}"])


def check_several(jianbao, folder, samples, _):
    """Made beside the other files, by a pattern."""
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    status, _, errors = run(jianbao, "build", "a.txt", "--for=screen,print,archive,a2u", "-o",
                            "out/{year}-{number:02}", cwd=folder)
    return ([errors] if status else []) + check_again(
        jianbao, folder / "out" / "2025-07-archive.pdf", folder / "x",
        {"2025-07.txt", "2025-07.canonical.txt", "layouts/gbt9704.yaml"})


def check_profile(jianbao, folder, samples, _):
    """A CMYK picture is shown by the profile of the layout's own condition."""
    (folder / "own").mkdir()
    (folder / "own" / "icc").mkdir()
    (folder / "own" / "icc" / "office.icc").write_bytes(icc.cmyk())
    (folder / "own" / "office.yaml").write_text(
        "extends: gbt9704\nprint: {profile: icc/office.icc}\n", encoding="utf-8")
    Image.radial_gradient("L").convert("CMYK").save(folder / "a.jpg")
    (folder / "a.txt").write_text(TEXT.replace("---", "![湖面](./a.jpg)\n\n---"), encoding="utf-8")
    faults = keep(jianbao, folder, "a.txt", "--layout=own/office.yaml", "-o", "a.pdf")
    return faults or check_again(jianbao, folder / "a.pdf", folder / "x", {
        "a.txt", "a.canonical.txt", "a.jpg", "office.icc", "layouts/office.yaml"})


def check_names(jianbao, folder, samples, _):
    """Images under odd names come back under these; those that may not are told before."""
    good = ["图 1（a）'$x.png", "b//c.png", "./b/x.y-z.png"]
    bad = [".x.png", "-x.png", "b/.c/x.png", "a:b.png", "a\\b.png", "x" * 240 + ".png",
           "1/2/3/4/5/6/7/8/x.png"]
    for name in good + bad:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (400, 40), 128).save(folder / name)
    faults = []
    for name in bad:
        (folder / "a.txt").write_text(TEXT.replace("---", f"![湖面]({name})\n\n---"),
                                      encoding="utf-8")
        status, _, errors = run(jianbao, "build", "a.txt", "--for=archive", "--lang=en",
                                cwd=folder)
        if status != 1 or "a.txt:9:3: press[J0844]: " not in errors or name not in errors:
            faults.append(f"{name}: {status} {errors}")
    shown = "".join(f"![湖面]({name})\n\n" for name in good)
    (folder / "a.txt").write_text(TEXT.replace("---", shown + "---"), encoding="utf-8")
    faults += keep(jianbao, folder, "a.txt", "-o", "kept.pdf")
    return faults or check_again(jianbao, folder / "kept.pdf", folder / "x", {
        "kept.txt", "kept.canonical.txt", "layouts/gbt9704.yaml",
        "图 1（a）'$x.png", "b/c.png", "b/x.y-z.png"})


def check_fonts(jianbao, folder, samples, data):
    """The office's own font: not carried, but it is known which one it was."""
    font = next((data / "fonts" / "local").glob("FandolFang*"), None)
    if not font:
        return []
    (folder / "fang.otf").write_bytes(font.read_bytes())
    (folder / "fonts.yaml").write_text("faces:\n  FandolFang: {files: [fang.otf]}\n",
                                       encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    faults = keep(jianbao, folder, "a.txt", "-o", "a.pdf")
    if faults:
        return faults
    expected = {"a.txt", "a.canonical.txt", "fonts.yaml", "layouts/gbt9704.yaml"}
    status, _, _ = run(jianbao, "verify", "a.pdf", "--extract", "-o", "x", cwd=folder)
    _, text, _ = run(jianbao, "verify", "a.pdf", "--extract", "-o", "y", "--lang=en", cwd=folder)
    if status or "font FandolFang: was " not in text or ", is not there\n" not in text:
        faults.append(f"a font that is not there: {status} {text}")
    shutil.copy(folder / "fang.otf", folder / "x")
    command = json.loads((folder / "x" / "rebuild.json").read_text("utf-8"))["command"]
    run(jianbao, *command.split()[1:], cwd=folder / "x")
    if (folder / "x" / "a.pdf").read_bytes() != (folder / "a.pdf").read_bytes():
        faults.append("with the font it is another file")
    given = {str(p.relative_to(folder / "y")) for p in (folder / "y").rglob("*") if p.is_file()}
    return faults + ([] if given == expected | {"rebuild.json"} else [f"given back: {given}"])


def main():
    jianbao, samples, data = (Path(word).resolve() for word in sys.argv[1:4])
    missing = [name for name in ("qpdf", "mutool", "gs", "pdfdetach") if not shutil.which(name)]
    if pikepdf is None or missing:
        print("1..0 # SKIP python3-pikepdf, python3-pil or", *missing, "is not installed")
        return 0
    results = []
    with tempfile.TemporaryDirectory() as name:
        for source in sorted(samples.glob("*.txt")):
            folder = Path(name) / source.stem
            folder.mkdir()
            results.append((source.stem, check_sample(jianbao, source, folder)))
        for check in (check_series, check_layout, check_encoding, check_big5, check_repair,
                      check_pipe, check_several, check_profile, check_names, check_fonts):
            folder = Path(name) / check.__name__
            folder.mkdir()
            results.append((check.__name__.partition("_")[2],
                            check(jianbao, folder, samples, data)))
    return report(results)


sys.exit(main())
