"""The table of diagnostics: numbers unique and in their range, two languages, all in use."""
import re

import lint

STRING = r'((?:"(?:\\.|[^"\\])*"\s*)+)'
ENTRY = re.compile(r'^X\((\w+),\s*(\d{4}),\s*(\w+),\s*' + r',\s*'.join([STRING] * 4) + r'\)', re.M)
SECTION = re.compile(r'/\* -+ (\d\d)xx ')
HAN = re.compile(r'[\u4e00-\u9fff]')


def plain(literals):
    return ''.join(re.findall(r'"((?:\\.|[^"\\])*)"', literals))


def holes(message):
    return sorted(set(re.findall(r'\{\d\}', message)))


def is_frame(message):
    """Holes, options and marks alone: the words come with the arguments."""
    return bool(message) and not re.search(r'\w', re.sub(r'\{\d\}|--\w+', '', message))


def word_faults(zh, en, more_zh, more_en):
    """What is wrong with the words of one entry."""
    if holes(zh) != holes(en):
        yield 'the two languages have different arguments'
    if zh.endswith('。') or en.endswith('.'):
        yield 'a message ends without a full stop'
    if not HAN.search(more_zh) or not (HAN.search(zh) or is_frame(zh)):
        yield 'the Chinese is missing'
    if not re.search('[a-z]{2}', more_en) or not (re.search('[a-z]{2}', en) or is_frame(en)):
        yield 'the English is missing'


def main():
    table = lint.root() / 'src/base/diag_table.h'
    text = table.read_text(encoding='utf-8')
    used = '\n'.join(lint.code_of(p) for p in lint.sources() if p != table)
    faults, words, unused, seen = [], [], [], set()
    entries = list(ENTRY.finditer(text))
    if len(entries) != len(re.findall(r'^X\(', text, re.M)):
        faults.append('an entry of the table cannot be read: X(KEY, 0123, KIND, "", "", "", "")')
    for entry in entries:
        where = lint.place(table, text.count('\n', 0, entry.start()) + 1)
        key, number = entry[1], entry[2]
        section = SECTION.findall(text, 0, entry.start())
        if number in seen:
            faults.append(f'{where}: number {number} is taken')
        if not section or not number.startswith(section[-1]):
            faults.append(f'{where}: {number} does not belong to this section')
        seen.add(number)
        texts = map(plain, entry.groups()[3:])
        words += [f'{where}: {key}: {fault}' for fault in word_faults(*texts)]
        if not re.search(rf'\bJB_D_{key}\b', used):
            unused.append(f'{where}: {key} is never pushed')
    lint.report({'numbers are unique and in their range': faults,
                 'every code is worded in both languages': words,
                 'every code is used': unused})


main()
