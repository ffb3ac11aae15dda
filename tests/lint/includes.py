"""Who may include whom: downhill only, by front doors, each library in the folder that owns it."""
import re

import lint

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]*)"|<([^>]*)>|(\w+))', re.M)

# Each third-party header and the folders that may see it.
OWNERS = [
    (r'iconv\.h|uchardet\.h', ['source']),
    (r'libfyaml\.h', ['style']),
    (r'ft2build\.h|freetype/.*|FT_\w+_H', ['font']),
    (r'hb-subset.*\.h', ['font']),
    (r'hb(-[\w-]+)?\.h', ['font', 'para']),
    (r'jpeglib\.h|jerror\.h|png\.h', ['page']),
    (r'hyphen\.h', ['para']),
    (r'hpdf\w*\.h|lcms2(_plugin)?\.h', ['pdf']),
    (r'libdeflate\.h|math\.h', ['verify', 'pdf']),
    (r'expat\.h', ['verify']),
    (r'qpdf/qpdf-c\.h', ['verify']),
    (r'nettle/.*', ['base']),
    (r'uni(name|ctype|str|norm|width)\.h', ['proof', 'para']),
    (r'sys/(inotify|ioctl)\.h', ['cli']),
    (r'sys/file\.h', ['batch', 'series']),
    (r'pthread\.h', ['font', 'batch']),
    (r'threads\.h', ['batch']),
    (r'sqlite3\.h', ['series']),
]

# C11 and POSIX: everybody's.
PLAIN = '''assert ctype dirent endian errno fcntl getopt inttypes langinfo limits locale poll
    setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string
    strings sys/mman sys/resource sys/stat sys/time sys/types sys/wait time uchar
    unistd wchar'''.split()

# Libraries' names, for doors. hb_font_t may be named there with `struct`, undefined.
FOREIGN = re.compile(r'\b(FT_\w+|HPDF_\w+|cms[A-Z]\w+|png_\w+|jpeg_\w+|fy_\w+|iconv_t|'
                     r'libdeflate_\w+|nettle_\w+|qpdf_\w+|XML_\w+|(?<!struct )hb_\w+)\b')

SEES = {'cli': ['base', 'engine', 'series', 'batch'], 'batch': ['base', 'engine', 'series'],
        'web': ['base', 'engine', 'series']}


def is_door(path):
    folder = lint.folder_of(path)
    return path.suffix == '.h' and (folder == 'base' or path.stem == folder)


def own_fault(path, name):
    """Why this file may not include "name", or None."""
    target = (path.parent / name).resolve()
    if not target.exists():
        return f'"{name}" is not a file seen from here'
    mine, other = lint.folder_of(path), lint.folder_of(target)
    if mine == other:
        return None if '/' not in name else f'"{name}" is in this very folder'
    if lint.FOLDERS.index(other) > lint.FOLDERS.index(mine):
        return f'uphill: {mine} may not include {other}'
    if not is_door(target):
        return f'"{name}" is private to {other}: its door is {other}/{other}.h'
    if other not in SEES.get(mine, lint.FOLDERS):
        return f'{mine} knows {", ".join(SEES[mine])} alone, not {other}'
    return None


def library_fault(path, name):
    """Why this file may not include <name>, or None."""
    for pattern, owners in OWNERS:
        if re.fullmatch(pattern, name):
            if lint.folder_of(path) not in owners:
                return f'<{name}> belongs to {" and ".join(owners)}'
            return f'a door may not include <{name}>' if is_door(path) else None
    return None if name.removesuffix('.h') in PLAIN else f'<{name}> has no owner: add it to OWNERS'


def main():
    own, libraries, types = [], [], []
    for path in lint.sources('.c', '.h', '.inc'):
        text = path.read_text(encoding='utf-8')
        for found in INCLUDE.finditer(text):
            where = lint.place(path, text.count('\n', 0, found.start(0) + 1) + 1)
            if found[1] is not None:
                fault, faults = own_fault(path, found[1]), own
            else:
                fault, faults = library_fault(path, found[2] or found[3]), libraries
            if fault:
                faults.append(f'{where}: {fault}')
        if is_door(path):
            for number, line in lint.numbered(lint.code_of(path)):
                for name in FOREIGN.findall(line):
                    types.append(f'{lint.place(path, number)}: {name} crosses the door')
    lint.report({'folders include downhill and by front doors': own,
                 'each library is included by its owner alone': libraries,
                 'no third-party type crosses a door': types})


main()
