#!/usr/bin/env python3
"""The tree of what the text is, in every sample and in a text of awkward blocks: tags.py JIANBAO
SAMPLES.

What poppler reads from the file is what `dump --stage=tags` says of the pages; everything painted
is in one piece of marked content, a tag's or an artifact, and leads to its tag and back
(ISO 32000-1 14.6 to 14.8); headings, tables, lists and figures are as ISO 14289-1 7 asks. Files
broken on purpose show that all this would be told. Variants without tags have no trace of them.
Prints TAP."""
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

try:
    import pikepdf
except ImportError:
    pikepdf = None

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import tap  # noqa: E402

PAINT = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
LAYOUTS = ("gbt9704", "huiyi", "zhipai", "plain")

# 刊名 is the first level, then what there is of column, title, chapter and four levels of headings.
AWKWARD = """刊名：工作简报
期号：第3期
日期：2025年1月20日

# 一年工作

### （一）跳过一级

##### （1）又跳过一级

#### 1.回到中间

## 一、回到上面

正文一段。

{图注} 表1 数字

| 项目 | 数量 | 备注 |
| 甲 | 1 | |
| 乙 | | |

![](lake.jpg)

{图注} 图1 湖

![湖面](lake.jpg)

{名单} 组长：王一明　李二

{名单} 张三丰　赵四　钱五

{附件} 附件：1. 甲
  2. 乙
  续乙

{附件} 附件：名单

# 第二篇

正文又一段，见https://www.example.gov.cn/a_b.html。The Belt and Road，Привет, мир。

All of this is English, with the file's own words.

---
报：各区
网址：www.example.gov.cn　邮箱：a.b@example.gov.cn
"""
WANTED = """Document
  Sect
    H1 工作简报
    P 第3期
    P 2025年1月20日
  H2 一年工作
  H3 （一）跳过一级
  H4 （1）又跳过一级
  H4 1.回到中间
  H3 一、回到上面
  P 正文一段。
  Table
    Caption 表1数字
    THead
      TR
        TH 项目
        TH 数量
        TH 备注
    TBody
      TR
        TD 甲
        TD 1
        TD
      TR
        TD 乙
        TD
        TD
  Figure
    Caption 图1湖
  Figure
    Caption 湖面
  L
    Caption 组长：
    LI
      LBody 王一明
    LI
      LBody 李二
  L
    LI
      LBody 张三丰
    LI
      LBody 赵四
    LI
      LBody 钱五
  L
    Caption 附件：
    LI
      Lbl 1.
      LBody 甲
    LI
      Lbl 2.
      LBody 乙续乙
  P 附件：名单
  H2 第二篇
  P 正文又一段，见
    Link https://www.example.gov.cn/a_b.html
    。
    Span TheBeltandRoad
    ，
    Span Привет,мир
    。
  P AllofthisisEnglish,withthefile'sownwords.
  Sect
    P 报：各区
    P 网址：
      Link www.example.gov.cn
      邮箱：
      Link a.b@example.gov.cn
"""


def merged(events):
    """Texts that follow one another are one; white space apart, as lines have it or not."""
    tree = []
    for depth, name, text in events:
        if not name and tree and tree[-1][0] == depth and not tree[-1][1]:
            tree[-1][2] += pages.squeeze(text)
        elif name or pages.squeeze(text):
            tree.append([depth, name, pages.squeeze(text)])
    return [tuple(event) for event in tree]


STRING = r'"(?:[^"\\]|\\.)*"'
OWN_LINE = re.compile(rf'( *)(?:(\w+)((?: \w+(?:=(?:{STRING}|[\w-]+))?)*))?(?: ?({STRING}))?')


def own_tree(jianbao, source, options):
    """(depth, type, "") of each tag and (depth, "", text) of what it shows, as the program says."""
    events = []
    for line in pages.run(jianbao, "dump", "--stage=tags", *options, source).stdout.splitlines():
        depth, name, _, text = OWN_LINE.fullmatch(line).groups()
        if name:
            events.append((len(depth) // 2, name, ""))
        if text:
            events.append((len(depth) // 2 + bool(name), "", json.loads(text)))
    return merged(events)


def poppler_tree(pdf):
    """The same as poppler reads it from the file."""
    events = []
    for line in pages.run("pdfinfo", "-struct-text", pdf).stdout.splitlines():
        tag = re.fullmatch(r"( *)(\w+)(?: \((?:block|inline)\))?:?", line)
        if tag:
            events.append((len(tag[1]) // 2, tag[2], ""))
        elif line.strip().startswith('"'):
            depth = (len(line) - len(line.lstrip())) // 2
            events.append((depth, "", line.strip()[1:-1]))
    return merged(events)


def kids_of(element):
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def is_object(kid):
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def below_of(element):
    """The types of all below."""
    found = []
    for kid in kids_of(element):
        if is_element(kid):
            found += [str(kid.S)[1:], *below_of(kid)]
    return found


class Elements:
    """The tree in its order, and which element each piece of marked content and each annotation
    has."""

    def __init__(self, root):
        self.types, self.owners, self.objects, self.faults = [], {}, {}, []
        self.walk(root.K, root)

    def walk(self, element, parent):
        if element.P.objgen != parent.objgen:
            self.faults.append(f"{element.S}: another parent")
        kids = kids_of(element)
        below = [str(kid.S)[1:] for kid in kids if is_element(kid)]
        self.types.append((str(element.S)[1:], element, below))
        for kid in kids:
            if is_element(kid):
                self.walk(kid, element)
                continue
            if is_object(kid):
                self.objects[kid.Obj.objgen] = element
                continue
            page = kid.Pg if isinstance(kid, pikepdf.Dictionary) else element.Pg
            number = kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid
            key = (page.objgen, int(number))
            if key in self.owners:
                self.faults.append(f"{key}: two elements")
            self.owners[key] = element.objgen


def numbers_of(node):
    """The entries of a number tree."""
    found = {}
    for kid in node.get("/Kids", []):
        inside = numbers_of(kid)
        low, high = (int(value) for value in kid.Limits)
        assert all(low <= key <= high for key in inside), "beyond the limits"
        found.update(inside)
    entries = list(node.get("/Nums", []))
    found.update({int(entries[i]): entries[i + 1] for i in range(0, len(entries), 2)})
    return found


def content_of(page, faults):
    """The MCIDs of a page's content."""
    found, inside, text = [], None, False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            if inside is not None or text:
                faults.append(f"{operands}: inside of another, or of text")
            artifact = str(operands[0]) == "/Artifact"
            inside = operands[0]
            if not artifact:
                found.append(int(operands[1].MCID))
        elif name == "EMC":
            if inside is None or text:
                faults.append("EMC without its start, or inside of text")
            inside = None
        elif name in ("BT", "ET"):
            text = name == "BT"
        elif name in PAINT and inside is None:
            faults.append(f"{name}: neither tag nor artifact")
    if inside is not None:
        faults.append("no EMC")
    return found


def check_content(pdf, elements):
    faults, parents, seen = [], numbers_of(pdf.Root.StructTreeRoot.ParentTree), set()
    for page in pdf.pages:
        found = content_of(page, faults)
        if sorted(found) != list(range(len(found))):
            faults.append(f"MCIDs {found[:9]}")
        owners = list(parents.get(int(page.obj.get("/StructParents", -1)), []))
        if len(owners) != len(found):
            faults.append(f"{len(found)} pieces, {len(owners)} parents")
        for number in found:
            key = (page.obj.objgen, number)
            seen.add(key)
            owner = owners[number].objgen if number < len(owners) else None
            if elements.owners.get(key) != owner:
                faults.append(f"{key}: its parent is another")
        if page.obj.get("/Tabs") != "/S":
            faults.append("Tabs")
        faults += check_links(page, elements, parents)
    return faults + [f"{key}: not on the page" for key in elements.owners if key not in seen]


def check_links(page, elements, parents):
    """ISO 14289-1 7.18.1, 7.18.5; ISO 19005-3 6.3.2; ISO 32000-1 12.5.6.5, 14.8.4.4.2."""
    faults = []
    for link in page.obj.get("/Annots", []):
        owner = elements.objects.pop(link.objgen, None)
        parent = parents.get(int(link.get("/StructParent", -1)))
        if owner is None or owner.S != "/Link" or parent is None or parent.objgen != owner.objgen:
            faults.append("an annotation that is in no Link")
        if link.Subtype != "/Link" or link.get("/F") != 4 or not str(link.get("/Contents", "")):
            faults.append("a link not printed, or without Contents")
        if link.A.S != "/URI" or list(link.Border) != [0, 0, 0]:
            faults.append("a link of another kind")
        left, foot, right, top = (float(edge) for edge in link.Rect)
        points = [float(number) for number in link.get("/QuadPoints", [])]
        inside = all(left <= x <= right and foot <= y <= top
                     for x, y in zip(points[::2], points[1::2]))
        if not (left < right and foot < top) or len(points) % 8 or not inside:
            faults.append(f"areas {points} outside of {[left, foot, right, top]}")
    return faults


def check_types(elements):
    """ISO 14289-1 7.2 to 7.5."""
    faults, last = [], 0
    for name, element, below in elements.types:
        level = int(name[1:]) if re.fullmatch(r"H\d", name) else 0
        if level > last + 1:
            faults.append(f"H{level} behind H{last}")
        last = level or last
        if name == "Figure" and not str(element.get("/Alt", "")):
            faults.append("a figure without Alt")
        if name == "TH" and element.A.get("/Scope") != "/Column":
            faults.append("TH without scope")
        if name == "Link" and len([kid for kid in kids_of(element) if is_object(kid)]) != 1:
            faults.append("a Link without its annotation")
        if name == "L" and ("Lbl" in below_of(element)) != ("/A" in element):
            faults.append("labels without ListNumbering, or it without them")
        if name == "Table":
            groups = [kid for kid in element.K if kid.S in ("/THead", "/TBody")]
            rows = [row for group in groups or [element] for row in kids_of(group)
                    if row.S == "/TR"]
            if len({len(kids_of(row)) for row in rows}) != 1:
                faults.append("rows of several lengths")
            if "Caption" in below[1:-1]:
                faults.append("a caption in the middle")
        allowed = {"Table": {"TR", "THead", "TBody", "Caption"}, "THead": {"TR"}, "TBody": {"TR"},
                   "TR": {"TH", "TD"}, "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"},
                   "Lbl": set(), "Figure": {"Caption"}, "Link": set(), "Span": set()}.get(name)
        if allowed is not None and not set(below) <= allowed:
            faults.append(f"{name}: {below}")
    return faults


def check_file(path):
    with pikepdf.open(path) as pdf:
        return check_pdf(pdf)


def check_pdf(pdf):
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked", False):
        return ["not tagged"]
    elements = Elements(root.StructTreeRoot)
    faults = elements.faults + check_content(pdf, elements) + check_types(elements)
    return faults + ["a Link whose annotation is on no page" for _ in elements.objects]


# ---- files broken on purpose: each must be found ------------------------------------------------

def element_of(pdf, name):
    return next(e for kind, e, _ in Elements(pdf.Root.StructTreeRoot).types if kind == name)


def change_content(pdf, old, new):
    page = pdf.pages[0]
    bytes_of = page.obj.Contents.read_bytes()
    assert old in bytes_of
    page.obj.Contents.write(bytes_of.replace(old, new, 1))


def swap_parents(pdf):
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def link_of(pdf):
    return next(page.obj.Annots[0] for page in pdf.pages if "/Annots" in page.obj)


def labelled(pdf):
    return next(e for name, e, _ in Elements(pdf.Root.StructTreeRoot).types
                if name == "L" and "/A" in e)


BROKEN = {
    "not marked": lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False),
    "a figure without Alt": lambda pdf: element_of(pdf, "Figure").__delitem__("/Alt"),
    "a level skipped": lambda pdf: setattr(element_of(pdf, "H3"), "S", pikepdf.Name.H4),
    "a cell missing": lambda pdf: element_of(pdf, "TR").K.__delitem__(0),
    "a head without scope": lambda pdf: element_of(pdf, "TH").A.__delitem__("/Scope"),
    "another parent": lambda pdf: setattr(element_of(pdf, "P"), "P", element_of(pdf, "H2")),
    "parents swapped": swap_parents,
    "no parents": lambda pdf: pdf.pages[0].obj.__delitem__("/StructParents"),
    "an element without content": lambda pdf: setattr(element_of(pdf, "P"), "K", 999),
    "text outside": lambda pdf: change_content(pdf, b"/P <</MCID 1>> BDC\n", b""),
    "the same piece twice": lambda pdf: change_content(pdf, b"/MCID 1>>", b"/MCID 2>>"),
    "a link without Contents": lambda pdf: link_of(pdf).__delitem__("/Contents"),
    "a link not printed": lambda pdf: link_of(pdf).__setitem__("/F", 0),
    "a link not tagged": lambda pdf: link_of(pdf).__delitem__("/StructParent"),
    "a Link without its annotation": lambda pdf: element_of(pdf, "Link").K.__delitem__(-1),
    "labels without ListNumbering": lambda pdf: labelled(pdf).__delitem__("/A"),
    "marks crossing": lambda pdf: change_content(pdf, b"ET\nEMC\n", b"EMC\nET\n"),
    "marks nested": lambda pdf: change_content(pdf, b"EMC\n", b""),
}


def check_broken(report, path):
    for name, spoil in BROKEN.items():
        with pikepdf.open(path) as pdf:
            spoil(pdf)
            report.check(f"broken: {name}", [] if check_pdf(pdf) else ["not found"])


def wanted_tree():
    events = []
    for line in WANTED.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name, _, text = line.strip().partition(" ")
        if re.fullmatch(r"[A-Z][A-Za-z]*\d?", name):
            events += [(depth, name, ""), (depth + 1, "", text)]
        else:
            events.append((depth, "", name))
    return merged(events)


def first_difference(want, got):
    for a, b in zip(want, got):
        if a != b:
            return [f"want {a}, got {b}"]
    return [] if len(want) == len(got) else [f"want {len(want)} tags, got {len(got)}"]


def check_source(report, jianbao, source, options, path, title):
    built = pages.run(jianbao, "build", *options, source, "-o", path)
    if built.returncode:
        report.check(f"{title}: builds", [built.stderr])
        return
    own = own_tree(jianbao, source, [] if "--for" in options else options)
    report.check(f"{title}: poppler's tree is ours", first_difference(own, poppler_tree(path)))
    report.check(f"{title}: content and types", check_file(path))


OUTLINE = """  一年工作
      （一）跳过一级
      一、回到上面
  第二篇
"""


def outline_of(entries, depth=1):
    return "".join(f"{'  ' * depth}{entry.title}\n{outline_of(entry.children, depth + 2)}"
                   for entry in entries)


def check_ways(report, path):
    """What else leads into the text: the outline and the pages' names."""
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            got = outline_of(outline.root)
        report.check("awkward: the outline", [] if got == OUTLINE else [got])
        named = [page.label for page in pdf.pages]
        counted = [str(number) for number in range(1, len(named) + 1)]
        said = "/PageLabels" in pdf.Root
        report.check("awkward: page labels", [] if said and named == counted else [named])


def check_awkward(report, jianbao, images, folder):
    source = folder / "awkward.txt"
    source.write_text(AWKWARD, encoding="utf-8")
    shutil.copy(images / "lake.jpg", folder)
    check_source(report, jianbao, source, [], folder / "awkward.pdf", "awkward")
    kept = folder / "kept.pdf"
    check_source(report, jianbao, source, ["--for", "archive"], kept, "awkward as archive")
    said = pages.run(jianbao, "verify", kept)
    report.check("awkward as archive: it holds", [said.stdout] if said.returncode else [])
    got = own_tree(jianbao, source, [])
    check_broken(report, folder / "awkward.pdf")
    report.check("awkward: the tree", first_difference(wanted_tree(), got))
    check_ways(report, folder / "awkward.pdf")
    with pikepdf.open(folder / "awkward.pdf") as pdf:
        told = [(name, str(element.Lang)) for name, element, _ in
                Elements(pdf.Root.StructTreeRoot).types if "/Lang" in element]
    wanted = [("Span", "en"), ("Span", "ru"), ("P", "en")]
    report.check("awkward: languages", [] if told == wanted else [told])
    bare = folder / "bare.txt"
    bare.write_text("## 一、没有报头\n\n正文。\n", encoding="utf-8")
    check_source(report, jianbao, bare, [], folder / "bare.pdf", "without a masthead")
    many = folder / "many.txt"
    many.write_text(AWKWARD.split("###")[0] + "正文一段，占满一行又一行，直到这一页再也放不下为止。\n" * 2600,
                    encoding="utf-8")
    check_source(report, jianbao, many, [], folder / "many.pdf", "more than a hundred pages")


def check_others(report, jianbao, source, folder):
    for variant in ("print", "stock", "imprint", "a1b", "a2u"):
        path = folder / f"{variant}.pdf"
        pages.run(jianbao, "build", "--for", variant, source, "-o", path)
        faults = [f"{variant}: not made"]
        if path.exists():
            with pikepdf.open(path) as pdf:
                told = ["StructTreeRoot" for key in ("/StructTreeRoot", "/MarkInfo")
                        if key in pdf.Root]
                told += [key for page in pdf.pages for key in ("/Tabs", "/StructParents")
                         if key in page.obj]
                told += ["MCID" for page in pdf.pages
                         for operands, operator in pikepdf.parse_content_stream(page)
                         if str(operator) == "BDC" and "/MCID" in operands[1]]
                faults = sorted(set(told))
        report.check(f"{variant}: no tags", faults)


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if pikepdf is None or not shutil.which("pdfinfo"):
        print("1..0 # SKIP pikepdf or poppler is not installed")
        return 0
    report = tap.Report()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for source in sorted(samples.glob("*.txt")):
            for layout in ("", *LAYOUTS):
                options = ["--layout", layout] if layout else []
                title = f"{source.stem} in {layout or 'its own layout'}"
                check_source(report, jianbao, source, options, folder / "sample.pdf", title)
            check_source(report, jianbao, source, ["--for", "archive"], folder / "sample.pdf",
                         f"{source.stem} as archive")
        check_awkward(report, jianbao, samples / "images", folder)
        check_others(report, jianbao, samples / "photograph.txt", folder)
    print(f"1..{report.number}")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
