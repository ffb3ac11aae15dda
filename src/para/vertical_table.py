#!/usr/bin/env python3
"""Writes vertical_table.inc from the Unicode Character Database (Debian: unicode-data 15.0).

    ./vertical_table.py /usr/share/unicode > vertical_table.inc

One row a range of characters that stand upright in a column, as they are or in a form of their own
(UAX #50: U and Tu). All others are turned, but where a font has a form for columns (Tr).
"""
import sys


def upright(path):
    points = set()
    for line in open(path, encoding="utf-8"):
        fields = [part.strip() for part in line.split("#")[0].split(";")]
        if len(fields) < 2 or fields[1] not in ("U", "Tu"):
            continue
        first, _, last = fields[0].partition("..")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return sorted(points)


def main():
    rows = []
    for point in upright(sys.argv[1] + "/VerticalOrientation.txt"):
        if rows and rows[-1][1] == point - 1:
            rows[-1][1] = point
        else:
            rows.append([point, point])
    print("/* Made by vertical_table.py from VerticalOrientation.txt of Unicode 15.0. */")
    for first, last in rows:
        print("{0x%04X, 0x%04X}," % (first, last))


main()
