"""verify as the user meets it: forms, folders, files that are none. The rules: tests/verify/."""
import json
import os
import zlib

from texts import ISSUE


def made(box, name="a.pdf", *words):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "-o", name, *words)
    assert run.status == 0, run
    return box.path(name)


def test_a_pdf_that_claims_nothing(box):
    made(box)
    run = box.run("verify", "a.pdf")
    assert (run.status, run.out, run.err) == (0, "a.pdf: claims to be of no standard\n", ""), run
    assert box.run("verify", "a.pdf", "--lang=zh").out == "a.pdf：没有声明符合任何标准\n"


def test_a_standard_that_is_asked_for(box):
    made(box)
    run = box.run("verify", "a.pdf", "--standard=x-1a")
    assert run.status == 1 and run.out.startswith("a.pdf: is not PDF/X-1a:2003 (faults "), run
    assert "fault[intent-missing]: there is no output intent" in run.out, run
    assert "ISO 15930-4, output intents (ISO 32000-1 14.11.5)" in run.out, run
    short = box.run("verify", "a.pdf", "--standard=x-1a", "--diagnostics=short").out.splitlines()
    assert all(line.startswith("a.pdf: ") and "\x1b" not in line for line in short), short
    assert short[-1].startswith("a.pdf: is not PDF/X-1a:2003"), short
    told = json.loads(box.run("verify", "a.pdf", "--standard=x-1a", "--diagnostics=json").out)
    assert told["checked_as"] == "PDF/X-1a:2003" and told["claimed"] == "", told
    assert len(told["findings"]) == told["faults"] + told["warnings"] == len(short) - 1, told


def test_an_archived_file(box):
    made(box, "a.pdf", "--for=a1b")
    assert box.run("verify", "a.pdf").out == "a.pdf: is PDF/A-1b\n"
    run = box.run("verify", "a.pdf", "--standard=a-2u")
    assert run.status == 1 and run.out.startswith("a.pdf: is not PDF/A-2u (faults 1"), run
    assert "fault[xmp-archive]: " in run.out and "ISO 19005-2 6.6.4\n" in run.out, run
    assert box.run("verify", "a.pdf", "--standard=x-4").status == 1
    assert not os.path.exists(box.path("a.report.txt"))


def test_no_standard_of_that_name(box):
    box.expect(box.run("verify", "a.pdf", "--standard=x-3"), 2, "J0909")


def test_a_folder_of_pdfs(box):
    os.mkdir(box.path("out"))
    made(box, "out/b.pdf")
    made(box, "out/a.PDF")
    box.write("out/c.txt", "no PDF")
    run = box.run("verify", "out")
    assert run.out.splitlines() == [f"out/{name}: claims to be of no standard"
                                    for name in ("a.PDF", "b.pdf")], run


def test_a_folder_without_a_pdf(box):
    os.mkdir(box.path("none"))
    box.expect(box.run("verify", "none"), 2, "J0919")


def test_what_is_no_pdf(box):
    box.write("a.pdf", "text")
    run = box.run("verify", "a.pdf")
    assert run.status == 3 and "fault[not-pdf]" in run.out and not run.err, run


def test_a_pdf_cut_short(box):
    path = made(box)
    path.write_bytes(path.read_bytes()[:4000])
    run = box.run("verify", "a.pdf")
    assert run.status == 3 and "fault[unreadable]" in run.out and not run.err, run


def test_a_stream_that_unfolds_without_end(box):
    """libqpdf would read it whole: an object stream of 128 MB in a file of 128 KB."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(bytes(1 << 20)) for _ in range(128)) + packed.flush()
    box.path("a.pdf").write_bytes(
        b"%%PDF-1.5\n1 0 obj\n<< /Type /X#52ef >>\nendobj\n2 0 obj\n<< /Type /ObjStm /Length "
        b"%d /Filter /FlateDecode >>\nstream\n" % len(data) + data + b"\nendstream\nendobj\n")
    run = box.run("verify", "a.pdf")
    assert run.status == 3 and "fault[limit]" in run.out and not run.err, run


def test_a_file_that_is_not_there(box):
    box.expect(box.run("verify", "none.pdf"), 3, "J0842")


def test_the_worst_status_counts(box):
    made(box)
    box.write("b.pdf", "text")
    assert box.run("verify", "a.pdf", "b.pdf", "a.pdf").status == 3
    assert box.run("verify").status == 2
