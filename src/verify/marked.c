/* Marked content (ISO 32000-1 14.6): what is open where, and whether what is painted belongs to the
 * structure tree or is an artifact (14.8.2.2). */
#include "reader.h"

/* Of all that is open, in this stream and in those that painted it. */
static unsigned around(const jb_reader *r)
{
    return r->open.len ? r->open.at[r->open.len - 1] : r->around;
}

static void open_mark(jb_reader *r, const jb_marked *marked)
{
    unsigned is = around(r);
    if (r->sink->marked && !r->gather)
        is |= r->sink->marked(r->sink->context, marked, is);
    *jb_push(r->arena, &r->open) = (uint8_t)is;
    r->marked_text += r->where == JB_IN_TEXT;
}

void jb_op_mark(jb_reader *r)
{
    open_mark(r, &(jb_marked){.tag = r->operands[0].token.text, .form = r->form});
}

/* The property list; false: its resource is not there. */
static bool take_properties(jb_reader *r, jb_marked *marked)
{
    const jb_token *properties = &r->operands[1].token;
    if (properties->kind != JB_TOKEN_NAME) {
        size_t start = (size_t)(properties->text.at - r->tokens.bytes.at);
        marked->written = jb_str_cut(r->tokens.bytes, start, r->at);
        return true;
    }
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_PROPERTIES, properties->text);
    marked->properties = found ? found->properties : NULL;
    return found;
}

void jb_op_mark_properties(jb_reader *r)
{
    jb_marked marked = {.tag = r->operands[0].token.text, .form = r->form};
    take_properties(r, &marked);
    open_mark(r, &marked);
}

void jb_op_point_properties(jb_reader *r)
{
    jb_marked marked = {0};
    take_properties(r, &marked);
}

/* Text objects and marked content may not cross (14.6.1). */
void jb_op_end_mark(jb_reader *r)
{
    uint32_t open = r->where == JB_IN_TEXT ? r->marked_text : r->open.len;
    if (open == 0) {
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, r->word);
        return;
    }
    r->open.len--;
    r->marked_text -= r->where == JB_IN_TEXT;
}

void jb_reader_shows(jb_reader *r, const char *what)
{
    bool known = around(r) & (JB_MARKED_PIECE | JB_MARKED_ARTIFACT);
    if (r->sink->marked && !r->gather && !known)
        jb_reader_breach(r, JB_RULE_CONTENT_UNTAGGED, jb_str_make(what));
}

bool jb_reader_is_replaced(const jb_reader *r)
{
    return around(r) & JB_MARKED_REPLACED;
}

unsigned jb_reader_around(const jb_reader *r)
{
    return around(r);
}
