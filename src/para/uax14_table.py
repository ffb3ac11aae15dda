#!/usr/bin/env python3
"""Writes uax14_table.inc from the Unicode Character Database (Debian: unicode-data 15.0).

    ./uax14_table.py /usr/share/unicode > uax14_table.inc

One row a range: first code point, last code point, line breaking class after LB1, flag. Flag: WIDE
for an opening or closing bracket of East Asian width F, W or H (LB30), PICTOGRAPH for an unassigned
pictograph (LB30b). Ranges of class XX (which LB1 makes AL) are left out.
"""
import sys

CLASSES = ("AL BA BB B2 BK CB CL CM CP CR EB EM EX GL H2 H3 HL HY ID IN IS JL JT JV LF NL NS NU "
           "OP PO PR QU RI SP SY WJ ZW ZWJ").split()


def read(path, wanted=None):
    values = {}
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if not line:
            continue
        points, value = [part.strip() for part in line.split(";")[:2]]
        if wanted and value != wanted:
            continue
        first, _, last = points.partition("..")
        for point in range(int(first, 16), int(last or first, 16) + 1):
            values[point] = value
    return values


def main():
    root = sys.argv[1]
    breaks = read(root + "/LineBreak.txt")
    width = read(root + "/EastAsianWidth.txt")
    category = read(root + "/extracted/DerivedGeneralCategory.txt")
    pictograph = read(root + "/emoji/emoji-data.txt", "Extended_Pictographic")
    rows = []
    for point in range(0x110000):
        name = breaks.get(point, "XX")
        if name in ("AI", "SG", "XX"):
            name = "AL"
        elif name == "SA":
            name = "CM" if category.get(point) in ("Mn", "Mc") else "AL"
        elif name == "CJ":
            name = "NS"
        flag = "0"
        if name in ("OP", "CP", "CL") and width.get(point) in ("F", "W", "H"):
            flag = "WIDE"
        elif point in pictograph and category.get(point, "Cn") == "Cn":
            flag = "PICTOGRAPH"
        if name == "AL" and flag == "0":
            continue
        if rows and rows[-1][1] == point - 1 and rows[-1][2:] == (name, flag):
            rows[-1] = (rows[-1][0], point, name, flag)
        else:
            rows.append((point, point, name, flag))
    print("/* Made by uax14_table.py from Unicode 15.0: LineBreak.txt, EastAsianWidth.txt, "
          "emoji-data.txt. */")
    for first, last, name, flag in rows:
        assert name in CLASSES, name
        print("{0x%04X, 0x%04X, LB_%s, %s}," % (first, last, name, flag))


main()
