"""Rules of what is kept: how a PDF/A is written down byte by byte, the types and descriptions of
its XMP, the files that it carries, and what it says of its issue."""
import hashlib
import json
import re

from pikepdf import Array, Dictionary, Name, Stream, String

import good
from archive import both
from registry import breaks, page


def archive(rule, clause, **more):
    """Breaks PDF/A-3a."""
    return breaks(rule, "a-3a", clause=f"ISO 19005-3 {clause}", **more)


def record(rule, **more):
    """Breaks what jianbao says of an issue."""
    return breaks(rule, "a-3a", clause="record of the issue", **more)


def embedded(rule, **more):
    """Breaks what PDF itself says of files within."""
    return breaks(rule, "a-3a", clause="ISO 32000-1 7.11.4", **more)


# ---- bytes --------------------------------------------------------------------------------------
# As many bytes as before, or behind all objects: the cross-reference table is right in each.

def replace_one(data, old, new):
    assert len(old) == len(new) and old in data, old
    return data.replace(old, new, 1)


@both("object-spacing", "6.1.8", "6.1.9", by_bytes=True)
def space_behind_obj(data):
    return replace_one(data, b"1 0 obj\n", b"1 0 obj ")


@both("object-spacing", "6.1.8", "6.1.9", by_bytes=True, also=["damaged"])
def two_spaces_before_the_generation(data):
    return two_spaces(data, b"2  0 obj")


@both("object-spacing", "6.1.8", "6.1.9", by_bytes=True, also=["damaged"])
def two_spaces_before_obj(data):
    return two_spaces(data, b"2 0  obj")


def two_spaces(data, head):
    """The second object begins a byte earlier, in the place of the line end before it."""
    at = data.index(b"\n2 0 obj")
    entry = list(re.finditer(rb"\n(\d{10}) 00000 n", data))[1]
    data = data[:entry.start(1)] + b"%010d" % at + data[entry.end(1):]
    return data[:at] + head + data[at + 8:]


@both("object-spacing", "6.1.8", "6.1.9", by_bytes=True)
def space_before_endobj(data):
    return replace_one(data, b">>\nendobj", b">> endobj")


@both("object-spacing", "6.1.8", "6.1.9", by_bytes=True)
def space_behind_endobj(data):
    return replace_one(data, b"endobj\n", b"endobj ")


@both("stream-keyword", "6.1.7", "6.1.7.1", by_bytes=True, also=["damaged"])
def carriage_return_behind_stream(data):
    return data.replace(b"stream\n", b"stream\r", 1)


@both("stream-keyword", "6.1.7", "6.1.7.1", by_bytes=True)
def endstream_behind_data(data):
    """The metadata, which end in white space, are longer by the line end."""
    head = re.search(rb"/Type /Metadata /Length (\d+)", data)
    length = int(head[1])
    start = data.index(b"stream\n", head.end()) + 7
    assert data[start + length:start + length + 10] == b"\nendstream"
    return data[:head.start(1)] + b"%d" % (length + 1) + data[head.end(1):]


@both("stream-length", "6.1.7", "6.1.7.1", by_bytes=True, also=["damaged"])
def length_too_short(data):
    head = re.search(rb"/Type /Metadata /Length (\d+)", data)
    return data[:head.start(1)] + b"%d" % (int(head[1]) - 1) + data[head.end(1):]


@both("string-hex", "6.1.6", "6.1.6", by_bytes=True)
def odd_digits(data):
    return data[:data.rindex(b"/ID [") + 5] + b"<" + re.sub(
        rb"^<([0-9a-f]+)[0-9a-f]>", rb"\1 >", data[data.rindex(b"/ID [") + 5:])


@both("content-hex", "6.1.6", "6.1.6", also=["font-notdef", "font-set", "font-widths"])
def odd_digits_in_content(pdf):
    font = sorted(page(pdf).Resources.Font.keys())[0]
    page(pdf).contents_add(b"BT %s 9 Tf <000> Tj ET" % font.encode())


@both("xref-spacing", "6.1.4", "6.1.4", by_bytes=True)
def space_behind_xref(data):
    at = data.rindex(b"\nxref\n")
    return data[:at] + b"\nxref \n" + data[at + 6:]


@both("xref-spacing", "6.1.4", "6.1.4", by_bytes=True)
def two_spaces_in_a_section(data):
    return re.sub(rb"\nxref\n0 (\d+)", rb"\nxref\n0  \1", data, count=1)


@both("xref-spacing", "6.1.4", "6.1.4", by_bytes=True)
def empty_line_behind_xref(data):
    at = data.rindex(b"\nxref\n")
    return data[:at] + b"\nxref\n\n" + data[at + 6:]


# ---- XMP ----------------------------------------------------------------------------------------

def xmp(name, rule, old, new):
    """The same change of the packet of A-1b and A-2b."""
    def change(pdf):
        text = pdf.Root.Metadata.read_bytes()
        assert old.encode() in text, text
        pdf.Root.Metadata.write(text.replace(old.encode(), new.encode(), 1))
    change.__name__ = name
    both(*rule)(change)


def add(name, rule, what):
    xmp(name, rule, "<dc:format>", what + "<dc:format>")


TYPE = ("xmp-type", "6.7.9", "6.6.2.3.1")
xmp("format_in_a_bag", TYPE, "<dc:format>application/pdf<",
    "<dc:format><rdf:Bag><rdf:li>application/pdf</rdf:li></rdf:Bag><")
add("type_that_is_no_bag", TYPE, "<dc:type>text</dc:type>")
add("date_that_is_no_sequence", TYPE, "<dc:date>2025-01-20</dc:date>")
add("rating_that_is_no_number", TYPE, "<xmp:Rating>five</xmp:Rating>")
add("date_in_words", TYPE, "<xmp:MetadataDate>20 January</xmp:MetadataDate>")
add("rights_in_no_language", TYPE, "<dc:rights>all</dc:rights>")
add("rights_with_fields", TYPE, '<dc:rights rdf:parseType="Resource"/>')
add("subjects_in_a_sequence", TYPE,
    "<dc:subject><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:subject>")
add("rights_without_language", TYPE,
    "<dc:rights><rdf:Alt><rdf:li>all</rdf:li></rdf:Alt></dc:rights>")

SCHEMA = ("xmp-extension", "6.7.8", "6.6.2.3.3")
xmp("schema_without_prefix", SCHEMA, "<pdfaSchema:prefix>prism</pdfaSchema:prefix>", "")
xmp("schema_with_a_field_more", SCHEMA, "<pdfaSchema:schema>",
    "<pdfaSchema:title>a</pdfaSchema:title><pdfaSchema:schema>")
xmp("category_of_ones_own", SCHEMA, "<pdfaProperty:category>external<",
    "<pdfaProperty:category>other<")
xmp("property_without_category", SCHEMA,
    "<pdfaProperty:category>external</pdfaProperty:category>", "")
xmp("property_without_description", SCHEMA,
    "<pdfaProperty:description>Name of the series</pdfaProperty:description>", "")
xmp("property_without_type", SCHEMA, "<pdfaProperty:valueType>Text</pdfaProperty:valueType>", "")


@archive("xmp-schema", "6.6.2.3.1")
def property_of_another_schema(pdf):
    """A name that one schema describes, in the namespace of another."""
    good.change_xmp(pdf, "<prism:coverDate>", "<prism:total>1</prism:total><prism:coverDate>")


@archive("xmp-type", "6.6.2.3.1")
def year_that_is_no_number(pdf):
    good.change_xmp(pdf, "<jianbao:year>2025<", "<jianbao:year>this<")


@archive("xmp-extension", "6.6.2.3.3")
def properties_in_a_bag(pdf):
    text = pdf.Root.Metadata.read_bytes()
    text = text.replace(b"<pdfaSchema:property><rdf:Seq>", b"<pdfaSchema:property><rdf:Bag>", 1)
    pdf.Root.Metadata.write(text.replace(b"</rdf:Seq></pdfaSchema:property>",
                                         b"</rdf:Bag></pdfaSchema:property>", 1))


# ---- files within -------------------------------------------------------------------------------

def spec(pdf, i=0):
    return pdf.Root.Names.EmbeddedFiles.Names[2 * i + 1]


def renew(pdf, i, data):
    """Another file in the place of that one, with its own sums."""
    stream = spec(pdf, i).EF.F
    stream.write(data)
    stream.Params.Size = len(data)
    stream.Params.CheckSum = String(hashlib.md5(data).digest())


def find(pdf, name):
    names = pdf.Root.Names.EmbeddedFiles.Names
    return next(i for i in range(len(names) // 2) if str(names[2 * i + 1].UF) == name)


@breaks("embedded-name", "a-3a", clause="ISO 19005-3 6.8; ISO 14289-1 7.11")
def file_without_plain_name(pdf):
    del spec(pdf)["/F"]


@breaks("embedded-name", "a-3a", clause="ISO 19005-3 6.8; ISO 14289-1 7.11",
        also=["record-file"])
def file_without_name(pdf):
    del spec(pdf)["/UF"]


@archive("embedded-relation", "6.8")
def file_without_relation(pdf):
    del spec(pdf)["/AFRelationship"]


@archive("embedded-type", "6.8")
def file_without_type(pdf):
    del spec(pdf).EF.F["/Subtype"]


@archive("embedded-type", "6.8")
def file_of_type_text(pdf):
    spec(pdf).EF.F.Subtype = Name.text


@archive("embedded-alone", "6.8")
def files_of_nothing(pdf):
    del pdf.Root["/AF"]


@archive("embedded-alone", "6.8")
def one_file_of_nothing(pdf):
    pdf.Root.AF = Array(list(pdf.Root.AF)[1:])


@archive("embedded-date", "6.8")
def file_without_date(pdf):
    del spec(pdf).EF.F.Params["/ModDate"]


@embedded("embedded-size")
def file_of_another_size(pdf):
    spec(pdf).EF.F.Params.Size = 1


@embedded("embedded-sum")
def file_with_another_sum(pdf):
    spec(pdf).EF.F.Params.CheckSum = String(bytes(16))


@embedded("embedded-sum", also=["embedded-size", "record-file"])
def file_that_changed(pdf):
    spec(pdf).EF.F.write(b"another")


# ---- the record ---------------------------------------------------------------------------------

@record("record-file")
def image_that_changed_with_its_sums(pdf):
    renew(pdf, find(pdf, "level.png"), b"another")


@record("record-file")
def file_that_is_gone(pdf):
    at = find(pdf, "level.png")
    gone = spec(pdf, at)
    names = list(pdf.Root.Names.EmbeddedFiles.Names)
    pdf.Root.Names.EmbeddedFiles.Names = Array(names[:2 * at] + names[2 * at + 2:])
    pdf.Root.AF = Array([one for one in pdf.Root.AF if one.objgen != gone.objgen])


@record("record-file")
def file_that_is_not_in_the_record(pdf):
    data = b"more"
    stream = pdf.make_indirect(Stream(
        pdf, data, Type=Name.EmbeddedFile, Subtype=Name("/text/plain"),
        Params=Dictionary(ModDate=String("D:20250120"))))
    more = pdf.make_indirect(Dictionary(
        Type=Name.Filespec, F=String("more.txt"), UF=String("more.txt"),
        AFRelationship=Name.Data, EF=Dictionary(F=stream)))
    pdf.Root.AF.append(more)
    pdf.Root.Names.EmbeddedFiles.Names.extend([String("999999"), more])


@record("record-file")
def record_that_is_no_json(pdf):
    renew(pdf, find(pdf, "rebuild.json"), b"{")


@record("record-file")
def record_of_another_sum(pdf):
    at = find(pdf, "rebuild.json")
    told = json.loads(spec(pdf, at).EF.F.read_bytes())
    told["files"][0]["sha256"] = "0" * 64
    renew(pdf, at, json.dumps(told).encode())


@record("record-source")
def made_from_another_source(pdf):
    text = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(re.sub(rb"SHA-256 [0-9a-f]{64}", b"SHA-256 " + b"0" * 64, text))


@record("record-title")
def title_of_another_issue(pdf):
    good.change_xmp(pdf, "工作简报 2025年第3期", "工作简报 2025年第4期")
    pdf.docinfo["/Title"] = str(pdf.docinfo["/Title"]).replace("第3期", "第4期")


@record("record-date")
def cover_of_another_date(pdf):
    good.change_xmp(pdf, "<prism:coverDate>2025-01-20<", "<prism:coverDate>2025-01-21<")


@record("record-number")
def number_of_another_issue(pdf):
    good.change_xmp(pdf, "<prism:number>3<", "<prism:number>4<")


@record("record-number")
def total_of_another_issue(pdf):
    good.change_xmp(pdf, "<jianbao:total>45<", "<jianbao:total>46<")
