"""Pictures without a library: the PNM files of pdftoppm, grey PNGs, and how far two differ."""
import struct
import zlib


class Picture:
    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, bytes(data)

    def __eq__(self, other):
        return (self.width, self.height, self.data) == (other.width, other.height, other.data)


def read_pnm(data):
    """Binary PGM or PPM: one byte or three a pixel."""
    _, width, height, most = data[:40].split()[:4]
    head = data.index(most + b"\n") + len(most) + 1
    return Picture(int(width), int(height), data[head:])


def chunk(kind, data):
    """A chunk of a PNG."""
    sealed = kind + data
    return struct.pack(">I", len(data)) + sealed + struct.pack(">I", zlib.crc32(sealed))


def write_png(path, picture):
    """8 bits of grey. Each row as its difference from the one above (filter 2)."""
    width, above, rows = picture.width, bytes(picture.width), []
    for at in range(0, len(picture.data), width):
        row = picture.data[at:at + width]
        rows.append(b"\2" + bytes((a - b) & 255 for a, b in zip(row, above)))
        above = row
    head = struct.pack(">IIBBBBB", width, picture.height, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
                     chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b""))


def read_png(path):
    """What write_png wrote."""
    data, at, packed, width, height = path.read_bytes(), 8, b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        packed += body if kind == b"IDAT" else b""
        at += length + 12
    rows, above, out = zlib.decompress(packed), bytes(width), bytearray()
    for at in range(0, len(rows), width + 1):
        above = bytes((a + b) & 255 for a, b in zip(rows[at + 1:at + 1 + width], above))
        out += above
    return Picture(width, height, out)


def each_of_three(data, width, fold):
    """fold(left, middle, right) of each pixel of a row, then of each column."""
    rows = []
    for at in range(0, len(data), width):
        row = data[at:at + width]
        rows.append([fold(t) for t in zip([row[0], *row[:-1]], row, [*row[1:], row[-1]])])
    out = []
    for above, row, below in zip([rows[0], *rows[:-1]], rows, [*rows[1:], rows[-1]]):
        out += [fold(t) for t in zip(above, row, below)]
    return out


def blur(picture):
    return [total // 9 for total in each_of_three(picture.data, picture.width, sum)]


# A quarter of what the picture itself changes by among the neighbours is what half a pixel more or
# less to the side makes: no eye sees it.
def difference(old, new):
    """What an eye would see of a difference, 0 to 255 for each pixel (after libass' compare)."""
    before, after = blur(old), blur(new)
    low = each_of_three(before, old.width, min)
    high = each_of_three(before, old.width, max)
    return [max(0, abs(a - b) - (h - l) // 4) for a, b, h, l in zip(before, after, high, low)]


GRADES = (("GOOD", 12), ("BAD", 48), ("FAIL", 255))


def grade(old, new):
    """(grade, greatest difference, picture of the differences)"""
    if old == new:
        return "SAME", 0, None
    if (old.width, old.height) != (new.width, new.height):
        return "FAIL", 255, None
    seen = difference(old, new)
    worst = max(seen)
    name = next(name for name, most in GRADES if worst <= most)
    return name, worst, Picture(old.width, old.height, [255 - min(255, 4 * d) for d in seen])
