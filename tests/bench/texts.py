"""Longer texts out of the sample."""
import random
import re

import measuring as m

BLOCK = re.compile(r'^block \d+ (\S+) (\d+):\d+-(\d+):\d+ ', re.M)


def body_lines(room, source):
    """([number of each title's line], [of each paragraph's]), from 0."""
    titles, paragraphs = set(), set()
    for kind, first, last in BLOCK.findall(room.dump('issue', source)):
        if kind not in ('title', 'paragraph'):
            continue
        if first != last:
            raise m.Unmeasured(f'{source}:{first}: a block of several lines')
        (titles if kind == 'title' else paragraphs).add(int(first) - 1)
    return sorted(titles), sorted(paragraphs - titles)


def shuffle(lines, places, order):
    moved = [lines[i] for i in places]
    order.shuffle(moved)
    for place, line in zip(places, moved):
        lines[place] = line


def write(room, times):
    """The sample's articles that many times over, as one issue. Each time titles and paragraphs
    change places among themselves, so that nothing comes again as it was."""
    path = room.folder / f'{times}-times.txt'
    lines = m.SAMPLE.read_text(encoding='utf-8').splitlines()
    titles, paragraphs = body_lines(room, m.SAMPLE)
    first, end = min(titles), max(paragraphs) + 1
    order, body = random.Random(2025), []
    for _ in range(times):
        copy = list(lines)
        shuffle(copy, titles, order)
        shuffle(copy, paragraphs, order)
        body += copy[first:end] + ['']
    path.write_text('\n'.join(lines[:first] + body + lines[end:]), encoding='utf-8')
    found = [len(places) for places in body_lines(room, path)]
    if found != [times * len(titles), times * len(paragraphs)]:
        raise m.Unmeasured(f'{path}: {found} titles and paragraphs were recognised')
    return path
