"""What the measurements share: the program, its dumps, processes measured whole, tables."""
import json
import os
import pathlib
import re
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / 'samples' / '2025-26.txt'
RUNS = 7  # of each program, taken in turns; one more before to warm up the disk cache

TRACED = re.compile(r'^time (\w+) +([\d.]+) ms$', re.M)
ANONYMOUS = re.compile(r'^memory anonymous (\d+) KB$', re.M)
FACE = re.compile(r'^  (\w[\w-]*):$', re.M)


class Unmeasured(Exception):
    """Something could not be measured; says what, and what would help."""


class Room:
    """Where it is measured: a release build, and a folder in it for what is made on the way."""

    def __init__(self, build):
        self.build = pathlib.Path(build).resolve()
        self.jianbao = self.build / 'src' / 'cli' / 'jianbao'
        self.floor = self.build / 'tests' / 'bench' / 'floor'
        self.folder = self.build / 'bench'
        if not self.jianbao.exists():
            raise Unmeasured(f'{self.jianbao} is not there: ./bootstrap bench builds it')
        options = self.build / 'meson-info' / 'intro-buildoptions.json'
        types = [o['value'] for o in json.loads(options.read_text()) if o['name'] == 'buildtype']
        if types != ['release']:
            raise Unmeasured(f'{self.build} is not a release build')
        self.folder.mkdir(exist_ok=True)

    def building(self, out, source=SAMPLE, layout=None):
        """The command that builds `source` into self.folder/out; layout None: as users run it."""
        chosen = [f'--layout={layout}'] if layout else []
        return [self.jianbao, 'build', source, '-o', self.folder / out] + chosen

    def dump(self, stage, source=SAMPLE, layout=None):
        chosen = [f'--layout={layout}'] if layout else []
        return output_of([self.jianbao, 'dump', f'--stage={stage}', source] + chosen)


def output_of(command):
    done = subprocess.run(command, capture_output=True, encoding='utf-8', check=False)
    if done.returncode:
        raise Unmeasured(f'{command[0]} ended with {done.returncode}:\n{done.stderr}')
    return done.stdout


class Cost:
    """One process from start to end: seconds by the wall, seconds of user and system time."""

    def __init__(self, command, environment=None, log=None):
        words = [os.fspath(word) for word in command]
        quiet = os.open(log or os.devnull, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o666)
        start = time.perf_counter()
        child = os.posix_spawnp(words[0], words, {**os.environ, **(environment or {})},
                                file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1),
                                              (os.POSIX_SPAWN_DUP2, quiet, 2)])
        _, status, used = os.wait4(child, 0)
        self.wall = time.perf_counter() - start
        self.cpu = used.ru_utime + used.ru_stime
        os.close(quiet)
        if status:
            raise Unmeasured(f'{words[0]} ended with {os.waitstatus_to_exitcode(status)}')


def in_turns(*runs):
    """[Cost] of each of these functions, run in turns: what disturbs one disturbs all."""
    for run in runs:
        run()
    return zip(*[[run() for run in runs] for _ in range(RUNS)])


def traced(room, command):
    """({stage: ms} of the run that took least, most KB of anonymous memory of all)."""
    log, stages, most = room.folder / 'trace', [], 0
    for _ in range(RUNS):
        Cost(command, {'JB_TRACE': 'time'}, log)
        text = log.read_text()
        memory = ANONYMOUS.search(text)
        if not memory or int(memory[1]) == 0:
            raise Unmeasured('JB_TRACE=time printed no anonymous memory')
        stages.append({name: float(ms) for name, ms in TRACED.findall(text)})
        most = max(most, int(memory[1]))
    return min(stages, key=lambda one: sum(one.values())), most


def least(costs):
    return min(cost.cpu for cost in costs)


def median_wall(costs):
    return statistics.median(cost.wall for cost in costs)


def face_files():
    """{face: (file, index)} of the manifest's faces that are here."""
    folder, faces = ROOT / 'fonts', {}
    text = (folder / 'manifest.yaml').read_text(encoding='utf-8')
    for name, body in zip(FACE.findall(text), FACE.split(text)[2::2]):
        listed = re.search(r'files: *(?:\[(.*?)\]|((?:\n    - .*)+))', body)
        names = re.split(r', *|\n    - ', (listed[1] or listed[2]).strip(' \n-'))
        index = re.search(r'^    index: (\d+)', body, re.M)
        for file in names:
            if (folder / file.strip()).exists():
                faces[name] = folder / file.strip(), int(index[1]) if index else 0
                break
    return faces


def quoted(text):
    """The string in a dump's quotes."""
    return json.loads(text)


# ---- tables --------------------------------------------------------------------------------------

HEAD = ('', 'bar', 'measured', 'ratio', '')


def verdict(value, bar):
    return 'PASS' if value <= bar else 'over'


def row(what, unit, bar, value):
    """One measurement against the most that it may be."""
    return what, f'{bar:,.{unit[1]}f} {unit[0]}', f'{value:,.{unit[1]}f} {unit[0]}', \
        f'{value / bar:.2f}', verdict(value, bar)


def plain_row(what, unit, value, ratio=None):
    """One measurement that has no bar."""
    return what, '', f'{value:,.{unit[1]}f} {unit[0]}', f'{ratio:.2f}' if ratio else '', ''


MS, KB, BYTES = ('ms', 1), ('KB', 0), ('bytes', 0)


def table(title, rows, head=HEAD):
    """Prints the rows in columns, the first to the left."""
    print(f'\n{title}')
    rows = [head] + rows
    widths = [max(len(r[i]) for r in rows) for i in range(len(head))]
    for r in rows:
        cells = [r[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(r[1:], widths[1:])]
        print('  ' + '  '.join(cells).rstrip())
