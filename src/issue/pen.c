#include "write.h"

static void flush(parser *p)
{
    if (p->kept < p->done) {
        jb_map_copy(p->arena, &p->issue->map, p->clean.len, p->kept, p->done - p->kept);
        jb_buf_add(p->arena, &p->clean, jb_str_cut(p->text, p->kept, p->done));
    }
    p->kept = p->done;
}

uint32_t jb_pen_at(parser *p)
{
    flush(p);
    return p->clean.len;
}

void jb_pen_keep(parser *p, uint32_t from, uint32_t to)
{
    if (from != p->done) {
        flush(p);
        p->kept = from;
    }
    p->done = to;
}

static void replace(parser *p, uint32_t from, uint32_t to, jb_str after)
{
    flush(p);
    if (after.len) {
        jb_map_replace(p->arena, &p->issue->map, p->clean.len, (uint32_t)after.len, from,
                       to - from);
        jb_buf_add(p->arena, &p->clean, after);
    }
    p->kept = p->done = to;
}

void jb_pen_insert(parser *p, jb_str s)
{
    replace(p, p->done, p->done, s);
}

void jb_pen_list(parser *p, uint32_t from, uint32_t to, jb_str before, jb_str after, jb_str rule)
{
    *jb_push(p->arena, &p->issue->edits) = (jb_edit){
        .raw = jb_map_span(&p->source->map, (jb_span){from, to}),
        .before = before,
        .after = after,
        .rule = rule,
    };
}

void jb_pen_swap(parser *p, uint32_t from, uint32_t to, jb_str after, jb_str rule)
{
    jb_pen_list(p, from, to, jb_str_cut(p->text, from, to), after, rule);
    replace(p, from, to, after);
}

static void mark(parser *p, uint32_t from, uint32_t to)
{
    jb_marks *marks = &p->issue->marks;
    if (from >= to)
        return;
    if (marks->len && marks->at[marks->len - 1].end == from)
        marks->at[marks->len - 1].end = to;
    else
        *jb_push(p->arena, marks) = (jb_span){from, to};
}

static uint32_t end_of_white(const parser *p, uint32_t from, uint32_t to)
{
    uint32_t end = from;
    for (size_t at = from; at < to; end = (uint32_t)at) {
        uint32_t rune = jb_utf8_next(p->text, &at);
        if (rune != '\n' && !jb_is_edge(rune))
            break;
    }
    return end;
}

void jb_pen_skip(parser *p, uint32_t to, bool structure)
{
    flush(p);
    while (p->done < to) {
        while (p->next_drop < p->drops.len && p->drops.at[p->next_drop].end <= p->done)
            p->next_drop++;
        jb_span drop = p->next_drop < p->drops.len ? p->drops.at[p->next_drop] : (jb_span){to, to};
        uint32_t until = drop.start < to ? drop.start : to;
        if (p->done < until) {
            uint32_t end = structure ? until : end_of_white(p, p->done, until);
            mark(p, p->done, end);
            p->done = until;
        }
        if (until < to) {
            jb_str gone = jb_span_of(p->text, drop);
            jb_pen_list(p, drop.start, drop.end, gone, (jb_str){0}, JB_STR("R0 old page"));
            p->done = drop.end;
        }
    }
    p->kept = p->done;
}
