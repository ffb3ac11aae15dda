"""ICC profiles made by hand, small and the same everywhere (ICC.1:2004, version 2.1)."""
import struct

GRID = 9


def tag_table(tags):
    """[(signature, data)] as the table and the data behind it."""
    at, table, body = 132 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for signature, data in tags:
        table += struct.pack(">4sII", signature, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return table + body


def profile(kind, space, pcs, tags, version=2):
    body = tag_table([(b"desc", text("A profile for tests")), (b"cprt", b"text\0\0\0\0none\0"),
                      (b"wtpt", xyz(0.9642, 1, 0.8249)), *tags])
    head = struct.pack(">I4sBBxx4s4s4s12x4s28x3I48x", 128 + len(body), b"test", version, 0x10, kind,
                       space, pcs, b"acsp", 0xF6D6, 0x10000, 0xD32D)
    assert len(head) == 128
    return head + body


def text(words):
    words = words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * 78


def xyz(*values):
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def lut(inputs, outputs, grid, function):
    """A lut8Type: function of the inputs, 0 to 1 each, to as many outputs."""
    line = bytes(range(256))
    cells = b""
    for cell in range(grid ** inputs):
        at = [cell // grid ** (inputs - 1 - i) % grid / (grid - 1) for i in range(inputs)]
        cells += bytes(min(255, max(0, round(v * 255))) for v in function(*at))
    return (b"mft1\0\0\0\0" + bytes([inputs, outputs, grid, 0]) +
            struct.pack(">9i", *(65536 * (i % 4 == 0) for i in range(9))) +
            line * inputs + cells + line * outputs)


def to_lab(c, m, y, k):
    """Roughly what inks look like; a and b are 0 in the middle of their bytes."""
    light = (1 - k) * (1 - 0.35 * c) * (1 - 0.45 * m) * (1 - 0.1 * y)
    return light, 0.5 + (0.3 * m - 0.2 * c) * (1 - k), 0.5 + (0.35 * y - 0.2 * c) * (1 - k)


def to_inks(light, a, b):
    """Dark is dark in all four inks: a press has to be held back."""
    dark = 1 - light
    return dark - (a - 0.5), dark + (a - 0.5), dark + (b - 0.5), dark


def cmyk(kind=b"prtr", version=2):
    return profile(kind, b"CMYK", b"Lab ", [(b"A2B0", lut(4, 3, 2, to_lab)),
                                            (b"B2A0", lut(3, 4, GRID, to_inks))], version)


PRIMARIES = {"r": (0.4361, 0.2225, 0.0139), "g": (0.3851, 0.7169, 0.0971),
             "b": (0.1431, 0.0606, 0.7141)}  # of sRGB, adapted to D50


def rgb(order="rgb"):
    """A monitor's; `order` says whose primary each channel has: bgr is a profile nobody has, so
    that whoever uses it can be seen to."""
    tags = [(f"{name}XYZ".encode(), xyz(*PRIMARIES[of])) for name, of in zip("rgb", order)]
    tags += [(f"{name}TRC".encode(), gamma(2.2)) for name in "rgb"]
    return profile(b"mntr", b"RGB ", b"XYZ ", tags)


def gray(value):
    return profile(b"mntr", b"GRAY", b"XYZ ", [(b"kTRC", gamma(value))])
