#!/usr/bin/env python3
"""The measuring room: each bar of the design, what was measured, the ratio, PASS or over.

    bench.py [--build FOLDER] [issue|scale|peers|colour|variants|batch]...

Without a name, all. FOLDER (build) is a release build. ./bootstrap bench brings what is
needed. Exit status 1 only when something could not be measured.
"""
import argparse
import os
import sys

import batch
import colour
import issue
import measuring
import peers
import scale
import variants

SUBJECTS = {'issue': issue.run, 'scale': scale.run, 'peers': peers.run, 'colour': colour.run,
            'variants': variants.run, 'batch': batch.run}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', default=measuring.ROOT / 'build')
    parser.add_argument('subjects', nargs='*', metavar='SUBJECT', help=', '.join(SUBJECTS))
    asked = parser.parse_args()
    unknown = set(asked.subjects) - set(SUBJECTS)
    if unknown:
        parser.error(f'unknown: {", ".join(sorted(unknown))}')
    os.environ.pop('JB_TRACE', None)
    status = 0
    for name in asked.subjects or SUBJECTS:
        try:
            SUBJECTS[name](measuring.Room(asked.build))
        except measuring.Unmeasured as fault:
            print(f'\n{name}: could not be measured: {fault}', file=sys.stderr)
            status = 1
        sys.stdout.flush()
    return status


sys.exit(main())
