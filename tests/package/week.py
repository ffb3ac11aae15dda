#!/usr/bin/env python3
"""The clerk's path (clerk.sh), and whether what came of it is right.

    week.py           walks it with the jianbao on the PATH, in a folder of its own
    week.py FOLDER    judges a folder in which it was walked; FOLDER/transcript: what was printed

Prints what is wrong and exits with status 1.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
WEEK = HERE.parents[1] / "samples" / "week"

# In this order on the pages; quotes aside, which the program sets.
WORDS = """云州市快递行业党建工作简报 2025年第27期（总第189期） 云州市邮政管理局党建办编 2025年7月28日
    市局党组召开理论学习中心组学习会 党员领导干部要带头到联系企业讲一次党课。
    城东分局联合工会举办快递员技能比武 他说：“平时练得多，比赛就不慌。” 让肯钻研的快递员有奔头。
    南浦分局把党课开到分拨中心 当场整改5处。
    青山县局推动快递进村提质 帮助农户寄出青梅、笋干等农产品1,860吨。
    顺达速运云州公司党支部为骑手建起“清凉驿站” 在全市的17个营业部建起“清凉驿站” 方便大家就近歇脚。
    中速快递党员先锋车队抢运救灾物资 党员先上，物资先行 没有一件破损。
    市快递协会评出上半年“最美快递员” 顺达速运的张𬭳每天爬楼送件 陈喆 到各企业宣讲。
    报：省邮政管理局机关党委 送：市文明办，各县区邮政管理局，各快递企业""".split()


def text_of(pdf):
    """Its text without white space and without page numbers: those stand between the lines."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    text = re.sub(r"(?m)^\W*[—–-] *\d+ *[—–-]\W*$", "", done.stdout.decode())
    return re.sub(r"\s", "", text)


def misplaced(text):
    """The words that do not come, or not after those before them."""
    at = 0
    for word in WORDS:
        found = text.find(word, at)
        if found < 0:
            yield word
        else:
            at = found + len(word)


def has_red(pdf):
    """Any pixel on any page with more red than blue."""
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        subprocess.run(["pdftoppm", "-r", "50", pdf, f"{folder}/page"], check=True)
        pages = sorted(pathlib.Path(folder).glob("*.ppm"))
        assert pages, pdf
        for page in pages:
            pixels = page.read_bytes().split(b"\n", 3)[3]
            if any(red > blue + 40 for red, blue in zip(pixels[::3], pixels[2::3])):
                return True
    return False


def titles(sheet):
    return len(re.findall(r"^  (?:标题|title) ", sheet, re.M))


def judge(folder):
    """Faults, as text."""
    screen, imprint = folder / "2025-27.pdf", folder / "2025-27-imprint.pdf"
    absent = [str(pdf) for pdf in (screen, imprint) if not pdf.is_file()]
    if absent:
        return [f"not written: {', '.join(absent)}"]
    faults = [f"not in its place: {word}" for word in misplaced(text_of(screen))]
    if text_of(imprint) != text_of(screen).replace(WORDS[0], "", 1):
        faults.append("the imprint is not the screen's text without the preprinted name")
    if not has_red(screen):
        faults.append("no red on the screen's pages")
    if has_red(imprint):
        faults.append("red in the imprint")
    sheets = (folder / "transcript").read_text(encoding="utf-8").split("$ jianbao check ")[1:]
    if [titles(sheet) for sheet in sheets] != [8, 7]:
        faults.append(f"not eight titles, and seven after the correction: "
                      f"{[titles(sheet) for sheet in sheets]}")
    return faults


def walk(folder):
    """clerk.sh in the folder, under a Chinese locale. Its exit status."""
    shutil.copytree(WEEK, folder, dirs_exist_ok=True)
    with open(folder / "transcript", "wb") as transcript:
        return subprocess.run(["sh", HERE / "clerk.sh", folder], stdout=transcript,
                              stderr=subprocess.STDOUT, timeout=120,
                              env={**os.environ, "LC_ALL": "zh_CN.UTF-8"}).returncode


def walk_and_judge():
    with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
        folder = pathlib.Path(name)
        status = walk(folder)
        if status:
            return [f"exit status {status}", (folder / "transcript").read_text(encoding="utf-8")]
        return judge(folder)


if __name__ == "__main__":
    wrong = judge(pathlib.Path(sys.argv[1])) if len(sys.argv) > 1 else walk_and_judge()
    print(*wrong, sep="\n", end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)
