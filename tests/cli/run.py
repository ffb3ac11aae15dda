#!/usr/bin/env python3
"""Runs the built jianbao as users run it, and prints TAP.

    run.py PROGRAM [PATTERN]

Every function test_* of the files beside this one is a test. It takes a box: an empty folder of its
own, in which it writes files and runs the program. A failed `assert` fails it; box.skip skips it.
"""
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback


class Skipped(Exception):
    pass


class Run:
    """What one run of the program did."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def __repr__(self):
        return f"status {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"

    def codes(self):
        """The codes of the diagnostics, in order: ["J0101", ...]."""
        return [line.split("[", 1)[1][:5] for line in self.err.splitlines() if "[J" in line]


class Box:
    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)

    def path(self, name):
        return self.folder / name

    def write(self, name, content):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def env(self, **more):
        """English and plain unless a test says otherwise."""
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JB_"))}
        env.update({"LC_ALL": "C.UTF-8", "NO_COLOR": "1"})
        env.update(more)
        return env

    def run(self, *words, stdin=b"", cwd=None, raw=False, **env):
        """The program with these words, in the box's folder; raw: standard output as bytes."""
        done = subprocess.run([self.program, *map(str, words)], input=stdin, capture_output=True,
                              cwd=cwd or self.folder, env=self.env(**env), timeout=60)
        out = done.stdout if raw else done.stdout.decode()
        return Run(done.returncode, out, done.stderr.decode(errors="replace"))

    def files(self):
        """Names of all files in the box, hidden ones too."""
        return sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob("*")
                      if not p.is_dir())

    def expect(self, run, status, *codes):
        """The exit status, and exactly these codes in the diagnostics."""
        assert run.status == status, run
        assert run.codes() == list(codes), run

    def skip(self, why):
        raise Skipped(why)


def collect(folder, pattern):
    tests = []
    for path in sorted(folder.glob("*.py")):
        if path.name == "run.py":
            continue
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, fn in vars(module).items():
            title = f"{path.stem}: {name[5:].replace('_', ' ')}"
            if name.startswith("test_") and pattern in title:
                tests.append((title, fn))
    return tests


def run_test(fn, program):
    """(ok, what to add to the line, comments)."""
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        try:
            fn(Box(program, folder))
        except Skipped as why:
            return True, f" # SKIP {why}", ""
        except Exception:
            return False, "", traceback.format_exc()
    return True, "", ""


def main():
    sys.dont_write_bytecode = True
    program = os.path.abspath(sys.argv[1])
    pattern = sys.argv[2] if len(sys.argv) > 2 else ""
    tests = collect(pathlib.Path(__file__).resolve().parent, pattern)
    print(f"1..{len(tests)}")
    failed = 0
    for number, (title, fn) in enumerate(tests, 1):
        ok, more, comments = run_test(fn, program)
        failed += not ok
        print(f"{'ok' if ok else 'not ok'} {number} - {title}{more}", flush=True)
        for line in comments.splitlines():
            print(f"#   {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
