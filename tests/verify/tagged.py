"""Rules of a tagged file, over one that is PDF/A-3a and PDF/UA-1 at once: each cites the clause of
every standard that has it."""
import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

import good
from good import add_element, elements
from registry import breaks, fonts, page


def access(rule, clause, **more):
    """Breaks PDF/UA-1 alone."""
    return breaks(rule, "a-3a", clause=f"ISO 14289-1 {clause}", **more)


def level_a(rule, archive, clause=None, **more):
    """Breaks PDF/A-3a, and where it has the rule PDF/UA-1."""
    cited = f"ISO 19005-3 {archive}" + (f"; ISO 14289-1 {clause}" if clause else "")
    return breaks(rule, "a-3a", clause=cited, **more)


def first(pdf, kind):
    return elements(pdf, kind)[0]


# ---- the file -----------------------------------------------------------------------------------

@level_a("tags-unmarked", "6.7.2.2", "6.2")
def not_marked(pdf):
    del pdf.Root["/MarkInfo"]


@level_a("tags-unmarked", "6.7.2.2", "6.2")
def marked_false(pdf):
    pdf.Root.MarkInfo.Marked = False


@access("tags-suspect", "7.1")
def suspects(pdf):
    pdf.Root.MarkInfo.Suspects = True


@level_a("tags-missing", "6.7.3.3", "7.1", text=True)
def no_tree(pdf):
    del pdf.Root["/StructTreeRoot"]


@access("viewer-title", "7.1")
def title_not_shown(pdf):
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


@access("xmp-title", "7.1", also=["record-title"])
def no_title(pdf):
    good.change_xmp(pdf, "<dc:title>", "<dc:description>")
    good.change_xmp(pdf, "</dc:title>", "</dc:description>")
    del pdf.docinfo["/Title"]


@access("xmp-access", "5", asked="ua-1")
def another_part_of_ua(pdf):
    good.change_xmp(pdf, "<pdfuaid:part>1<", "<pdfuaid:part>2<")


@access("lock-reading", "7.16", also=["damaged", "encrypted"], by_bytes=True)
def locked_to_readers(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(
            owner="o", R=3, aes=False, metadata=False,
            allow=pikepdf.Permissions(accessibility=False)))
    return out.getvalue()


@access("lang-missing", "7.2")
def no_language(pdf):
    del pdf.Root["/Lang"]


@level_a("lang-form", "6.7.4", "7.2")
def language_with_underscore(pdf):
    pdf.Root.Lang = String("zh_CN")


@level_a("lang-form", "6.7.4", "7.2")
def language_of_an_element(pdf):
    first(pdf, "/P").Lang = String("-en")


@level_a("lang-form", "6.7.4", "7.2")
def language_that_is_empty(pdf):
    first(pdf, "/P").Lang = String("")


@level_a("lang-form", "6.7.4", "7.2")
def language_of_nine_letters(pdf):
    first(pdf, "/P").Lang = String("languages-x")


@level_a("lang-form", "6.7.4", "7.2")
def language_of_content(pdf):
    page(pdf).contents_add(b"/Artifact <</Lang (c++)>> BDC EMC")


# ---- the tree -----------------------------------------------------------------------------------

@level_a("tag-parent", "6.7.3.3", "7.1")
def element_without_parent(pdf):
    del first(pdf, "/P")["/P"]


@level_a("tag-parent", "6.7.3.3", "7.1")
def another_parent(pdf):
    first(pdf, "/TD").P = first(pdf, "/Document")


@level_a("tag-tree", "6.7.3.3", "7.1", text=True)
def element_twice(pdf):
    good.add_kid(first(pdf, "/Document"), first(pdf, "/P"))


@level_a("tag-tree", "6.7.3.3", "7.1", text=True)
def tree_in_a_circle(pdf):
    good.add_kid(first(pdf, "/P"), first(pdf, "/Document"))


@level_a("tag-tree", "6.7.3.3", "7.1")
def kid_that_is_none(pdf):
    good.add_kid(first(pdf, "/P"), String("none"))


@level_a("tag-tree", "6.7.3.3", "7.1")
def content_of_no_number(pdf):
    good.add_kid(first(pdf, "/P"), Dictionary(Type=Name.MCR, Pg=page(pdf).obj))


@level_a("tag-tree", "6.7.3.3", "7.1", also=["parent-tree", "tag-content"], text=True)
def content_of_two_elements(pdf):
    good.add_kid(elements(pdf, "/P")[1], first(pdf, "/H1").K)


@level_a("tag-tree", "6.7.3.3", "7.1")
def key_that_is_no_number(pdf):
    parents = pdf.Root.StructTreeRoot.ParentTree
    parents.Nums = Array([*parents.Nums, Name.Key, first(pdf, "/P")])


@level_a("role-unknown", "6.7.3.4", "7.1")
def type_of_ones_own(pdf):
    first(pdf, "/P").S = Name.Paragraph


@level_a("role-unknown", "6.7.3.4", "7.1")
def type_mapped_to_one_of_ones_own(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Paragraph=Name.Text)
    first(pdf, "/P").S = Name.Paragraph


@level_a("role-loop", "6.7.3.4", "7.1")
def types_in_a_circle(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(One=Name.Two, Two=Name.One)


@level_a("role-remapped", "6.7.3.4", "7.1")
def paragraphs_that_are_spans(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Span)


# ---- content ------------------------------------------------------------------------------------

@access("content-untagged", "7.1")
def rule_without_tag(pdf):
    page(pdf).contents_add(b"q 9 9 9 9 re f Q")


@access("content-untagged", "7.1", also=["font-unmapped"], text=True)
def text_without_tag(pdf):
    font = sorted(page(pdf).Resources.Font.keys())[0]
    page(pdf).contents_add(b"BT %s 9 Tf 9 9 Td <0001> Tj ET" % font.encode())


@access("content-untagged", "7.1", also=["font-unmapped"], text=True)
def unseen_text_without_tag(pdf):
    font = sorted(page(pdf).Resources.Font.keys())[0]
    page(pdf).contents_add(b"BT 3 Tr %s 9 Tf 9 9 Td <0001> Tj ET" % font.encode())


@access("content-untagged", "7.1")
def form_without_tag(pdf):
    good.kind(page(pdf).Resources, "/XObject").Fm = pdf.make_indirect(Stream(
        pdf, b"0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
        Resources=Dictionary()))
    page(pdf).contents_add(b"q /Fm Do Q")


@access("content-untagged", "7.1")
def other_marks_are_no_tags(pdf):
    page(pdf).contents_add(b"/Note BMC q 9 9 9 9 re f Q EMC")


@access("artifact-place", "7.1")
def artifact_in_a_paragraph(pdf):
    change_content(pdf, b"/P <</MCID 2>> BDC", b"/P <</MCID 2>> BDC /Artifact BMC EMC")


@access("artifact-place", "7.1", text=True)
def paragraph_in_an_artifact(pdf):
    page(pdf).contents_add(b"/Artifact BMC", prepend=True)
    page(pdf).contents_add(b"EMC")


def change_content(pdf, old, new):
    joined = good.content(pdf)
    assert joined.count(old) == 1, joined[:600]
    page(pdf).Contents = pdf.make_indirect(Stream(pdf, joined.replace(old, new)))


@level_a("tag-content", "6.7.3.3", "7.1", text=True)
def content_of_no_element(pdf):
    change_content(pdf, b"/P <</MCID 2>> BDC", b"/P <</MCID 999>> BDC")


@level_a("tag-content", "6.7.3.3", "7.1")
def content_twice(pdf):
    page(pdf).contents_add(b"/P <</MCID 2>> BDC EMC")


@level_a("tag-content", "6.7.3.3", "7.1")
def content_by_a_resource(pdf):
    good.kind(page(pdf).Resources, "/Properties").Mc = pdf.make_indirect(Dictionary(MCID=999))
    page(pdf).contents_add(b"/P /Mc BDC EMC")


@level_a("tag-content", "6.7.3.3", "7.1", also=["parent-tree"])
def content_that_is_nowhere(pdf):
    good.add_kid(first(pdf, "/P"), 998)


@level_a("parent-tree", "6.7.3.3", "7.1")
def page_without_key(pdf):
    del page(pdf)["/StructParents"]


@level_a("parent-tree", "6.7.3.3", "7.1")
def content_leads_to_another(pdf):
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    parents[1] = first(pdf, "/Document")


@level_a("parent-tree", "6.7.3.3", "7.1")
def more_content_than_there_is(pdf):
    pdf.Root.StructTreeRoot.ParentTree.Nums[1].append(first(pdf, "/P"))


@level_a("parent-tree", "6.7.3.3", "7.1", also=["tag-content"], text=True)
def element_lets_go(pdf):
    del first(pdf, "/Caption")["/K"]


# ---- which element where ------------------------------------------------------------------------

def move(pdf, element, parent):
    """From where it is to the end of another."""
    old = element.P
    kids = old.K if isinstance(old.K, Array) else [old.K]
    old.K = Array([kid for kid in kids
                   if not (isinstance(kid, Dictionary) and kid.objgen == element.objgen)])
    element.P = parent
    good.add_kid(parent, element)


@access("tag-place", "7.2", also=["table-grid"])
def paragraph_in_a_row(pdf):
    add_element(pdf, first(pdf, "/TR"), "/P")


@access("tag-place", "7.2")
def cell_in_a_paragraph(pdf):
    add_element(pdf, first(pdf, "/P"), "/TD")


@access("tag-place", "7.2")
def heading_cell_in_the_document(pdf):
    add_element(pdf, first(pdf, "/Document"), "/TH")


@access("tag-place", "7.2")
def row_in_the_document(pdf):
    add_element(pdf, first(pdf, "/Document"), "/TR")


@access("tag-place", "7.2")
def head_of_no_table(pdf):
    add_element(pdf, first(pdf, "/Document"), "/THead")


@access("tag-place", "7.2")
def body_of_no_table(pdf):
    add_element(pdf, first(pdf, "/Document"), "/TBody")


@access("tag-place", "7.2")
def foot_of_no_table(pdf):
    add_element(pdf, first(pdf, "/Document"), "/TFoot")


@access("tag-place", "7.2")
def paragraph_in_a_table(pdf):
    add_element(pdf, first(pdf, "/Table"), "/P")


@access("tag-place", "7.2")
def item_of_no_list(pdf):
    add_element(pdf, first(pdf, "/Document"), "/LI")


@access("tag-place", "7.2")
def body_of_no_item(pdf):
    add_element(pdf, first(pdf, "/Document"), "/LBody")


@access("tag-place", "7.2")
def paragraph_in_a_list(pdf):
    add_element(pdf, first(pdf, "/L"), "/P")


@access("tag-place", "7.2")
def paragraph_in_an_item(pdf):
    add_element(pdf, first(pdf, "/LI"), "/P")


@access("tag-place", "7.2")
def entry_of_no_contents(pdf):
    add_element(pdf, first(pdf, "/Document"), "/TOCI")


@access("tag-place", "7.2")
def paragraph_in_contents(pdf):
    add_element(pdf, add_element(pdf, first(pdf, "/Document"), "/TOC"), "/P")


@access("tag-place", "7.2")
def span_in_ruby(pdf):
    add_element(pdf, add_element(pdf, first(pdf, "/P"), "/Ruby"), "/Span")


@access("tag-order", "7.2")
def caption_behind_items(pdf):
    add_element(pdf, first(pdf, "/L"), "/Caption")


@access("tag-order", "7.2")
def two_captions_of_a_table(pdf):
    add_element(pdf, first(pdf, "/Table"), "/Caption")


@access("tag-order", "7.2", text=True)
def caption_amid_rows(pdf):
    table = first(pdf, "/Table")
    kids = list(table.K)
    table.K = Array([kids[1], kids[0], *kids[2:]])


@access("tag-order", "7.2", text=True)
def head_without_body(pdf):
    table = first(pdf, "/Table")
    move(pdf, first(pdf, "/TR"), add_element(pdf, table, "/THead"))


@access("tag-order", "7.2")
def two_heads(pdf):
    table = first(pdf, "/Table")
    rows = elements(pdf, "/TR")
    for row, kind in zip(rows, ("/THead", "/THead", "/TBody")):
        move(pdf, row, add_element(pdf, table, kind))


# ---- tables -------------------------------------------------------------------------------------

@access("table-grid", "7.2")
def row_with_a_cell_more(pdf):
    add_element(pdf, elements(pdf, "/TR")[1], "/TD")


@access("table-grid", "7.2")
def row_without_cells(pdf):
    add_element(pdf, first(pdf, "/Table"), "/TR")


@access("table-grid", "7.2")
def cell_of_two_columns(pdf):
    first(pdf, "/TD").A = Dictionary(O=Name.Table, ColSpan=2)


@access("table-grid", "7.2")
def cell_of_many_rows(pdf):
    elements(pdf, "/TD")[-1].A = Array([Dictionary(O=Name.Table, RowSpan=9), 0])


@access("table-grid", "7.2")
def cells_over_each_other(pdf):
    cells = elements(pdf, "/TR")[1].K
    cells[1].A = Dictionary(O=Name.Table, RowSpan=2)
    elements(pdf, "/TR")[2].K[0].A = Dictionary(O=Name.Table, ColSpan=3)


@access("table-grid", "7.2")
def span_by_a_class(pdf):
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Wide=Dictionary(O=Name.Table, ColSpan=2))
    first(pdf, "/TD").C = Name.Wide


@access("table-headers", "7.5")
def heading_cell_without_scope(pdf):
    del first(pdf, "/TH")["/A"]


@access("table-headers", "7.5")
def scope_of_another_owner(pdf):
    first(pdf, "/TH").A = Dictionary(O=Name.Layout, Scope=Name.Column)


@access("table-headers", "7.5")
def headers_that_are_nowhere(pdf):
    for head in elements(pdf, "/TH"):
        del head["/A"]
    for cell in elements(pdf, "/TD"):
        cell.A = Dictionary(O=Name.Table, Headers=Array([String("none")]))


# ---- headings, figures, notes -------------------------------------------------------------------

@access("heading-skipped", "7.4.2")
def first_heading_of_the_second_level(pdf):
    first(pdf, "/H1").S = Name.P


@access("heading-skipped", "7.4.2")
def from_one_to_three(pdf):
    first(pdf, "/H2").S = Name.P


@access("heading-skipped", "7.4.2")
def from_two_to_six(pdf):
    first(pdf, "/H3").S = Name.H6


@access("heading-mixed", "7.4.4")
def headings_of_both_kinds(pdf):
    add_element(pdf, first(pdf, "/Document"), "/H")


@access("figure-alt", "7.3")
def figure_without_words(pdf):
    del first(pdf, "/Figure")["/Alt"]


@access("figure-alt", "7.3")
def figure_with_empty_words(pdf):
    first(pdf, "/Figure").Alt = String("")


@access("formula-alt", "7.7")
def formula_without_words(pdf):
    add_element(pdf, first(pdf, "/P"), "/Formula")


@access("note-id", "7.9")
def note_without_id(pdf):
    add_element(pdf, first(pdf, "/P"), "/Note")


@access("note-id", "7.9")
def notes_of_one_id(pdf):
    for _ in range(2):
        add_element(pdf, first(pdf, "/P"), "/Note", ID=String("1"))


# ---- annotations --------------------------------------------------------------------------------

def link(pdf):
    return page(pdf).Annots[0]


@access("page-tabs", "7.18.3")
def order_of_tabs_is_not_said(pdf):
    del page(pdf)["/Tabs"]


@access("page-tabs", "7.18.3")
def tabs_by_rows(pdf):
    page(pdf).Tabs = Name.R


@access("link-words", "7.18.5")
def link_without_words(pdf):
    del link(pdf)["/Contents"]


@access("link-tag", "7.18.5")
def link_in_a_span(pdf):
    first(pdf, "/Link").S = Name.Span


@access("link-tag", "7.18.5")
def link_in_no_element(pdf):
    del first(pdf, "/Link")["/K"]


@level_a("parent-tree", "6.7.3.3", "7.1")
def link_leads_to_another(pdf):
    link(pdf).StructParent = 9999


def note(pdf, **more):
    """An annotation more, with its looks."""
    look = pdf.make_indirect(Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form,
                                    BBox=[0, 0, 9, 9], Resources=Dictionary()))
    page(pdf).Annots.append(pdf.make_indirect(Dictionary(
        Type=Name.Annot, Rect=[30, 9, 39, 18], F=4, AP=Dictionary(N=look), **more)))


@access("annotation-tag", "7.18.1")
def note_in_no_element(pdf):
    note(pdf, Subtype=Name.Square, Contents=String("a square"))


@access("annotation-words", "7.18.1", also=["annotation-tag"])
def note_without_words(pdf):
    note(pdf, Subtype=Name.Square)


@access("field-tag", "7.18.4")
def field_in_no_element(pdf):
    note(pdf, Subtype=Name.Widget, TU=String("a field"))


@access("field-words", "7.18.1", also=["field-tag"])
def field_without_words(pdf):
    note(pdf, Subtype=Name.Widget)


@access("annotation-trap", "7.18.2", also=["annotation-tag"])
def trap_network(pdf):
    note(pdf, Subtype=Name.TrapNet, Contents=String("traps"))


# ---- fonts --------------------------------------------------------------------------------------

def map_all(pdf, meaning):
    """Every code of every font means that; a range is of one first byte, a block of 64 ranges."""
    rows = [b"<%02X00> <%02XFF> [%s]" % (high, high, meaning * 256) for high in range(256)]
    blocks = [b"64 beginbfrange " + b" ".join(rows[i:i + 64]) + b" endbfrange "
              for i in range(0, 256, 64)]
    for font in fonts(pdf):
        font.ToUnicode.write(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange "
            b"<0000> <FFFF> endcodespacerange " + b"".join(blocks) + b"endcmap")


@breaks("font-meaning", "a-3a", clause="ISO 19005-3 6.2.11.7.2; ISO 14289-1 7.21.7", text=True)
def codes_of_no_character(pdf):
    map_all(pdf, b"<0000>")


@level_a("font-private", "6.2.11.7.3", text=True)
def codes_of_private_use(pdf):
    map_all(pdf, b"<E000>")


@level_a("font-unmapped", "6.2.11.7.2", "7.21.7", text=True)
def code_without_meaning(pdf):
    for font in fonts(pdf):
        font.ToUnicode.write(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange "
            b"<0000> <FFFF> endcodespacerange 1 beginbfchar <FFFE> <4E00> endbfchar endcmap")


@level_a("font-embedded", "6.2.11.4.1", "7.21.4.1")
def font_not_embedded(pdf):
    for font in fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


@level_a("font-widths", "6.2.11.5", "7.21.5")
def widths_of_another_font(pdf):
    for font in fonts(pdf):
        cid = font.DescendantFonts[0]
        cid.DW = 501
        if "/W" in cid:
            del cid["/W"]


@level_a("form-reference", "6.2.9", "7.20")
def form_of_another_file(pdf):
    good.kind(page(pdf).Resources, "/XObject").Fm = pdf.make_indirect(Stream(
        pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
        Resources=Dictionary(), Ref=Dictionary(F=String("a.pdf"), Page=0)))


@level_a("layers-form", "6.9", "7.10")
def layers_without_name(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@level_a("xmp-missing", "6.6.2.1", asked="a-3a")
@access("xmp-missing", "7.1", asked="ua-1")
def no_metadata(pdf):
    del pdf.Root["/Metadata"]
