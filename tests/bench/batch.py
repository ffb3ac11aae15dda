"""Many issues in one process, beside Typst and the libraries' own work on the same texts.

500 issues of the sample's size and shape (generate.py) in layout bench, on tmpfs: `jianbao batch`
from its start to the last line of its lists. Typst is warm when its clock starts, and sets them in
two processes at once; the floor is one thread. Screen first; then archives, ours verified, Typst's
of the same standard; then screen on the disk."""
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
ARCHIVE_TIMES, DISK_SHARE, STANDARD = 2, 1.1, 'a-3a'
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


def run_batch(room, source, out, threads, variant='screen', *more):
    """(Timed, most KB of anonymous memory seen)"""
    shutil.rmtree(out, ignore_errors=True)
    most = 0
    command = [room.jianbao, 'batch', source, '-o', out, '-j', str(threads), '--layout=bench',
               '--progress=never', f'--for={variant}', *more]
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


def prepare_typst(room, texts, folder):
    folder.mkdir()
    for path in texts:
        peers.write_text(room, folder, path, f'{path.stem}.json')
    peers.link_fonts(room, folder, texts[0])
    (folder / 'list').write_text(''.join(f'{path.stem}.json\n' for path in texts), encoding='utf-8')


def run_typst(room, folder, standard=''):
    """Timed: the wall of the two from when both are warm; their time is that of the start too."""
    out = folder / f'out{standard}'
    command = [*peers.typst_command(room, folder)[:-1], out]
    environment = {**os.environ, 'FONTCONFIG_FILE': str(folder / 'fonts.conf'),
                   'STANDARD': standard}
    out.mkdir(exist_ok=True)
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
    return [m.Cost([room.floor, *way, *files]) for way in (['--plain'], [])]


def least(runs, what='wall'):
    """Milliseconds an issue."""
    return min(getattr(run, what) for run in runs) / ISSUES * 1000


def size_of(folder):
    sizes = [path.stat().st_size for path in folder.rglob('*.pdf')]
    return sum(sizes) / len(sizes)


def measure_screen(room, folder, texts):
    runs, memory = {'one': [], 'two': [], 'fast': [], 'typst': [], 'floor': [], 'quick': []}, 0
    for _ in range(TURNS):
        runs['one'].append(run_batch(room, folder / 'texts', folder / 'out-1', 1)[0])
        two, most = run_batch(room, folder / 'texts', folder / 'out-2', 2)
        runs['two'].append(two)
        memory = max(memory, most)
        runs['fast'].append(run_batch(room, folder / 'texts', folder / 'out-fast', 2, 'screen',
                                      '--set=compress=fast')[0])
        runs['typst'].append(run_typst(room, folder / 'typst'))
        floor, quick = run_floor(room, texts, folder / 'runs')
        runs['floor'].append(floor)
        runs['quick'].append(quick)
    check_sameness(room, texts, folder)
    wall, cpu = ({who: least(those, what) for who, those in runs.items()}
                 for what in ('wall', 'cpu'))
    _, many = run_batch(room, folder / 'many', folder / 'out-2', 2)
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
        m.plain_row('  ours with compress: fast; Typst to it', ms, wall['fast'],
                    wall['typst'] / wall['fast']),
        m.plain_row('  the floor, 1 thread; to ours', ms, wall['floor'],
                    wall['floor'] / wall['one']),
        m.plain_row('  as src/font and libdeflate have it', ms, wall['quick'],
                    wall['quick'] / wall['one']),
        m.plain_row('user + system, 2 threads', ms, cpu['two']),
        m.plain_row('  Typst; to ours', ms, cpu['typst'], cpu['typst'] / cpu['two']),
        m.plain_row('  the floor; to ours', ms, cpu['floor'], cpu['floor'] / cpu['two']),
        m.row(f'anonymous memory at {MANY} issues', m.KB, memory * GROWTH, many),
        m.row('PDF, no bigger than Typst\'s', m.BYTES, size_of(folder / 'typst' / 'out'),
              size_of(folder / 'out-1')),
        m.plain_row('  with compress: fast', m.BYTES, size_of(folder / 'out-fast'))])


def measure_archive(room, folder):
    ours, typst = [], []
    for _ in range(TURNS):
        ours.append(run_batch(room, folder / 'texts', folder / 'out-2', 2, 'archive')[0])
        typst.append(run_typst(room, folder / 'typst', STANDARD))
    ms = ('ms', 2)
    m.table(f'The same as archives (PDF/A-3a): least of {TURNS}', [
        m.row('wall, 2 threads, verified: a half of Typst\'s', ms, least(typst) / ARCHIVE_TIMES,
              least(ours)),
        m.plain_row('  Typst, not verified; to ours', ms, least(typst), least(typst) / least(ours)),
        m.row('PDF, no bigger than Typst\'s', m.BYTES, size_of(folder / 'typst' / f'out{STANDARD}'),
              size_of(folder / 'out-2'))])


def measure_disk(room, folder):
    runs = {1: [], 2: []}
    out = room.folder / 'batch'
    for _ in range(TURNS):
        for threads, those in runs.items():
            those.append(run_batch(room, folder / 'texts', out, threads)[0])
    shutil.rmtree(out)
    ms = ('ms', 2)
    m.table(f'The same on the disk: least of {TURNS}', [
        m.row('user + system, 2 threads: of 1 and a tenth', ms, least(runs[1], 'cpu') * DISK_SHARE,
              least(runs[2], 'cpu')),
        m.plain_row('  wall, 1 thread', ms, least(runs[1])),
        m.plain_row('  wall, 2 threads; 1 to it', ms, least(runs[2]),
                    least(runs[1]) / least(runs[2]))])


def measure(room, folder):
    texts = generate.write(folder / 'texts', ISSUES)
    generate.write(folder / 'many', MANY)
    prepare_typst(room, texts, folder / 'typst')
    measure_screen(room, folder, texts)
    measure_archive(room, folder)
    measure_disk(room, folder)


def run(room):
    if not room.floor.exists():
        raise m.Unmeasured(f'{room.floor} is not there: ninja -C {room.build} tests/bench/floor')
    shared = pathlib.Path('/dev/shm')
    where = shared if shared.is_dir() else None
    with tempfile.TemporaryDirectory(prefix='jianbao-', dir=where) as name:
        folder = pathlib.Path(name)
        (folder / 'texts').mkdir()
        (folder / 'many').mkdir()
        measure(room, folder)
