"""Many issues in one process, beside Typst and the libraries' own work on the same texts.

500 issues of the sample's size and shape (generate.py) in layout bench, screen, on tmpfs: `jianbao
batch` from its start to the last line of its lists. Typst is warm when its clock starts, and sets
them in two processes at once; the floor is one thread."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import generate
import issue
import measuring as m
import peers

ISSUES, MANY, ALONE = 500, 5000, 5
TYPST_TIMES, FLOOR_SHARE, SCALING, GROWTH = 5, 1 / 3, 1.8, 1.1
TURNS = 3


class Timed:
    """Seconds of wall, and of user and system time of the processes that end meanwhile."""

    def __enter__(self):
        self.start, self.before = time.perf_counter(), os.times()
        return self

    def __exit__(self, *_):
        now = os.times()
        self.wall = time.perf_counter() - self.start
        self.cpu = (now.children_user + now.children_system - self.before.children_user -
                    self.before.children_system)


def anonymous_of(pid):
    try:
        status = pathlib.Path(f'/proc/{pid}/status').read_text(encoding='utf-8')
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines()
                 if line.startswith('RssAnon')), 0)


def run_batch(room, source, out, threads):
    """(Timed, most KB of anonymous memory seen)"""
    shutil.rmtree(out, ignore_errors=True)
    most = 0
    command = [room.jianbao, 'batch', source, '-o', out, '-j', str(threads), '--layout=bench',
               '--progress=never']
    with Timed() as timed, subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                            stderr=subprocess.PIPE, encoding='utf-8') as process:
        while process.poll() is None:
            most = max(most, anonymous_of(process.pid))
            time.sleep(0.01)
        told = process.stderr.read()
    if process.returncode:
        raise m.Unmeasured(f'jianbao batch ended with {process.returncode}:\n{told[-2000:]}')
    return timed, most


def pdfs_of(out):
    return {path.stem: path.read_bytes() for path in pathlib.Path(out).rglob('*.pdf')}


def check_sameness(room, texts, folder):
    """What one thread makes two make, and a build alone."""
    one, two = pdfs_of(folder / 'out-1'), pdfs_of(folder / 'out-2')
    if len(one) != ISSUES or one != two:
        raise m.Unmeasured('one thread and two made other files')
    for path in texts[::ISSUES // ALONE]:
        m.output_of([room.jianbao, 'build', path, '-o', folder / 'alone.pdf', '--layout=bench'])
        if (folder / 'alone.pdf').read_bytes() != one[path.stem]:
            raise m.Unmeasured(f'{path.name}: built alone it is another file')
    return sum(map(len, one.values())) / ISSUES


def prepare_typst(room, texts, folder):
    folder.mkdir()
    for path in texts:
        peers.write_text(room, folder, path, f'{path.stem}.json')
    peers.link_fonts(room, folder, texts[0])
    (folder / 'list').write_text(''.join(f'{path.stem}.json\n' for path in texts), encoding='utf-8')


def run_typst(room, folder):
    """Timed: the wall of the two from when both are warm; their time is that of the start too."""
    command = [*peers.typst_command(room, folder)[:-1], folder / 'out']
    environment = {**os.environ, 'FONTCONFIG_FILE': str(folder / 'fonts.conf')}
    (folder / 'out').mkdir(exist_ok=True)
    both = [subprocess.Popen([*map(str, command), str(half), '2'], env=environment,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding='utf-8')
            for half in range(2)]
    said = [process.stdout.readline() for process in both]
    with Timed() as timed:
        for process in both:
            process.stdin.write('go\n')
            process.stdin.flush()
        said += [process.communicate()[0] for process in both]
    if any(process.returncode for process in both):
        raise m.Unmeasured(f'Typst: {"".join(said)}')
    return timed


def run_floor(room, texts, folder):
    folder.mkdir(exist_ok=True)
    files = [folder / f'{path.stem}.runs' for path in texts]
    for path, file in zip(texts, files):
        if not file.exists():
            issue.write_runs(room, 'bench', file, path)
    return m.Cost([room.floor, *files])


def measure(room, folder):
    texts = generate.write(folder / 'texts', ISSUES)
    prepare_typst(room, texts, folder / 'typst')
    runs, memory = {'one': [], 'two': [], 'typst': [], 'floor': []}, 0
    for _ in range(TURNS):
        runs['one'].append(run_batch(room, folder / 'texts', folder / 'out-1', 1)[0])
        two, most = run_batch(room, folder / 'texts', folder / 'out-2', 2)
        runs['two'].append(two)
        memory = max(memory, most)
        runs['typst'].append(run_typst(room, folder / 'typst'))
        runs['floor'].append(run_floor(room, texts, folder / 'runs'))
    size = check_sameness(room, texts, folder)
    wall, cpu = ({who: min(getattr(run, what) for run in those) / ISSUES * 1000
                  for who, those in runs.items()} for what in ('wall', 'cpu'))
    theirs = [path.stat().st_size for path in (folder / 'typst' / 'out').glob('*.pdf')]
    generate.write(folder / 'texts', MANY)
    _, many = run_batch(room, folder / 'texts', folder / 'out-2', 2)
    ms = ('ms', 2)
    m.table(f'{ISSUES} issues, layout bench, one process on tmpfs: an issue, least of {TURNS}', [
        m.row(f'wall, 2 threads: a {TYPST_TIMES}th of Typst\'s', ms, wall['typst'] / TYPST_TIMES,
              wall['two']),
        m.row('wall, 1 thread: a third of the floor\'s', ms, wall['floor'] * FLOOR_SHARE,
              wall['one']),
        m.row(f'wall, 2 threads: {SCALING} times as fast as 1', ms, wall['one'] / SCALING,
              wall['two']),
        m.plain_row('  Typst, two processes, warm; to ours', ms, wall['typst'],
                    wall['typst'] / wall['two']),
        m.plain_row('  the floor, 1 thread; to ours', ms, wall['floor'],
                    wall['floor'] / wall['one']),
        m.plain_row('user + system, 2 threads', ms, cpu['two']),
        m.plain_row('  Typst; to ours', ms, cpu['typst'], cpu['typst'] / cpu['two']),
        m.plain_row('  the floor; to ours', ms, cpu['floor'], cpu['floor'] / cpu['two']),
        m.row(f'anonymous memory at {MANY} issues', m.KB, memory * GROWTH, many),
        m.row('PDF, no bigger than Typst\'s', m.BYTES, sum(theirs) / len(theirs), size)])


def run(room):
    if not room.floor.exists():
        raise m.Unmeasured(f'{room.floor} is not there: ninja -C {room.build} tests/bench/floor')
    shared = pathlib.Path('/dev/shm')
    where = shared if shared.is_dir() else None
    with tempfile.TemporaryDirectory(prefix='jianbao-', dir=where) as name:
        folder = pathlib.Path(name)
        (folder / 'texts').mkdir()
        measure(room, folder)
