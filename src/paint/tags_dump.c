/* Tags for reading. */
#include "../base/json.h"
#include "parts.h"

/* What a tag is made of, in order: text of its own, or a tag below it. */
typedef struct part {
    uint32_t tag; /* 0: text */
    jb_buf text;
    uint32_t next; /* 1 + index of the tag's next part */
} part;

typedef struct dump {
    jb_arena *arena;
    const jb_tags *tags;
    JB_VEC(part) parts;
    uint32_t *first, *last; /* of each tag, by 1 + index */
    bool *placed;           /* the tag is a part of its parent */
    jb_buf *out;
} dump;

static part *add_part(dump *d, uint32_t owner, uint32_t tag)
{
    part *new = jb_push(d->arena, &d->parts);
    *new = (part){.tag = tag};
    if (d->last[owner])
        d->parts.at[d->last[owner] - 1].next = d->parts.len;
    else
        d->first[owner] = d->parts.len;
    d->last[owner] = d->parts.len;
    if (tag)
        d->placed[tag] = true;
    return new;
}

/* A link or the like comes where its text does, all other tags behind their parent's text. */
static void add_text(dump *d, uint32_t tag, jb_str text)
{
    const jb_tag *of = &d->tags->tags.at[tag];
    if (of->kind >= JB_TAG_LINK && !d->placed[tag])
        add_part(d, of->parent, tag);
    part *to = d->last[tag] ? &d->parts.at[d->last[tag] - 1] : NULL;
    if (!to || to->tag)
        to = add_part(d, tag, 0);
    jb_buf_add(d->arena, &to->text, text);
}

static void add_all(dump *d, const jb_pages *pages)
{
    for (uint32_t i = 0; i < pages->items.len; i++) {
        const jb_item *item = &pages->items.at[i];
        if (item->kind != JB_ITEM_GLYPHS)
            continue;
        for (uint32_t g = item->glyph; g < item->glyph + item->glyphs; g++)
            if (d->tags->of_glyph[g])
                add_text(d, d->tags->of_glyph[g], jb_item_glyph_text(&pages->glyphs.at[g]));
    }
    for (uint32_t i = 1; i < d->tags->tags.len; i++)
        if (!d->placed[i])
            add_part(d, d->tags->tags.at[i].parent, i);
}

static void print_string(dump *d, const char *before, jb_str text)
{
    jb_buf_add(d->arena, d->out, jb_str_make(before));
    jb_json_string(d->arena, d->out, text);
}

/* The tag's line, with its text up to the first tag inside of it; what is left goes to *next. */
static void print_head(dump *d, uint32_t i, int depth, uint32_t *next)
{
    const jb_tag *tag = &d->tags->tags.at[i];
    jb_buf_printf(d->arena, d->out, "%*s%s", 2 * depth, "", jb_tag_name(tag->kind));
    if (tag->numbered)
        jb_buf_add(d->arena, d->out, JB_STR(" numbered"));
    if (tag->lang.len)
        jb_buf_printf(d->arena, d->out, " lang=%.*s", JB_FMT(tag->lang));
    if (tag->uri.len)
        print_string(d, " uri=", tag->uri);
    if (tag->alt.len)
        print_string(d, " alt=", tag->alt);
    *next = d->first[i];
    if (*next && !d->parts.at[*next - 1].tag) {
        print_string(d, " ", jb_buf_str(&d->parts.at[*next - 1].text));
        *next = d->parts.at[*next - 1].next;
    }
    jb_buf_add(d->arena, d->out, JB_STR("\n"));
}

static void print_tag(dump *d, uint32_t i, int depth)
{
    uint32_t next;
    print_head(d, i, depth, &next);
    for (; next; next = d->parts.at[next - 1].next) {
        const part *of = &d->parts.at[next - 1];
        if (of->tag) {
            print_tag(d, of->tag, depth + 1);
            continue;
        }
        jb_buf_printf(d->arena, d->out, "%*s", 2 * depth + 2, "");
        print_string(d, "", jb_buf_str(&of->text));
        jb_buf_add(d->arena, d->out, JB_STR("\n"));
    }
}

void jb_tags_dump(jb_arena *arena, const jb_pages *pages, const jb_variant *variant, jb_buf *out)
{
    const jb_tags *tags = jb_tags_make(arena, pages, variant);
    dump d = {.arena = arena,
              .tags = tags,
              .first = JB_NEW_ARRAY(arena, uint32_t, tags->tags.len),
              .last = JB_NEW_ARRAY(arena, uint32_t, tags->tags.len),
              .placed = JB_NEW_ARRAY(arena, bool, tags->tags.len),
              .out = out};
    add_all(&d, pages);
    print_tag(&d, 0, 0);
}
