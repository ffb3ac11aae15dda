#!/usr/bin/python3
"""Whatever decays in a kept file is noticed: decayed.py JIANBAO SAMPLES.

Of a sample with photographs, built for keeping, each stream is damaged in turn (a page, a font's
program, a profile, metadata, an attached file, a picture): `verify` must not say that all is well.
Prints TAP."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

STREAM = re.compile(rb"(\d+) 0 obj\n(<<(?:(?!endobj).)*?)stream\n", re.S)
LENGTH = re.compile(rb"/Length (\d+)")
SHORTEST = 60  # what is shorter may decode to the same


def streams(data):
    for found in STREAM.finditer(data):
        length = int(LENGTH.search(found[2])[1])
        if length >= SHORTEST:
            yield int(found[1]), found.end(), length


def damage(data, begin, length):
    """Some bytes in the middle."""
    damaged = bytearray(data)
    for at in range(begin + length // 3, begin + length // 2, 5):
        damaged[at] ^= 0x55
    return bytes(damaged)


def main():
    jianbao, samples = sys.argv[1], Path(sys.argv[2])
    failed = number = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        path = Path(folder) / "kept.pdf"
        subprocess.run([jianbao, "build", samples / "photograph.txt", "--for=archive", "-o", path],
                       check=True, capture_output=True)
        data = path.read_bytes()
        for number, (name, begin, length) in enumerate(streams(data), 1):
            path.write_bytes(damage(data, begin, length))
            done = subprocess.run([jianbao, "verify", path, "--lang=en"], capture_output=True,
                                  text=True, check=False)
            noticed = done.returncode in (1, 3) and "fault[" in done.stdout
            failed += not noticed
            print("ok" if noticed else "not ok", number, "- stream", name, flush=True)
            if not noticed:
                print("#", done.returncode, (done.stdout + done.stderr).replace("\n", "\n# "))
    print(f"1..{number}")
    return failed > 0 or number < 20  # so many has it at the least


sys.exit(main())
