#!/usr/bin/env python3
"""Images on their way to the press: images.py JIANBAO.

Every kind of image in one issue, made here: what becomes of it in the files for the press, read
back by pikepdf, and on the plates, by Ghostscript's tiffsep. Prints TAP."""
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import pikepdf
    from PIL import Image, ImageCms
except ImportError:
    pikepdf = None

sys.path.insert(0, str(Path(__file__).parent))
import icc  # noqa: E402

LIMIT = 240  # percent
HEAD = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n# 一年工作\n\n"
W, H = 60, 40


def run(*words, folder=None):
    return subprocess.run([str(word) for word in words], capture_output=True, cwd=folder)


# ---- what is given ------------------------------------------------------------------------------

def photograph():
    """Every hue, from white to black."""
    image = Image.new("RGB", (W, H))
    image.putdata([(x * 255 // (W - 1), y * 255 // (H - 1), (x * y * 7) % 256)
                   for y in range(H) for x in range(W)])
    return image


def bars():
    image = Image.new("1", (W, H))
    image.putdata([255 * (x // 5 % 2) for y in range(H) for x in range(W)])
    return image


def gray():
    image = Image.new("L", (W, H))
    image.putdata([x * 255 // (W - 1) for y in range(H) for x in range(W)])
    return image


def light_cmyk():
    """At most 0.6 + 0.6 + 0.6 of ink: below the limit whatever JPEG makes of it."""
    image = Image.new("CMYK", (W, H))
    image.putdata([(x * 2, y * 3, 150, 0) for y in range(H) for x in range(W)])
    return image


def make_files(folder):
    """{name: (image, how it is saved)}: in the order of the issue."""
    color, srgb = photograph(), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    palette = bars().convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    alpha = Image.merge("RGBA", (*color.split(), gray()))
    files = {
        "plain.png": (color, {}),
        "plain.jpg": (color, {"quality": 95}),
        "srgb.png": (color, {"icc_profile": srgb}),
        "srgb.jpg": (color, {"quality": 95, "icc_profile": srgb}),
        "bgr.png": (color, {"icc_profile": icc.rgb("bgr")}),
        "bgr.jpg": (color, {"quality": 95, "icc_profile": icc.rgb("bgr")}),
        "odd.jpg": (color, {"quality": 95, "icc_profile": icc.cmyk()}),
        "alpha.png": (alpha, {}),
        "palette.png": (color.convert("P", palette=Image.Palette.ADAPTIVE, colors=16), {}),
        "gray.png": (gray(), {}),
        "gray.jpg": (gray(), {"quality": 95}),
        "gray-rgb.png": (gray().convert("RGB"), {}),
        "gray-rgb.jpg": (gray().convert("RGB"), {"quality": 95}),
        "gray-linear.png": (gray(), {"icc_profile": icc.gray(1.0)}),
        "line.png": (bars(), {}),
        "line-gray.png": (bars().convert("L"), {}),
        "line-rgb.png": (bars().convert("RGB"), {}),
        "line-palette.png": (palette, {}),
        "cmyk.jpg": (light_cmyk(), {"quality": 95, "icc_profile": icc.cmyk()}),
    }
    for number, (name, (image, how)) in enumerate(files.items()):
        # no two files alike: the same bytes are one image to the program
        image = image.copy()
        image.putpixel((number, 0), image.getpixel((W - 1, H - 1)) if name != "alpha.png"
                       else (1, 2, 3, 4))
        image.save(folder / name, **how)
    return list(files)


def write_issue(folder, names):
    lines = "\n".join(f"![]({name})\n" for name in names)
    (folder / "a.txt").write_text(f"{HEAD}{lines}\n---\n报：各区\n", encoding="utf-8")


# ---- what comes out -----------------------------------------------------------------------------

class Issue:
    """An issue of these images in a folder, built."""

    def __init__(self, jianbao, folder):
        self.jianbao, self.folder, self.options = jianbao, folder, []

    def build(self, variants, *settings):
        for old in self.folder.glob("*.pdf"):
            old.unlink()
        words = [word for key in settings for word in ("--set", key)]
        done = run(self.jianbao, "--lang=en", "--diagnostics=short", "build", "a.txt",
                   f"--for={variants}", *self.options, *words, folder=self.folder)
        self.status = done.returncode
        told = done.stderr.decode()
        self.told = re.findall(r"^(?:a\.txt:(\d+):\d+: )?[\w ]+\[(J\d+)\]: (.*)$", told, re.M)
        return {path.stem: path.read_bytes() for path in self.folder.glob("*.pdf")}

    def codes(self, name):
        """The codes told at the line of that image."""
        lines = (self.folder / "a.txt").read_text("utf-8").splitlines()
        at = [str(n) for n, line in enumerate(lines, 1) if f"({name})" in line]
        return [code for line, code, _ in self.told if line in at]


def images_of(pdf, names):
    """{name: its object}, in the order in which the pages show them."""
    found = []
    for page in pdf.pages:
        content = page.Contents.read_bytes()
        found += [page.Resources.XObject["/" + name.decode()]
                  for name in re.findall(rb"/(I\d+) Do", content)]
    assert len(found) == len(names), f"{len(found)} of {len(names)} images are shown"
    return dict(zip(names, found))


def space_of(image):
    if image.get("/ImageMask"):
        return "mask"
    return f"{image.ColorSpace} {image.BitsPerComponent}"


def samples(image):
    """The pixels as tuples, or numbers; of PNG's filters Up to Paeth pikepdf takes care."""
    data, n = image.read_bytes(), {"/DeviceCMYK": 4, "/DeviceGray": 1}[str(image.ColorSpace)]
    return [tuple(data[i:i + n]) for i in range(0, len(data), n)]


def colors_used(pdf):
    """The operators that set RGB, and the colour spaces that are not the press's."""
    faults = []
    for number, page in enumerate(pdf.pages, 1):
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("rg", "RG", "g", "G", "ri"):
                faults.append(f"page {number}: {operator}")
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/ColorSpace" in thing:
            if str(thing.ColorSpace) not in ("/DeviceCMYK", "/DeviceGray"):
                faults.append(f"an image in {thing.ColorSpace}")
    return faults


def ink_of(pixel):
    return sum(pixel) * 100 / 255


def plates(pdf, folder):
    """[{plate: picture}] by page; 255 is full ink."""
    folder.mkdir()
    done = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72",
               "-dOverprint=/enable", f"-o{folder}/page%d.tif", pdf)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {}
    for path in sorted(folder.glob("page*(*).tif")):
        number, plate = re.fullmatch(r"page(\d+)\((.*)\)", path.stem).groups()
        with Image.open(path) as picture:
            pages.setdefault(int(number), {})[plate] = picture.convert("L").point(lambda v: 255 - v)
    return [pages[number] for number in sorted(pages)]


# ---- checks -------------------------------------------------------------------------------------

WANTED = {"plain": "/DeviceCMYK 8", "srgb": "/DeviceCMYK 8", "bgr": "/DeviceCMYK 8",
          "odd": "/DeviceCMYK 8", "alpha": "/DeviceCMYK 8", "palette": "/DeviceCMYK 8",
          "gray": "/DeviceGray 8", "line": "mask", "cmyk": "/DeviceCMYK 8"}
TOLD = {"plain": ["J0714"], "alpha": ["J0714"], "palette": ["J0714"], "odd": ["J0715"]}


def kind_of(name):
    return re.match("[a-z]+", name)[0]


def check_spaces(images):
    return [f"{name}: {space_of(image)}" for name, image in images.items()
            if space_of(image) != WANTED[kind_of(name)]]


def check_told(issue, names):
    faults = []
    for name in names:
        told = [code for code in issue.codes(name) if code != "J0607"]  # they are coarse
        if told != TOLD.get(kind_of(name), []):
            faults.append(f"{name}: {told}")
    return faults


def check_passed_on(images, folder):
    """CMYK, and grey without a profile, are the files' own bytes."""
    return [name for name in ("cmyk.jpg", "gray.jpg")
            if images[name].read_raw_bytes() != (folder / name).read_bytes()]


def check_ink(images):
    faults = []
    for name, image in images.items():
        if space_of(image) == "/DeviceCMYK 8" and name != "cmyk.jpg":
            most = max(map(ink_of, samples(image)))
            least = 0 if name == "alpha.png" else LIMIT - 3  # the dark ones are held at the limit
            if not least < most <= LIMIT:
                faults.append(f"{name}: {most:.1f} % of ink")
    return faults


def worst(one, other):
    return max(abs(a - b) for p, q in zip(one, other) for a, b in zip(p, q))


def check_profiles(images):
    """A profile is used: what lies, shows; and the same colours are the same inks."""
    read = {name: samples(images[name]) for name in
            ("plain.png", "srgb.png", "bgr.png", "bgr.jpg", "odd.jpg", "plain.jpg")}
    faults = []
    if worst(read["plain.png"][W:], read["srgb.png"][W:]) > 3:
        faults.append("untagged is not taken for sRGB")
    if worst(read["odd.jpg"][W * 16:], read["plain.jpg"][W * 16:]) > 3:
        faults.append("with a profile that is not its own, RGB is not taken for sRGB")
    for name in ("bgr.png", "bgr.jpg"):
        if worst(read[name][W:], read["plain.png"][W:]) < 60:
            faults.append(f"{name}: its profile is not used")
    return faults


def check_grays(images):
    ramp = [x * 255 // (W - 1) for x in range(W)]
    faults = []
    for name in ("gray.png", "gray-rgb.png"):
        if [pixel[0] for pixel in samples(images[name])[W:2 * W]] != ramp:
            faults.append(f"{name} is not what it was")
    linear = [pixel[0] for pixel in samples(images["gray-linear.png"])[W:2 * W]]
    wanted = [round(255 * (v / 255) ** (1 / 2.2)) for v in ramp]
    if max(abs(a - b) for a, b in zip(linear[2:], wanted[2:])) > 2:
        faults.append(f"gray-linear.png: {linear}")
    return faults


def check_plates(pdf, folder):
    """Line art in black alone; and on no pixel more than the limit."""
    faults = []
    for number, page in enumerate(plates(pdf, folder), 1):
        if set(page) != {"Cyan", "Magenta", "Yellow", "Black"}:
            faults.append(f"page {number}: {sorted(page)}")
        most = max(map(ink_of, zip(*(plate.tobytes() for plate in page.values()))))
        if most > LIMIT + 1:
            faults.append(f"page {number}: {most:.1f} % of ink")
    return faults


def check_lines(issue):
    """Text and line art alone: black, and nothing on the other plates."""
    write_issue(issue.folder, ["line.png", "gray.jpg", "gray-rgb.jpg", "line-palette.png"])
    issue.build("imprint")
    faults = []
    for page in plates(issue.folder / "a.pdf", issue.folder / "lines"):
        faults += [f"{name} has ink" for name in ("Cyan", "Magenta", "Yellow")
                   if page[name].getextrema()[1] > 0]
        if page["Black"].getextrema()[1] < 255:
            faults.append("black is not full")
    return faults


def check_together(issue):
    """A file is the same bytes, whichever others are asked for."""
    together = issue.build("screen,print,stock,imprint")
    alone = {"a": issue.build("screen")["a"], "a-print": issue.build("print")["a"],
             "a-imprint": issue.build("imprint")["a"]}
    return [name for name, data in alone.items() if together.get(name) != data]


# ---- what cannot be printed ---------------------------------------------------------------------

def damaged():
    out = io.BytesIO()
    photograph().save(out, "JPEG", quality=95)
    data = out.getvalue()
    middle = len(data) * 2 // 3
    return data[:middle] + b"\xff\xd0" * 8 + data[middle + 40:]


def dark_cmyk():
    out = io.BytesIO()
    Image.new("CMYK", (W, H), (230, 220, 210, 240)).save(out, "JPEG", quality=95)
    return out.getvalue()


def crooked(profile):
    """Its tags point outside."""
    return profile[:140] + b"\xff" * 4 + profile[144:]


def refusals():
    """(name, image, profile, settings, code): each keeps the press's files back, no more."""
    good, own = icc.cmyk(), "print.profile=own.icc"
    rgb = {"plain.png": None}
    return [
        ("too much ink", {"dark.jpg": dark_cmyk()}, good, [own], "J0716"),
        ("a damaged JPEG", {"damaged.jpg": damaged()}, good, [own], "J0717"),
        ("no such profile", {}, None, [own], "J0710"),
        ("a profile cut short", {}, good[:3000], [own], "J0711"),
        ("tags outside the profile", {}, crooked(good), [own], "J0711"),
        ("a text for a profile", {}, b"no profile" * 90, [own], "J0711"),
        ("a monitor's profile", {}, icc.rgb(), [own], "J0711"),
        ("a CMYK scanner's profile", {}, icc.cmyk(b"scnr"), [own], "J0711"),
        ("version 4 in X-1a", {}, icc.cmyk(version=4), [own], "J0711"),
        ("an unknown condition", {}, None, ["print.condition=FOGRA99"], "J0712"),
        ("RGB and no profile", rgb, None, ["print.condition=FOGRA52"], "J0713"),
        ("X-4 and no profile", {}, None, ["print.condition=FOGRA52", "print.standard=x-4"],
         "J0713"),
    ]


def check_refusal(jianbao, images, profile, settings, code):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in images.items():
            if data is None:
                photograph().save(folder / file)
            else:
                (folder / file).write_bytes(data)
        if profile is not None:
            (folder / "own.icc").write_bytes(profile)
        write_issue(folder, images)
        issue = Issue(jianbao, folder)
        made = issue.build("screen,print,imprint", *settings)
        faults = []
        if issue.status != 1 or set(made) != {"a"}:
            faults.append(f"status {issue.status}, made {sorted(made)}")
        told = [c for c in (c for file in images for c in issue.codes(file))] if images else \
            [c for _, c, _ in issue.told]
        if told.count(code) != 1:
            faults.append(f"told {issue.told}")
        return faults


def check_intents(issue):
    """An own profile goes into the file and has no registered name; X-4 has it always."""
    faults = []
    write_issue(issue.folder, ["plain.png"])
    for standard, settings in {"x-1a": [], "x-4": ["print.standard=x-4"]}.items():
        issue.build("print", "print.profile=own.icc", *settings)
        with pikepdf.open(issue.folder / "a.pdf") as pdf:
            intent, = pdf.Root.OutputIntents
            own = intent.DestOutputProfile.read_bytes() == (issue.folder / "own.icc").read_bytes()
            if not own or intent.DestOutputProfile.N != 4 or "/RegistryName" in intent or \
                    str(intent.Info) != "A profile for tests":
                faults.append(f"{standard}, own profile: {dict(intent)}")
    write_issue(issue.folder, ["gray.png"])
    issue.options = []
    issue.build("print", "print.condition=FOGRA52")
    with pikepdf.open(issue.folder / "a.pdf") as pdf:
        intent, = pdf.Root.OutputIntents
        if "/DestOutputProfile" in intent or str(intent.OutputConditionIdentifier) != "FOGRA52" \
                or str(intent.RegistryName) != "http://www.color.org":
            faults.append(f"registered: {dict(intent)}")
    return faults


def check_version_4(issue):
    """X-4 takes a profile of version 4."""
    (issue.folder / "own.icc").write_bytes(icc.cmyk(version=4))
    issue.build("print", "print.profile=own.icc", "print.standard=x-4")
    (issue.folder / "own.icc").write_bytes(icc.cmyk())
    return [] if issue.status == 0 else [f"told {issue.told}"]


def results(jianbao, folder):
    names = make_files(folder)
    (folder / "own.icc").write_bytes(icc.cmyk())
    # a layout names its profile from its own folder
    (folder / "layouts").mkdir()
    (folder / "layouts/own.yaml").write_text(
        f"extends: gbt9704\npage: {{bleed: 0mm}}\n"
        f"print: {{profile: ../own.icc, ink-limit: {LIMIT}%, marks: false}}\n")
    issue = Issue(jianbao, folder)
    write_issue(folder, names)
    # what is asked here is colour: images without words are not told of
    issue.options = ["--layout=layouts/own.yaml", "--set", "proof.skip=P23"]
    issue.build("screen,print")
    yield "builds", [] if issue.status == 0 else [f"{issue.status}: {issue.told}"]
    yield "told at its place", check_told(issue, names)
    with pikepdf.open(folder / "a-print.pdf") as pdf:
        images = images_of(pdf, names)
        yield "no colour but the press's", colors_used(pdf)
        yield "colour spaces", check_spaces(images)
        yield "CMYK and grey JPEG pass through", check_passed_on(images, folder)
        yield "no pixel above the limit", check_ink(images)
        yield "embedded profiles", check_profiles(images)
        yield "grey is black's tint", check_grays(images)
    yield "the highest ink on the plates", check_plates(folder / "a-print.pdf", folder / "plates")
    yield "the same bytes, alone and together", check_together(issue)
    yield "line art and grey on the black plate alone", check_lines(issue)
    yield "output intents", check_intents(issue)
    yield "X-4 takes a profile of version 4", check_version_4(issue)
    for name, *case in refusals():
        yield f"refused: {name}", check_refusal(jianbao, *case)


def main():
    if not shutil.which("gs") or pikepdf is None:
        print("1..0 # SKIP Ghostscript, python3-pikepdf or python3-pil is not installed")
        return 0
    failed, number = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, faults in results(Path(sys.argv[1]).resolve(), Path(folder)):
            number += 1
            failed += bool(faults)
            print("not ok" if faults else "ok", number, "-", name)
            for fault in faults:
                print("#", str(fault).replace("\n", "\n# "))
    print(f"1..{number}")
    return failed != 0


sys.exit(main())
