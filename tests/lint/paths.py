"""Nothing in the project names one machine: no developer's path, no registry's host."""
import re

import lint

# Written so that this file does not hold what it looks for.
PATH = re.compile(r'(?<![\w.$})~-])/(?:home|root|Users|tmp|work|mnt|media)/[\w.]|'
                  r'\b[A-Z]:\\\\?Users')
HOST = re.compile(r'\b(?:deb|security|ftp|snapshot)\.' r'debian\.org|registry\.' r'npm\w*\.\w+|'
                  r'\bpypi\.' r'org|files\.' r'pythonhosted|static\.' r'crates\.io|'
                  r'proxy\.' r'golang|'
                  r'\bmirrors?\.\w+\.\w+')


def main():
    paths, hosts = [], []
    for path in lint.tracked():
        try:
            text = path.read_text(encoding='utf-8')
        except UnicodeDecodeError:
            continue
        for number, line in lint.numbered(text):
            if PATH.search(line):
                paths.append(f'{lint.place(path, number)}: {line.strip()[:90]}')
            if HOST.search(line):
                hosts.append(f'{lint.place(path, number)}: {line.strip()[:90]}')
    lint.report({'no path of one machine': paths, 'no host of a package registry': hosts})


main()
