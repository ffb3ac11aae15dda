#!/usr/bin/python3
"""Every sample holds what it is made to: samples.py JIANBAO SAMPLES.

As archive it is PDF/A-3a and PDF/UA-1, as a1b and a2u what their names say; on screen it is tagged
as PDF/UA-1 asks, which it does not claim. Prints TAP."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

# A variant, what it is asked for (else what it claims), the faults that are then told.
KINDS = (("archive", None, []), ("a1b", None, []), ("a2u", None, []),
         ("screen", "ua-1", ["xmp-access"]))
CLAIMS = {"archive": "PDF/A-3a + PDF/UA-1", "a1b": "PDF/A-1b", "a2u": "PDF/A-2u", "screen": ""}
LAYOUTS = ("gbt9704", "huiyi", "zhipai", "plain")


def fault(jianbao, source, variant, asked, expected, layout, path):
    words = [jianbao, "build", source, f"--for={variant}", "-o", path]
    words += ["--layout", layout] if layout else []
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if made.returncode or not path.exists():
        return f"{made.returncode} {made.stderr}"
    words = [jianbao, "verify", path, "--lang=en", "--diagnostics=json"]
    words += ["--standard", asked] if asked else []
    told = json.loads(subprocess.run(words, capture_output=True, text=True, check=False).stdout)
    if told["claimed"] != CLAIMS[variant]:
        return f"it claims {told['claimed']!r}"
    faults = [finding for finding in told["findings"] if finding["level"] == "fault"]
    rules = [finding["rule"] for finding in faults]
    return None if rules == expected else "\n".join(map(str, faults))


def main():
    jianbao, samples = sys.argv[1], sorted(Path(sys.argv[2]).glob("*.txt"))
    cases = [(source, *kind, None) for source in samples for kind in KINDS]
    cases += [(source, *kind, layout) for source in samples for kind in (KINDS[0], KINDS[3])
              for layout in LAYOUTS]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (source, variant, asked, expected, layout) in enumerate(cases, 1):
            path = Path(folder) / f"{number}.pdf"
            wrong = fault(jianbao, source, variant, asked, expected, layout, path)
            failed += bool(wrong)
            print("".join(f"# {line}\n" for line in (wrong or "").splitlines()), end="")
            print("not ok" if wrong else "ok", number, "-", source.name, variant, layout or "",
                  flush=True)
    print(f"1..{len(cases)}")
    return failed > 0 or not samples


sys.exit(main())
