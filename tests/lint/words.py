"""What users read is there in both languages: no sentence stands alone, neither is mixed.

A literal with words is a sentence; beside it, in the same list, stands the same in the other
language.
"""
import re

import lint

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
ENGLISH = re.compile(r"(?<![\w%<&./$-])[A-Za-z]{2,}[,:;]? [a-z]{2,}(?![\w=])")
HAN = re.compile('[\u3400-\u9fff]')
HAN_SENTENCE = re.compile('[\u3400-\u9fff][，；：。]|[\u3400-\u9fff]{5}')

# Made for other readers: stages as they are dumped, roff, shells, PDF, who builds the program.
OTHER = re.compile(r'(^src/pdf/|/dump\.c$|^src/base/trace\.c$|^src/cli/completion\.c$|'
                   r'^src/source/source\.c$|^src/lexicon/compile\.c$)')
# Folders whose Han is not spoken but read: what texts are recognised by.
READS = ('lexicon', 'issue', 'source', 'proof', 'para', 'style', 'page', 'font')
# Names: of rules and tables of fonts (shown as names), of commands, of a YAML file's shape.
NAMES = re.compile(r'^(R\d.*|[a-z]+ (show|check|list)|article title|key: value|'
                   r'\{\w+: .*\}|apt-get .*|\.\w\w .*|'
                   r'(sfnt|ttcf|head|CFF\b).*)$')
# What a new issue is filled with: a bulletin is Chinese.
CONTENT = re.compile('【待填')

ASSERTION = re.compile(r'_Static_assert\(.*?\);', re.S)

TABLE = re.compile(r'^X\((\w+),.*?^(?=X\(|/\*|\Z)', re.M | re.S)
QUOTED = re.compile(r'`[^`]*`|“[^”]*”|\'[^\']*\'|\(such as [^)]*\)|（[a-z ]+）|\{[^}]*\}')
COMMAND = re.compile(r'(jianbao|apt-get|bash|sudo)( [\w./=<>-]+)+|--[\w-]+( [\w.-]+)?')


def literals(text):
    """(offset, the literal without its quotes, the code behind it up to the next one); adjacent
    ones are one."""
    found = [m for m in TOKEN.finditer(text) if m.group()[0] == '"']
    joined = []
    for token in found:
        between = text[joined[-1][1]:token.start()] if joined else ''
        if joined and not TOKEN.sub(' ', between).strip():
            joined[-1] = (joined[-1][0], token.end(), joined[-1][2] + token.group()[1:-1])
        else:
            joined.append((token.start(), token.end(), token.group()[1:-1]))
    for place, (start, end, words) in enumerate(joined):
        behind = text[end:joined[place + 1][0]] if place + 1 < len(joined) else text[end:]
        yield start, words, TOKEN.sub(' ', behind)


def is_near(between):
    """Only commas and the like stand between two literals that say the same."""
    between = re.sub(r'JB_FMT\(\w+\)|jb_arena_format\([\w>.-]+,', '', between)
    return re.fullmatch(r'[\s,(){}?:]*(JB_\w+|\w+, arena,)?[\s,(){}?:]*(JB_\w+)?[\s(]*', between)


def faults_of(path):
    name = path.relative_to(lint.root()).as_posix()
    text = ASSERTION.sub(lint.blank, path.read_text(encoding='utf-8'))
    found = list(literals(text))
    for at, (start, words, behind) in enumerate(found):
        near = [found[at - 1][1]] if at and is_near(found[at - 1][2]) else []
        near += [found[at + 1][1]] if at + 1 < len(found) and is_near(behind) else []
        near += [words]
        where = lint.place(path, text.count('\n', 0, start) + 1)
        if ENGLISH.search(words) and not NAMES.match(words) and not any(map(HAN.search, near)):
            yield f'{where}: {words[:60]} is not said in Chinese'
        spoken = name.split('/')[1] not in READS
        latin = any(re.search('[A-Za-z]{2}', word) for word in near)
        if spoken and HAN_SENTENCE.search(words) and not latin and not CONTENT.search(words):
            yield f'{where}: {words[:60]} is not said in English'


def mixed(path):
    """Rows of the table in which one language has a sentence of the other."""
    text = path.read_text(encoding='utf-8')
    for row in TABLE.finditer(text):
        words = [w for _, w, _ in literals(row.group())]
        where = lint.place(path, text.count('\n', 0, row.start()) + 1)
        for chinese in words[0::2]:
            plain = COMMAND.sub('', QUOTED.sub('', chinese))
            if re.search(r"[A-Za-z']+ [a-z']+ [a-z']+", plain):
                yield f'{where}: {row[1]}: English in {chinese[:40]}'
        for english in words[1::2]:
            if re.search('[\u3400-\u9fff]{2}[，；。]|[，；。][\u3400-\u9fff]', QUOTED.sub('', english)):
                yield f'{where}: {row[1]}: Chinese in {english[:40]}'


def main():
    alone, both = [], []
    table = lint.root() / 'src/base/diag_table.h'
    for path in lint.sources('.c'):
        if not OTHER.search(path.relative_to(lint.root()).as_posix()):
            alone += faults_of(path)
    both += mixed(table)
    lint.report({'what is said is said in both languages': alone,
                 'no language of the table has a sentence of the other': both})


main()
