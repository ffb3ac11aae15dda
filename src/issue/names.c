/* What kinds, fields and statuses are called. The Chinese names of kinds are marks too: {副题}. */
#include "parts.h"

static const jb_str kind_names[JB_BLOCK_KINDS][2] = {
    [JB_BLOCK_PARAGRAPH] = {JB_LIT("段落"), JB_LIT("paragraph")},
    [JB_BLOCK_TITLE] = {JB_LIT("标题"), JB_LIT("title")},
    [JB_BLOCK_SUBTITLE] = {JB_LIT("副题"), JB_LIT("subtitle")},
    [JB_BLOCK_HEADING] = {JB_LIT("小标题"), JB_LIT("heading")},
    [JB_BLOCK_COLUMN] = {JB_LIT("栏目"), JB_LIT("column")},
    [JB_BLOCK_BYLINE] = {JB_LIT("署名"), JB_LIT("byline")},
    [JB_BLOCK_NOTE] = {JB_LIT("按语"), JB_LIT("note")},
    [JB_BLOCK_CAPTION] = {JB_LIT("图注"), JB_LIT("caption")},
    [JB_BLOCK_IMAGE] = {JB_LIT("图片"), JB_LIT("image")},
    [JB_BLOCK_TABLE_ROW] = {JB_LIT("表格"), JB_LIT("table-row")},
    [JB_BLOCK_NAMES] = {JB_LIT("名单"), JB_LIT("names")},
    [JB_BLOCK_ATTACHMENT] = {JB_LIT("附件"), JB_LIT("attachment")},
    [JB_BLOCK_DOCUMENT_NO] = {JB_LIT("文号"), JB_LIT("document-no")},
    [JB_BLOCK_CHAPTER] = {JB_LIT("章节"), JB_LIT("chapter")},
    [JB_BLOCK_SIGNATURE] = {JB_LIT("落款"), JB_LIT("signature")},
    [JB_BLOCK_DATE] = {JB_LIT("日期"), JB_LIT("date")},
    [JB_BLOCK_END_ENTRY] = {JB_LIT("报尾条目"), JB_LIT("end-entry")},
    [JB_BLOCK_END_ROW] = {JB_LIT("报尾并列"), JB_LIT("end-row")},
    [JB_BLOCK_END_LINE] = {JB_LIT("报尾单行"), JB_LIT("end-line")},
};

jb_str jb_block_kind_name(jb_block_kind kind, jb_lang lang)
{
    return kind_names[kind][lang];
}

bool jb_block_kind_find(jb_str name, jb_block_kind *kind)
{
    for (int i = 0; i < JB_BLOCK_KINDS; i++) {
        if (jb_str_equal(name, kind_names[i][JB_ZH])) {
            *kind = (jb_block_kind)i;
            return true;
        }
    }
    return false;
}

static const jb_str field_names[JB_FIELD_KEYS] = {
    [JB_FIELD_OTHER] = JB_LIT("其他"),    [JB_FIELD_NAME] = JB_LIT("刊名"),
    [JB_FIELD_NUMBER] = JB_LIT("期号"),   [JB_FIELD_EDITOR] = JB_LIT("编发"),
    [JB_FIELD_DATE] = JB_LIT("日期"),     [JB_FIELD_SECRECY] = JB_LIT("密级"),
    [JB_FIELD_COPY] = JB_LIT("编号"),     [JB_FIELD_LABEL] = JB_LIT("标识"),
    [JB_FIELD_LAYOUT] = JB_LIT("版式"),   [JB_FIELD_STATUS] = JB_LIT("状态"),
    [JB_FIELD_REVISION] = JB_LIT("更正"), [JB_FIELD_ARCHIVE_NO] = JB_LIT("档号"),
};

jb_str jb_field_name(jb_field_key key)
{
    return field_names[key];
}

bool jb_field_find(jb_str name, jb_field_key *key)
{
    for (int i = JB_FIELD_OTHER + 1; i < JB_FIELD_KEYS; i++) {
        if (jb_str_equal(name, field_names[i])) {
            *key = (jb_field_key)i;
            return true;
        }
    }
    return false;
}

jb_str jb_inline_name(jb_inline_kind kind)
{
    static const jb_str names[] = {JB_LIT("emphasis"), JB_LIT("name"), JB_LIT("work"),
                                   JB_LIT("note"), JB_LIT("ruby")};
    return names[kind];
}

jb_str jb_status_name(jb_status status)
{
    static const jb_str names[] = {JB_LIT(""), JB_LIT("送审稿"), JB_LIT("清样"), JB_LIT("作废")};
    return names[status];
}

jb_str jb_row_label(uint32_t i)
{
    static const jb_str labels[] = {JB_LIT("签发"),     JB_LIT("签发人"), JB_LIT("主编"),
                                    JB_LIT("副主编"),   JB_LIT("编辑"),   JB_LIT("责任编辑"),
                                    JB_LIT("执行编辑"), JB_LIT("编审"),   JB_LIT("审核"),
                                    JB_LIT("审稿"),     JB_LIT("校对"),   JB_LIT("总编"),
                                    JB_LIT("联系人"),   JB_LIT("电话"),   JB_LIT("联系电话")};
    return i < sizeof labels / sizeof *labels ? labels[i] : (jb_str){0};
}

bool jb_is_row_label(jb_str name)
{
    for (uint32_t i = 0; jb_row_label(i).len; i++)
        if (jb_str_equal(jb_row_label(i), name))
            return true;
    return false;
}

jb_str jb_header_key(uint32_t i)
{
    enum { FIRST = JB_FIELD_OTHER + 1, KNOWN = JB_FIELD_KEYS - FIRST };
    return i < KNOWN ? field_names[FIRST + i] : jb_row_label(i - KNOWN);
}
