"""What the tests of batches share: a folder with texts and the test fonts, runs, and what lies in
OUT when they have ended."""
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "diag"))
import cases  # noqa: E402
from run import make_data  # noqa: E402

TEXT = "各部门要定期报送工作，"  # of characters that the test fonts have
SANITIZER = re.compile("Sanitizer|runtime error")


class Skipped(Exception):
    pass


def issue(number=3, body="", header="", paragraphs=1):
    """An issue about which there is nothing to say."""
    head = cases.HEAD.replace("第3期（总第45期）", f"第{number}期（总第{number + 42}期）")
    return head + header + cases.TITLE + cases.TEXT * paragraphs + body + cases.END


def texts(n, seed=1):
    """{name: text} of n issues in some folders, each of another length; the same for one seed."""
    dice = random.Random(seed)
    found = {}
    for i in range(n):
        body = "".join(TEXT * dice.randrange(1, 9) + "好。\n" for _ in range(dice.randrange(3, 25)))
        found[f"{2020 + i % 3}/{i:02}.txt"] = issue(i + 1, body)
    return found


class Run:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def codes(self):
        return re.findall(r'(?:\[|"code":")(J\d{4})', self.err)

    def count(self):
        """Of the JSON that a run prints."""
        return json.loads(self.out)

    def __repr__(self):
        return f"status {self.status}\n{self.out}{self.err[-3000:]}"


class Box:
    """An empty folder, and a data folder in which every face is one of the test fonts."""

    def __init__(self, program, folder, data):
        self.program, self.folder, self.data = program, Path(folder), Path(data)
        self.sanitized = b"__asan_init" in Path(program).read_bytes()

    def path(self, name):
        return self.folder / name

    def write(self, name, body):
        path = Path(os.fsdecode(os.path.join(os.fsencode(self.folder), os.fsencode(name))))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return path

    def write_all(self, files, folder="in"):
        for name, body in files.items():
            self.write(f"{folder}/{name}", body)

    def env(self, **more):
        """Nothing of a cluster's."""
        env = {k: v for k, v in os.environ.items()
               if not k.startswith(("LC_", "LANG", "JB_", "SLURM_", "JOB_", "PARALLEL", "JIANBAO"))}
        return {**env, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "JIANBAO_DATA": str(self.data), **more}

    def start(self, *words, **more):
        """The program at work."""
        more = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen([self.program, "--diagnostics=short", *map(str, words)],
                                cwd=self.folder, env=self.env(), stdin=subprocess.DEVNULL, **more)

    def run(self, *words, before=None, around=(), form="short", **env):
        """around: a program that starts this one, with its words."""
        done = subprocess.run([*around, self.program, f"--diagnostics={form}", *map(str, words)],
                              cwd=self.folder, env=self.env(**env), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=300, preexec_fn=before)
        told = done.stderr.decode(errors="replace")
        assert not SANITIZER.search(told), told
        return Run(done.returncode, done.stdout.decode(errors="replace"), told)

    def batch(self, *words, **more):
        return self.run("batch", *words, **more)

    def json(self, *words, **more):
        return self.batch(*words, form="json", **more)

    def good(self, *words, **more):
        """A run that must do all: what it counts."""
        run = self.json(*words, **more)
        assert run.status == 0, run
        return run.count() if run.out else None

    def plan(self, *words):
        """The rows of the plan of `in`."""
        run = self.batch("plan", "in", *words)
        assert run.status == 0, run
        return [json.loads(line) for line in run.out.splitlines()]

    def skip(self, why):
        raise Skipped(why)


def files_of(out, state=False):
    """{name: sum} of all in OUT, with what runs need of one another or without."""
    found = {}
    for root, folders, names in os.walk(os.fsencode(out)):
        if not state and b".jianbao" in folders:
            folders.remove(b".jianbao")
        for name in names:
            path = os.path.join(root, name)
            way = os.path.relpath(path, os.fsencode(out))
            with open(path, "rb") as file:
                found[way] = hashlib.sha256(file.read()).hexdigest()
    return found


def strays_of(out):
    """What lies in OUT's state that the next run needs not."""
    known = re.compile(rb"lock(-\d+-of-\d+)?|plan\.jsonl|results-\d+-of-\d+\.jsonl")
    found = [name for name in files_of(Path(out) / ".jianbao", True) if not known.fullmatch(name)]
    return found + [p for p in (Path(out) / ".jianbao").iterdir() if p.is_dir()]


def main(tests, program, wish=""):
    """Runs the functions test_* of a module's globals, and prints TAP."""
    chosen = [(name[5:].replace("_", " "), fn) for name, fn in tests.items()
              if name.startswith("test_") and wish in name[5:].replace("_", " ")]
    print(f"1..{len(chosen)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as data:
        make_data(Path(data), program)
        for number, (title, fn) in enumerate(chosen, 1):
            wrong = more = ""
            with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
                try:
                    fn(Box(program, folder, data))
                except Skipped as why:
                    more = f" # SKIP {why}"
                except Exception:
                    wrong = traceback.format_exc()
            print(f"{'not ok' if wrong else 'ok'} {number} - {title}{more}", flush=True)
            for line in wrong.splitlines():
                print("#", line)
            failed += bool(wrong)
    return 1 if failed else 0
