#!/usr/bin/env python3
"""Batches as they should go: plans.py JIANBAO [PATTERN]

What is planned and in which order, what is made again and what is not, shards, and the bag. Prints
TAP."""
import hashlib
import json
import os
import pty
import re
import resource
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from kit import cases, files_of, issue, main, strays_of, texts  # noqa: E402


def ids(rows):
    return [row["id"] for row in rows]


# ---- plans --------------------------------------------------------------------------------------

def test_a_plan_has_the_texts_in_the_order_of_their_names(box):
    for name in ("b.txt", "a/2.txt", "a/10.txt", "a.txt", "c/d/e.TXT", ".hidden.txt", "words.txt",
                 ".old/f.txt", "c/words.txt", "readme.md", "txt", "a/.txt"):
        box.write(f"in/{name}", issue())
    rows = box.plan()
    assert ids(rows) == ["a/10", "a/2", "a", "b", "c/d/e"], rows
    first = rows[0]
    assert first == {"id": "a/10", "source": str(box.path("in/a/10.txt").resolve()),
                     "size": len(issue().encode()), "encoding": "UTF-8", "layout": "gbt9704",
                     "sha256": hashlib.sha256(issue().encode()).hexdigest(),
                     "variants": "screen", "lang": first["lang"]}, first


def test_a_plan_holds_what_was_asked_for(box):
    box.write("in/a.txt", issue().encode("gb18030"))
    row = box.plan("--for", "screen,print", "--set", "page.bleed=5mm", "--set", "期号=4",
                   "--impose", "booklet", "--strict", "--lang", "zh")[0]
    assert row["encoding"] == "GB18030" and row["variants"] == "screen,print", row
    assert row["settings"] == ["page.bleed=5mm", "期号=4"], row
    assert row["impose"] == "booklet" and row["strict"] is True and row["lang"] == "zh", row


def test_several_folders_and_single_texts(box):
    for name in "one/a.txt", "two/a.txt", "b.md":
        box.write(name, issue())
    run = box.batch("plan", "one", "two", "b.md")
    assert run.status == 0 and ids(map(json.loads, run.out.splitlines())) == \
        ["one/a", "two/a", "b.md"], run
    run = box.batch("plan", "one/a.txt", "two/a.txt")
    assert run.status == 2 and run.codes() == ["J1205"], run


def test_texts_of_one_name_are_refused(box):
    for name in "26.txt", "26.TXT":
        box.write(f"in/{name}", issue())
    run = box.batch("in", "-o", "out")
    assert run.status == 2 and run.codes() == ["J1205"] and "26.txt" in run.err, run
    assert files_of(box.path("out")) == {} and strays_of(box.path("out")) == []


def test_outputs_of_one_name_never_make_a_bag(box):
    """a.txt for the press has the name that a-print.txt has for the screen."""
    for name in "a.txt", "a-print.txt":
        box.write(f"in/{name}", issue(body=name[:-4] + "\n"))
    for _ in range(2):
        run = box.batch("in", "-o", "out", "--for", "screen,print", "--set", "print.marks=false")
        assert run.status == 2 and "J1205" in run.codes() and "a-print.pdf" in run.err, run
        assert not box.path("out/manifest-sha256.txt").exists()


def test_links(box):
    box.write("in/a/b.txt", issue())
    box.write("else/c.txt", issue())
    box.path("in/a/up").symlink_to("..")
    box.path("in/d").symlink_to("../else")
    box.path("in/e.txt").symlink_to("../else/c.txt")
    box.path("in/gone").symlink_to("nowhere")
    run = box.batch("plan", "in")
    assert run.status == 0 and run.codes() == ["J1204"] and "in/a/up" in run.err, run
    assert ids(map(json.loads, run.out.splitlines())) == ["a/b", "d/c", "e"], run
    box.path("in/f.txt").symlink_to("nowhere")
    run = box.batch("plan", "in", "-o", "plan.jsonl")
    assert run.status == 3 and run.codes() == ["J1204", "J1203"] and "in/f.txt" in run.err, run
    assert not box.path("plan.jsonl").exists()


def test_an_output_folder_among_the_texts_is_left_out(box):
    box.write("in/a.txt", issue())
    box.good("in", "-o", "in/out")
    assert box.path("in/out/bagit.txt").exists()
    assert box.good("in", "-o", "in/out")["there"] == 1
    assert ids(box.plan()) == ["a"]
    assert box.good("in", "-o", "in/other")["rows"] == 1


NAMES = ["a b", "a\nb", "a%b", "a%0Ab", "a\"b\\", "a'b", "\t", "-o", "简报 第3期", b"caf\xe9",
         "两会".encode("gb18030"), "x" * 240]


def test_odd_names(box):
    for name in NAMES:
        box.write(os.path.join(b"in", os.fsencode(name) + b".txt"), issue())
    assert box.good("in", "-o", "out")["made"] == len(NAMES)
    rows = {row["id"]: row for row in box.plan()}
    assert "caf%E9" in rows and "%C1%BD%BB%E1" in rows, list(rows)
    row = rows["caf%E9"]
    assert bytes.fromhex(row["source_hex"]) == os.fsencode(box.path("in").resolve()) + \
        b"/caf\xe9.txt", row
    made = {f"data/{name}.pdf".encode() for name in rows}
    assert set(files_of(box.path("out/data"))) == {name[5:] for name in made}
    lines = box.path("out/manifest-sha256.txt").read_bytes().split(b"\n")
    listed = {line[66:] for line in lines if line}
    assert listed == {name.replace(b"%", b"%25").replace(b"\n", b"%0A") for name in made}, listed
    assert box.good("in", "-o", "out")["there"] == len(NAMES)


def test_a_name_that_becomes_too_long_fails_alone(box):
    """Each byte that is no UTF-8 takes three; a name has 255 at most. One that is too long only
    with its variant is made for the screen."""
    box.write(b"in/" + b"\xc4" * 100 + b".txt", issue())
    box.write("in/" + "y" * 250 + ".txt", issue())
    box.write("in/z.txt", issue())
    run = box.json("in", "-o", "out", "--for", "screen,archive")
    assert run.status == 4 and run.count()["made"] == 1 and run.count()["failed"] == 2, run
    assert run.codes().count("J0801") == 2, run
    assert sorted(files_of(box.path("out/data"))) == [b"z-archive.pdf", b"z.pdf"]
    results = list(map(json.loads, box.path("out/results.jsonl").read_text().splitlines()))
    assert [r["status"] for r in results] == [3, 0, 3] and results[0]["codes"] == ["J0801"], results
    assert strays_of(box.path("out")) == []


def test_a_folder_with_the_name_of_an_output_fails_alone(box):
    for name in "x.txt", "x.pdf/y.txt", "z.txt":
        box.write(f"in/{name}", issue())
    run = box.json("in", "-o", "out")
    assert run.status == 4 and run.count()["failed"] == 1 and run.count()["made"] == 2, run


def test_images_stay_in_their_folder(box):
    box.write("in/x.png", cases.png(40, 40))
    box.write("in/a/b.txt", issue(body="\n![各区](../x.png){宽=20mm}\n"))
    box.write("in/c.txt", issue(body="\n![各区](x.png){宽=20mm}\n"))
    run = box.json("in", "-o", "out")
    assert run.status == 4 and "J0608" in run.codes() and run.count()["made"] == 1, run


def test_an_id_that_leads_outwards_is_refused(box):
    box.write("in/a.txt", issue())
    row = box.plan()[0]
    for bad in "../a", "/a", "b/../../a", "a/", "./a", "a//b", "", "..", "a\0b":
        box.write("plan.jsonl", json.dumps({**row, "id": bad}) + "\n")
        for verb in "run", "merge", "status":
            run = box.batch(verb, "plan.jsonl", "-o", "out")
            assert run.status == 3 and run.codes() == ["J1208"], (bad, run)
    assert files_of(box.path("out")) == {}


def test_a_text_that_cannot_be_read_is_planned_and_fails(box):
    box.write("in/a.txt", b"\0\1\2")
    box.write("in/b.txt", issue())
    assert box.batch("plan", "in").status == 4
    run = box.json("in", "-o", "out")
    assert run.status == 4 and run.count()["failed"] == 1 and run.count()["made"] == 1, run
    assert list(files_of(box.path("out/data"))) == [b"b.pdf"]
    box.write("in/a.txt", issue())
    assert box.good("in", "-o", "out")["made"] == 1


# ---- shards -------------------------------------------------------------------------------------

SHARDS = [
    ({"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "3"}, "2 of 3"),
    ({"SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "3",
      "SLURM_ARRAY_TASK_STEP": "1"}, "1 of 3"),
    ({"JOB_COMPLETION_INDEX": "2", "JIANBAO_SHARDS": "3"}, "3 of 3"),
    ({"PARALLEL_SEQ": "3", "JIANBAO_SHARDS": "3"}, "3 of 3"),
]
NO_SHARDS = [
    {"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_COUNT": "2",
     "SLURM_ARRAY_TASK_STEP": "3"},
    {"SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "3"},
    {"JOB_COMPLETION_INDEX": "3", "JIANBAO_SHARDS": "3"},
    {"JOB_COMPLETION_INDEX": "-1", "JIANBAO_SHARDS": "3"},
    {"PARALLEL_SEQ": "0", "JIANBAO_SHARDS": "3"},
    {"PARALLEL_SEQ": "1", "JIANBAO_SHARDS": "many"},
]


def test_shards_are_read_from_the_environment(box):
    box.write_all({f"{i}.txt": issue(i) for i in range(1, 8)})
    box.good("plan", "in", "-o", "plan.jsonl")
    for env, said in SHARDS:
        shutil.rmtree(box.path("out"), ignore_errors=True)
        run = box.json("run", "plan.jsonl", "-o", "out", **env)
        shard, of = map(int, said.split(" of "))
        assert run.status == 0 and run.codes() == ["J1217"] and next(iter(env)) in run.err, run
        made = {f"{i}.pdf".encode() for i in range(shard, 8, of)}
        assert set(files_of(box.path("out/data"))) == made, (env, files_of(box.path("out/data")))
    for env in NO_SHARDS:
        run = box.batch("run", "plan.jsonl", "-o", "out2", **env)
        assert run.status == 2 and run.codes() == ["J1216"], (env, run)
    run = box.batch("run", "plan.jsonl", "-o", "out3", "--shard", "1/1", **SHARDS[0][0])
    assert run.status == 0 and run.codes() == [], run
    run = box.json("run", "plan.jsonl", "-o", "out4", PARALLEL_SEQ="2")
    assert run.status == 0 and run.count()["made"] == 7, run


def test_shards_merged_are_one_run(box):
    box.write_all(texts(20))
    box.write("in/bad.txt", b"\0")
    one = box.batch("in", "-o", "one", "--for", "screen,archive", "--lang", "en")
    assert one.status == 4, one
    assert box.batch("plan", "in", "-o", "p", "--for", "screen,archive", "--lang", "en").status == 4
    for shard in 3, 1, 2:
        missing = box.batch("merge", "p", "-o", "three")
        assert missing.status == 4 and missing.codes() == ["J1214"], missing
        assert not box.path("three/manifest-sha256.txt").exists()
        run = box.batch("run", "p", "-o", "three", "--shard", f"{shard}/3", "-j", shard)
        assert run.status in (0, 4), run
    merged = box.batch("merge", "p", "-o", "three")
    assert merged.status == 4 and merged.codes() == [], merged
    assert files_of(box.path("one")) == files_of(box.path("three"))
    assert len(files_of(box.path("one/data"))) == 40
    assert strays_of(box.path("three")) == []


def test_more_shards_than_files_may_be_open(box):
    box.write_all({f"{i:02}.txt": issue(i) for i in range(1, 41)})
    box.good("plan", "in", "-o", "p")
    for shard in range(1, 41):
        box.good("run", "p", "-o", "out", "--shard", f"{shard}/40", "-j", "1")
    run = box.batch("merge", "p", "-o", "out",
                    before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24)))
    assert run.status == 0, run
    assert len(box.path("out/results.jsonl").read_text().splitlines()) == 40


# ---- what is made again -------------------------------------------------------------------------

def test_a_second_run_makes_nothing(box):
    box.write_all(texts(9))
    assert box.good("in", "-o", "out")["made"] == 9
    before = {p: p.stat().st_mtime_ns for p in box.path("out/data").rglob("*.pdf")}
    done = box.good("in", "-o", "out", "-j", "1")
    assert done["made"] == 0 and done["there"] == 9, done
    assert {p: p.stat().st_mtime_ns for p in box.path("out/data").rglob("*.pdf")} == before


SERIES = "name: 工作简报\n"
OWN = "extends: gbt9704\nmasthead: none\n"
# what changes, and which of the issues hang on it
CHANGES = {
    "a source": ({"in/one/a.txt": issue(8)}, {"one/a"}),
    "an image": ({"in/one/x.png": cases.png(41, 40)}, {"one/b"}),
    "words": ({"in/one/words.txt": "报送\n"}, {"one/a", "one/b"}),
    "other words": ({"in/two/words.txt": "工作\n"}, {"two/c"}),
    "a layout file": ({"in/two/own.yaml": OWN + "page: {bleed: 4mm}\n"}, {"two/c"}),
    "own fonts": ({"in/one/fonts.yaml": f"faces:\n  FandolFang: {{files: {cases.SONG}}}\n"},
                  {"one/a", "one/b"}),
}


def key_box(box):
    box.write("in/one/a.txt", issue(1))
    box.write("in/one/b.txt", issue(2, "\n![各区](x.png){宽=20mm}\n"))
    box.write("in/one/x.png", cases.png(40, 40))
    box.write("in/two/own.yaml", OWN)
    box.write("in/two/c.txt", issue(3, header="版式：./own.yaml\n"))
    assert box.good("in", "-o", "out")["made"] == 3


def keys_of(box, out="out"):
    lines = box.path(out + "/results.jsonl").read_text().splitlines()
    return {result["id"]: result["key"] for result in map(json.loads, lines)}


def test_what_hangs_on_a_change_is_made_again_and_nothing_else(box):
    key_box(box)
    for what, (files, wanted) in CHANGES.items():
        before = keys_of(box)
        for name, body in files.items():
            box.write(name, body)
        done = box.good("in", "-o", "out")
        after = keys_of(box)
        changed = {name for name in after if after[name] != before[name]}
        assert changed == wanted and done["made"] == len(wanted), (what, changed, done)
        assert box.good("in", "-o", "out")["made"] == 0, what


def test_a_series_and_a_wish_change_all_that_they_touch(box):
    key_box(box)
    box.write("in/series.yaml", SERIES)
    run = box.json("in", "-o", "out")
    assert run.status == 0 and run.count()["made"] == 3, run
    for words in (["--set", "page.bleed=4mm"], ["--for", "archive"], ["--lang", "en"]):
        run = box.json("in", "-o", "out", *words)
        assert run.status == 0 and run.count()["made"] == 3, (words, run)
        assert box.good("in", "-o", "out", *words)["made"] == 0


def test_strict_holds_for_what_was_made_before(box):
    box.write("in/a.txt", cases.TEXT)  # a text without masthead: a finding
    assert box.good("in", "-o", "out")["made"] == 1
    run = box.json("in", "-o", "out", "--strict")
    assert run.status == 4 and run.count()["failed"] == 1, run


def test_a_font_that_is_another_file_now(box):
    """One that no checksum is stated of: by its bytes, whatever its time."""
    song, latin = cases.SONG.read_bytes(), cases.LATIN.read_bytes()
    box.write("in/fonts.yaml", "faces:\n  LiberationSerif: {files: own.ttf}\n")
    box.write("in/own.ttf", latin)
    box.write("in/a.txt", issue(body="Word 2025\n"))
    box.good("in", "-o", "out")
    first = files_of(box.path("out"))
    box.write("in/own.ttf~", song)
    os.replace(box.path("in/own.ttf~"), box.path("in/own.ttf"))
    assert box.good("in", "-o", "out")["made"] == 1
    assert files_of(box.path("out")) != first
    box.write("in/own.ttf", latin)
    assert box.good("in", "-o", "out")["made"] == 1
    assert files_of(box.path("out")) == first


def test_recheck_hashes_what_is_there(box):
    box.write_all(texts(4))
    box.good("in", "-o", "out")
    whole = files_of(box.path("out"))
    harmed = next(box.path("out/data").rglob("*.pdf"))
    body = bytearray(harmed.read_bytes())
    body[len(body) // 2] ^= 1
    harmed.write_bytes(body)
    assert box.good("in", "-o", "out")["made"] == 0
    assert files_of(box.path("out")) != whole
    merged = box.batch("merge", "-o", "out", "--recheck")
    assert merged.status == 4 and merged.codes() == ["J1214"], merged
    assert box.good("in", "-o", "out", "--recheck")["made"] == 1
    assert files_of(box.path("out")) == whole
    harmed.unlink()
    assert box.good("in", "-o", "out")["made"] == 1
    assert files_of(box.path("out")) == whole


def test_stale_outputs_go(box):
    box.write_all({"a.txt": issue(), "b.txt": issue(4)})
    box.good("in", "-o", "out", "--for", "screen,archive,print")
    assert len(files_of(box.path("out/data"))) > 6
    box.good("in", "-o", "out")
    assert sorted(files_of(box.path("out/data"))) == [b"a.pdf", b"b.pdf"]
    box.write("in/a.txt", b"\0")
    assert box.batch("in", "-o", "out").status == 4
    assert sorted(files_of(box.path("out/data"))) == [b"b.pdf"]


def test_strays_are_told(box):
    box.write_all({"a.txt": issue(), "b.txt": issue(4)})
    box.good("in", "-o", "out")
    for name in "data/c.pdf", "data/d/e.pdf", "data/.f":
        box.write("out/" + name, "")
        run = box.batch("merge", "-o", "out")
        assert run.status == 3 and run.codes() == ["J1215"] and name in run.err, run
        box.path("out/" + name).unlink()
    box.path("out/data/up").symlink_to("..")
    run = box.batch("merge", "-o", "out")
    assert run.status == 3 and run.codes() == ["J1215"] and "data/up" in run.err, run
    box.path("out/data/up").unlink()
    box.path("in/b.txt").unlink()
    run = box.batch("in", "-o", "out")
    assert run.status == 3 and run.codes() == ["J1215"] and "data/b.pdf" in run.err, run


# ---- the same as alone --------------------------------------------------------------------------

def test_files_are_those_that_build_makes(box):
    box.write_all(texts(6))
    box.write("in/x.png", cases.png(40, 40))
    box.write("in/a.txt", issue(9, "\n![各区](x.png){宽=20mm}\n"))
    words = ["--for", "screen,archive,print", "--set", "print.marks=false"]
    box.good("in", "-o", "out", "-j", "3", *words)
    for text in sorted(box.path("in").rglob("*.txt")):
        alone = box.path("alone") / text.parent.relative_to(box.path("in"))
        alone.mkdir(parents=True, exist_ok=True)
        run = box.run("build", text, "-o", f"{alone}/", *words)
        assert run.status == 0, run
    assert files_of(box.path("alone")) == files_of(box.path("out/data"))


# ---- the bag ------------------------------------------------------------------------------------

def test_other_programs_agree_with_the_lists(box):
    box.write_all(texts(12))
    box.write("in/a b.txt", issue())
    box.good("in", "-o", "out")
    out = box.path("out")
    for name in "manifest-sha256.txt", "tagmanifest-sha256.txt":
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", name], cwd=out, check=True)
    listed = {line[66:]: line[:64] for line in
              (out / "manifest-sha256.txt").read_text().splitlines()}
    sizes = [path.stat().st_size for path in out.glob("data/**/*.pdf")]
    assert f"Payload-Oxum: {sum(sizes)}.{len(sizes)}\n" in (out / "bag-info.txt").read_text()
    assert (out / "bagit.txt").read_text() == \
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    if not shutil.which("hashdeep"):
        box.skip("hashdeep is not installed")
    told = subprocess.run(["hashdeep", "-c", "sha256", "-r", "-l", "data"], cwd=out, check=True,
                          capture_output=True, text=True).stdout
    summed = dict(reversed(line.split(",", 2)[1:]) for line in told.splitlines()
                  if line[0] not in "#%")
    assert summed == listed, (summed, listed)


# ---- words about it -----------------------------------------------------------------------------

def test_status(box):
    box.write_all({f"{i}.txt": issue(i) for i in range(1, 7)})
    box.write("in/4.txt", b"\0")
    assert box.batch("plan", "in", "-o", "p").status == 4
    assert box.batch("status", "p", "-o", "out").out == "6 issues: 0 made, 0 failed, 6 left\n"
    box.batch("run", "p", "-o", "out", "--shard", "1/3")
    run = box.batch("status", "p", "-o", "out")
    assert run.status == 4 and run.out == "6 issues: 1 made, 1 failed, 4 left\n  4 J0106\n", run
    told = box.json("status", "p", "-o", "out").count()
    assert told == {"issues": [{"id": "4", "status": 3, "codes": ["J0106"]}], "rows": 6, "made": 1,
                    "failed": 1, "left": 4}, told
    box.write("in/4.txt", issue(4))
    box.good("in", "-o", "out")
    run = box.batch("status", "-o", "out")
    assert run.status == 0 and run.out == "6 issues: 6 made, 0 failed, 0 left\n", run


def test_progress(box):
    box.write_all(texts(3))
    for form in "plain", "json", "never":
        run = box.batch("in", "-o", f"out-{form}", "--progress", form)
        assert run.status == 0 and "\r" not in run.err, run
        assert run.out == "3 issues: 3 made (0 with findings), 0 there already, 0 failed\n", run
        for line in run.err.splitlines():
            if form == "json":
                assert set(json.loads(line)) == {"done", "rows", "rate", "left"}, run
            else:
                assert form == "plain" and re.fullmatch(r"\d/3 issues, .*", line), run


def test_a_terminal_has_a_bar(box):
    box.write_all(texts(100))
    mine, theirs = pty.openpty()
    child = box.start("batch", "in", "-o", "out", "-j", "1", "--for", "archive", stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while some := os.read(mine, 65536):
            said += some
    except OSError:  # a terminal whose other side is closed
        pass
    assert child.wait() == 0
    assert re.search(rb"\[#*-*\] \d+/100  \d+/s  \d+ s left", said), said
    assert said.endswith(b"\r\x1b[K") or b"\r" not in said, said


if __name__ == "__main__":
    sys.exit(main(globals(), os.path.abspath(sys.argv[1]), *sys.argv[2:]))
