"""The forms of a page as a user sees them: both sides of a sheet, 套打, statuses, 密级, 期号 and 日期."""
import re

from texts import HEAD, ISSUE, issue

NUMBERS = ["2025年第26期（总第516期）", "2025年增刊第3期", "专刊", "〔2025〕12号", "总第516期",
           "2025年第5—6期合刊（总第120—121期）", "二〇二五年第二十六期（总第五一六期）", "第12期"]
DATES = ["2025年7月21日", "2025-07-21", "二〇二五年七月二十一日", "2025年7月21日 星期一", "2025.7.21"]
LAYOUTS = ["gbt9704", "shanghai-post", "huiyi", "bench"]
LONG = "各部门要定期报送工作进展情况，由办公室汇总以后编成简报，分送各位领导和有关单位参阅。" * 3


def dump(box, stage, *words):
    run = box.run("dump", f"--stage={stage}", "a.txt", *words)
    assert run.status == 0, run
    return run.out


def items(out, part):
    """(page, x, text) of the glyphs of that part."""
    found, page = [], 0
    for line in out.splitlines():
        if line.startswith("page "):
            page = int(line.split()[1])
        match = re.match(rf'glyphs {part} .*at=([\d.-]+),[\d.-]+ .*"(.*)"$', line)
        if match:
            found.append((page, float(match[1]), match[2]))
    return found


def test_binding_changes_sides_on_even_pages(box):
    box.write("a.txt", issue(body=(LONG + "\n") * 20))
    left = {}
    for mirror in "true", "false":
        out = dump(box, "pages", "--set", f"page.mirror={mirror}")
        for page in 1, 2:
            left[mirror, page] = min(x for p, x, _ in items(out, "body") if p == page)
    inner, outer = 28 / 25.4 * 72, 26 / 25.4 * 72
    assert abs(left["true", 1] - inner) < 1 and abs(left["true", 2] - outer) < 1, left
    assert abs(left["false", 1] - inner) < 1 and abs(left["false", 2] - inner) < 1, left


def test_shift_moves_the_imprint_alone(box):
    box.write("a.txt", ISSUE)
    shift = ("--set", "page.shift=3mm -2mm")
    for variant in "screen", "stock":
        for stage in "paint", "pdf":
            plain = dump(box, stage, f"--for={variant}")
            assert dump(box, stage, f"--for={variant}", *shift) == plain, variant
    plain = dump(box, "paint", "--for=imprint")
    moved = dump(box, "paint", "--for=imprint", *shift)
    assert moved.splitlines()[0] == plain.splitlines()[0] + " shift 8.504,-5.669", moved
    assert moved.splitlines()[1:] == plain.splitlines()[1:]
    assert "1 0 0 1 8.504 5.669 cm" in dump(box, "pdf", "--for=imprint", *shift)


def test_a_status_is_on_every_page_of_every_layout(box):
    box.write("a.txt", issue(body=(LONG + "\n") * 20))
    for layout in LAYOUTS:
        for status, part in ("送审稿", "status"), ("清样", "status"), ("作废", "watermark"):
            out = dump(box, "pages", f"--layout={layout}", "--set", f"状态={status}")
            pages = out.count("\npage ")
            marks = items(out, part)
            assert [(p, text) for p, _, text in marks] == [
                (p, status) for p in range(1, pages + 1)], (layout, marks)
            assert out.count(" diagonal ") == (pages if status == "作废" else 0), (layout, status)


def test_a_watermark_lies_under_the_text_in_a_tint_of_black(box):
    box.write("a.txt", ISSUE)
    out = dump(box, "paint", "--set", "状态=作废")
    assert re.match(r'glyphs \S+ 160.000 gray\(0.92\) artifact diagonal "作废"',
                    out.splitlines()[1]), out
    assert ".707 .707 -.707 .707 " in dump(box, "pdf", "--set", "状态=作废")


def test_secrecy_copy_number_urgency_and_label_stand_above_the_name(box):
    """GB/T 9704 7.2.1 to 7.2.3; the star is solid, the period in Arabic digits."""
    box.write("a.txt", "密级：机密★1年\n编号：000123\n紧急程度：特急\n标识：内部资料　注意保存\n" + ISSUE)
    run = box.run("check", "a.txt")
    assert run.status == 0 and "J0309" not in run.out, run
    masthead = items(dump(box, "pages"), "masthead")
    texts = [text for _, _, text in masthead]
    assert texts.index("000123") and {"机密★", "特急"} <= set(texts), texts
    x = {text: x for _, x, text in masthead}
    assert x["机密★"] == x["特急"] and x["000123"] > 400, x
    digits = [part for part in masthead if part[2] == "1"]
    assert abs(digits[0][1] - x["机密★"] - 3 * 15.75) < 0.01, masthead


def test_every_form_of_number_and_date_in_every_layout(box):
    cases = [(n, DATES[0]) for n in NUMBERS] + [(NUMBERS[0], d) for d in DATES]
    for number, date in cases:
        box.write("a.txt", ISSUE.replace("2025年第3期（总第45期）", number)
                  .replace("2025年1月20日", date))
        for layout in LAYOUTS:
            run = box.run("check", "a.txt", "--layout", layout, "--diagnostics=short")
            assert run.status == 0 and not re.search(r"J0[26]\d\d", run.out), (number, date, run)
            masthead = items(dump(box, "pages", "--layout", layout), "masthead")
            assert all(60 < x < 540 for _, x, _ in masthead), (layout, masthead)


def test_a_name_of_any_length_fits(box):
    long = "临溪县机关党建和精神文明创建工作情况信息快报与督查通报汇编简报"
    for layout in LAYOUTS:
        for length in 4, 8, 12, 20, 30:
            name = long[:length - 2] + "简报"
            box.write("a.txt", ISSUE.replace("工作简报", name, 1))
            run = box.run("check", "a.txt", "--layout", layout, "--diagnostics=short")
            told = "J0610" in run.out or "J0605" in run.out
            assert run.status == 0 and told == (length > 16), (layout, length, run)
            lines = items(dump(box, "pages", "--layout", layout), "masthead preprinted")
            assert "".join(text for _, _, text in lines) == name, (layout, lines)


def test_the_end_matter_stands_where_the_layout_says(box):
    """GB/T 9704 7.5: where an empty page comes before the end matter's, neither has a number."""
    def pages(at, lines):
        box.write("a.txt", HEAD + "\n# 标题一则\n\n" + "一段正文。\n" * lines + "\n---\n报：区委办公室\n")
        out = dump(box, "pages", "--set", f"end.at={at}")
        numbers = [int(text.strip("— ")) for _, _, text in items(out, "folio")]
        return out.count("\npage "), {p for p, _, _ in items(out, "end")}, numbers

    assert pages("foot-of-last-page", 4) == (1, {1}, [1])
    assert pages("after-text", 4) == (1, {1}, [1])
    assert pages("last-even-page", 4) == (2, {2}, [1, 2])
    assert pages("back-page", 4) == (2, {2}, [1, 2])
    assert pages("last-even-page", 20) == (2, {2}, [1, 2])
    assert pages("back-page", 20) == (4, {4}, [1, 2])
    assert pages("last-even-page", 42) == (4, {4}, [1, 2, 3, 4])
    assert pages("back-page", 42) == (4, {4}, [1, 2, 3, 4])
