"""One issue from a cold process to the file on disk: time, memory, size; and the floor."""
import re

import measuring as m
import texts

RUN = re.compile(r'^glyphs (\S+) .*?("(?:[^"\\]|\\.)*")', re.M)
FLOOR = re.compile(r'(\d+) glyphs, (\d+) faces, (\d+) distinct, (\d+) bytes, deflated (\d+)')

CPU_MS, ANONYMOUS_KB, PDF_BYTES, BENCH_PDF_BYTES = 60, 32 * 1024, 350_000, 187_000
LONG = 6  # times the text: about the forty pages that the bar for memory is about


def write_runs(room, layout, path, source=m.SAMPLE):
    """What was painted, as floor.c reads it: the file and index of the face, the text."""
    faces, lines = m.face_files(), []
    for face, text in RUN.findall(room.dump('paint', source, layout)):
        if face not in faces:
            raise m.Unmeasured(f'no file of {face} is in fonts/manifest.yaml')
        file, index = faces[face]
        lines.append(f'{file}\t{index}\t{m.quoted(text)}\n')
    path.write_text(''.join(lines), encoding='utf-8')


def stage_rows(stages):
    total = sum(stages.values())
    return [m.plain_row(f'  {name}', m.MS, ms, ms / total) for name, ms in stages.items()]


def measure(room, title, layout, bars):
    """bars: the rows about (least ms of CPU, KB, PDF bytes)."""
    if not room.floor.exists():
        raise m.Unmeasured(f'{room.floor} is not there: ninja -C {room.build} tests/bench/floor')
    runs, log, pdf = (room.folder / f'{layout or "default"}.{end}' for end in
                      ('runs', 'floor', 'pdf'))
    write_runs(room, layout, runs)
    building = room.building(pdf.name, layout=layout)
    ours, floors = m.in_turns(lambda: m.Cost(building), lambda: m.Cost([room.floor, runs], log=log))
    stages, memory = m.traced(room, building)
    cpu, floor = m.least(ours) * 1000, m.least(floors) * 1000
    rows = bars(cpu, memory, pdf.stat().st_size)
    rows += [m.plain_row('floor, user + system; ours to it', m.MS, floor, cpu / floor),
             m.plain_row('by stage; share of all', m.MS, sum(stages.values()))]
    m.table(f'The sample in {title}: cold processes, least of {m.RUNS}', rows + stage_rows(stages))
    glyphs, faces, distinct, raw, deflated = FLOOR.search(log.read_text()).groups()
    print(f'  the floor: {glyphs} glyphs shaped, {distinct} distinct of {faces} faces, '
          f'{raw} bytes deflated to {deflated}')


def measure_long(room):
    source = texts.write(room, LONG)
    _, memory = m.traced(room, room.building('long.pdf', source))
    pages = re.match(r'pages (\d+)', room.dump('pages', source))[1]
    m.table(f'{LONG} times the text, {pages} pages',
            [m.row('anonymous memory', m.KB, ANONYMOUS_KB, memory)])


def run(room):
    measure(room, 'the layout of its name', None, lambda cpu, memory, size: [
        m.row('user + system time', m.MS, CPU_MS, cpu),
        m.row('anonymous memory', m.KB, ANONYMOUS_KB, memory),
        m.row('PDF', m.BYTES, PDF_BYTES, size)])
    measure(room, 'layout bench', 'bench', lambda cpu, memory, size: [
        m.row('PDF', m.BYTES, BENCH_PDF_BYTES, size),
        m.plain_row('user + system time', m.MS, cpu),
        m.plain_row('anonymous memory', m.KB, memory)])
    measure_long(room)
