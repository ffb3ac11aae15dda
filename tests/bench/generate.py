#!/usr/bin/env python3
"""Issues of the sample's size and shape, as many as wanted: generate.py FOLDER COUNT [SEED]

Masthead, articles with titles, end matter, 2,000 to 6,000 characters, as received: no marks. Each
is made of real sentences and titles, those of samples/ and tests/recognise/, in another order.
The same seed makes the same files."""
import datetime
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCE = re.compile(r'[^。！？]+[。！？]')
TITLE = re.compile(r'[\u4e00-\u9fff]+(召开|举办|加快|推进|开展|完成)[\u4e00-\u9fff]+')
PLAIN = re.compile(r'[\u4e00-\u9fff0-9，、；：。！？“”《》（）%—·-]+')

MASTHEAD = '''上海市邮政快递行业

党建、文明创建工作简报

{year} 年第 {number} 期(总第 {total} 期)

上海市邮政管理局党建办、文明办编 {date.year}年{date.month}月{date.day}日
'''
END = '''报: 国家邮政局精神文明建设指导委员会

上海市精神文明建设委员会

上海市快递行业精神文明创建指导小组

送:上海市文明办,上海市建交党委办公室,上海市建交系统文明办,上海市交通委文明办
'''


def texts():
    for folder in ('samples', 'tests/recognise'):
        for path in sorted((ROOT / folder).glob('*.txt')):
            try:
                yield path.read_text(encoding='utf-8')
            except UnicodeDecodeError:
                continue


def material():
    """(sentences, titles), each once, in the order of the files."""
    sentences, titles = {}, {}
    for line in (line.strip() for text in texts() for line in text.splitlines()):
        line = line.replace(',', '，').replace(' ', '')
        if len(line) > 60:
            for found in SENTENCE.findall(line):
                quotes = found.count('“') == found.count('”')
                if 12 <= len(found) <= 120 and quotes and PLAIN.fullmatch(found):
                    sentences[found] = True
        elif 12 <= len(line) <= 30 and TITLE.fullmatch(line):
            titles[line] = True
    return list(sentences), list(titles)


def paragraph(order, sentences):
    return ''.join(order.choices(sentences, k=order.randint(2, 5)))


def issue(number, order, sentences, titles):
    want, have, parts = order.randint(2000, 6000), 0, []
    while have < want:
        article = [order.choice(titles)]
        article += [paragraph(order, sentences) for _ in range(order.randint(2, 6))]
        parts += article
        have += sum(map(len, article))
    date = datetime.date(2009, 1, 5) + datetime.timedelta(weeks=number)
    head = MASTHEAD.format(year=date.year, number=date.isocalendar()[1], total=number + 1,
                           date=date)
    return '\n'.join([head, *(part + '\n' for part in parts), END])


def write(folder, count, seed=2025):
    """[the paths]"""
    sentences, titles = material()
    paths = []
    for number in range(count):
        order = random.Random(f'{seed} {number}')
        path = pathlib.Path(folder) / f'{number:05}.txt'
        path.write_text(issue(number, order, sentences, titles), encoding='utf-8')
        paths.append(path)
    return paths


if __name__ == '__main__':
    write(sys.argv[1], int(sys.argv[2]), *sys.argv[3:4])
