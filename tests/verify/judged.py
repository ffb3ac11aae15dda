#!/usr/bin/python3
"""What verify refuses as PDF/A-1b, PDFBox refuses too: judged.py JIANBAO.

Every mutation over A-1b, in one run of Java, and the whole file, which is valid. What
PDFBox does not look at is listed with the reason. Prints TAP."""
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pdf"))
import preflight  # noqa: E402

if preflight.pikepdf:
    import mutate  # noqa: E402

UNSEEN = {  # mutation: why PDFBox calls the file valid
    "version_1_5_of_a1": "it takes any %PDF-1.n",
    "profile_of_a_scanner": "it does not look at the class of a profile",
    "intent_in_a_state": "it looks at rendering intents of images and contents alone",
    "form_that_is_not_there": "it passes over what resources do not have",
    "program_of_a_simple_font": "it knows the kind of a program by its data",
    "format_in_a_bag": "it takes a list for a text",
    "rights_without_language": "it does not ask for the language of what is said in several",
    "schema_without_prefix": "it takes the prefix from where the schema is used",
    "category_of_ones_own": "it asks for a category, not which",
    "set_without_a_glyph": "it looks whether there is a CIDSet, not what it says",
}


def write_files(jianbao, folder):
    """{name of the file: name of the mutation}; the whole file's is empty."""
    sources = mutate.build(jianbao, folder)
    (folder / "whole.pdf").write_bytes(mutate.mutate(sources, "a-1b"))
    made = {"whole.pdf": ""}
    for number, broken in enumerate(mutate.MUTATIONS):
        if broken.standard != "a-1b":
            continue
        name = f"{number}.pdf"
        (folder / name).write_bytes(
            mutate.mutate(sources, broken.standard, broken.by_bytes, broken.function))
        made[name] = broken.function.__name__
    return made


def faults(name, told):
    """What is wrong with PDFBox's answer."""
    if not name or name in UNSEEN:
        return [] if not told else [f"{code} {said}" for code, said in told]
    return [] if told else ["PDFBox calls it valid"]


def main():
    if not shutil.which("java") or not preflight.pikepdf or not all(
            jar.exists() for jar in preflight.JARS):
        print("1..0 # SKIP libpdfbox2-java and its company, a JRE or python3-pikepdf is missing")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = write_files(sys.argv[1], folder)
        found = preflight.judge([folder / name for name in made], folder)
    print(f"1..{len(made)}")
    for number, (file, mutation) in enumerate(made.items(), 1):
        wrong = faults(mutation, found.get(file, [("?", "not judged")]))
        failed += bool(wrong)
        print("not ok" if wrong else "ok", number, "-", mutation or "the whole file")
        print("".join(f"# {line}\n" for line in wrong), end="")
    return failed > 0


sys.exit(main())
