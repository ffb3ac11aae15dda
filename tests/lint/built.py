"""The program alone, as `./bootstrap build` asks ninja for it, brings all that it then looks for:
what the links of share/jianbao lead to is a source, or is made whenever the program is."""
import lint

PROGRAM = 'src/cli/jianbao'


def links():
    return sorted(path for path in (lint.build_root() / 'share/jianbao').iterdir()
                  if path.is_symlink())


def inputs_of(target):
    """What ninja makes or reads for the target, as paths."""
    listed = lint.run('ninja', '-C', lint.build_root(), '-t', 'inputs', target).stdout
    return {(lint.build_root() / line).resolve() for line in listed.splitlines()}


def main():
    found, inputs = links(), inputs_of(PROGRAM)
    faults = [f'{link.name}: {PROGRAM} does not depend on {link.readlink()}' for link in found
              if lint.build_root() in link.resolve().parents and link.resolve() not in inputs]
    gone = [f'{link.name}: {link.readlink()} is not there' for link in found if not link.exists()]
    lint.report({'there are links to look at': [] if found else ['none in share/jianbao'],
                 'whatever they lead to is there': gone,
                 'what is made is made with the program': faults})


main()
