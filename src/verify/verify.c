/* A file's way through the checker. */
#include "../base/utf8.h"
#include "tagging.h"

/* `keep`: a control character that may stand once; 0: none. */
static jb_str clean(jb_arena *arena, jb_str s, uint32_t keep)
{
    enum { DELETE = 0x7f, LAST_CONTROL = 0x9f, LONGEST = 240 };
    jb_buf out = {0};
    for (size_t at = 0; at < s.len;) {
        uint32_t rune = jb_utf8_next(s, &at);
        bool control = rune < ' ' || (rune >= DELETE && rune <= LAST_CONTROL);
        bool bad = rune == JB_RUNE_BAD || (control && rune != keep);
        jb_buf_add_rune(arena, &out, bad ? 0xFFFD : rune);
        keep = rune == keep ? 0 : keep; /* once */
        if (out.len > LONGEST && at < s.len) {
            jb_buf_add(arena, &out, JB_STR("…"));
            break;
        }
    }
    return jb_buf_str(&out);
}

jb_str jb_check_shown(jb_arena *arena, jb_str s)
{
    return clean(arena, s, 0);
}

void jb_tell_at(jb_check *check, jb_rule rule, const jb_box *place, const jb_str *args, size_t n)
{
    jb_verdict *verdict = check->verdict;
    if (!jb_rule_holds(rule, check->claims) || check->told[rule])
        return;
    *(jb_rule_level(rule) == JB_LEVEL_FAULT ? &verdict->faults : &verdict->warnings) += 1;
    if (verdict->found[rule]++ >= JB_BREACHES_SHOWN)
        return;
    jb_breach *breach = jb_push(check->arena, &verdict->breaches);
    *breach = (jb_breach){.rule = rule, .page = check->page, .placed = place && check->page};
    if (breach->placed)
        breach->place = jb_page_place(&check->pages.at[check->page - 1], place);
    for (size_t i = 0; i < n; i++)
        breach->args[i] = clean(check->arena, args[i], 0x1f); /* what JB_BOTH parts by */
}

void jb_tell(jb_check *check, jb_rule rule, const jb_str *args, size_t n)
{
    jb_tell_at(check, rule, NULL, args, n);
}

bool jb_check_first(jb_check *check, const jb_obj *o)
{
    size_t byte = o->object / 8, size = check->seen_size;
    uint8_t bit = (uint8_t)(1 << o->object % 8);
    if (o->object == 0)
        return true;
    if (byte >= size) {
        size_t want = byte + byte / 2 + 256;
        check->seen = jb_arena_grow(check->arena, check->seen, size, want);
        check->seen_size = want;
    }
    bool first = !(check->seen[byte] & bit);
    check->seen[byte] |= bit;
    return first;
}

/* An object once: content, and what several pages use, is asked for again and again. */
void jb_check_undecoded(jb_check *check, const jb_obj *stream)
{
    for (uint32_t i = 0; i < check->undecoded.len; i++)
        if (check->undecoded.at[i] == stream->object)
            return;
    *jb_push(check->arena, &check->undecoded) = stream->object;
    jb_tell(check, JB_RULE_STREAM_DATA, JB_ARGS(jb_check_number(check, stream->object)));
}

bool jb_check_data(jb_check *check, const jb_obj *stream, jb_str *out)
{
    jb_data_state state = jb_door_data(check->door, stream, out);
    if (state == JB_DATA_TOO_LARGE)
        jb_tell(check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("数据太多", "too much data")));
    else if (state != JB_DATA_WHOLE)
        jb_check_undecoded(check, stream);
    return state == JB_DATA_WHOLE;
}

jb_str jb_check_number(jb_check *check, double number)
{
    return jb_arena_format(check->arena, "%.6g", number);
}

/* ---- what the file claims ------------------------------------------------------------------- */

/* What was asked, else what the file says of itself. What it says and nobody here knows is told. */
static jb_claims choose(jb_check *check, jb_claims wanted)
{
    jb_str said[JB_FAMILIES] = {{0}}, list = {0}, foreign = {0};
    jb_claims claims = 0;
    jb_check_claimed(check, said);
    for (int i = 0; i < JB_FAMILIES; i++) {
        if (said[i].len == 0)
            continue;
        jb_claims claim = jb_claim_named(said[i]);
        claims |= claim;
        if (claim == JB_CLAIM_OWN)
            foreign = said[i];
        list = list.len ? jb_arena_format(check->arena, "%.*s + %.*s", JB_FMT(list),
                                          JB_FMT(said[i]))
                        : said[i];
    }
    check->verdict->claimed = jb_check_shown(check->arena, list);
    if (wanted != JB_CLAIM_OWN)
        return wanted;
    check->claims = claims ? claims : JB_CLAIM_PDF;
    if (foreign.len)
        jb_tell(check, JB_RULE_CLAIM_OTHER, JB_ARGS(foreign));
    return check->claims;
}

static bool is_open(jb_check *check)
{
    jb_str error = jb_door_error(check->door);
    if (error.len && jb_door_limited(check->door))
        jb_tell(check, JB_RULE_LIMIT, JB_ARGS(error));
    else if (jb_door_locked(check->door))
        jb_tell(check, JB_RULE_LOCKED, JB_NO_ARGS);
    else if (error.len)
        jb_tell(check, JB_RULE_UNREADABLE, JB_ARGS(error));
    check->verdict->unreadable = error.len > 0;
    return error.len == 0;
}

/* Every part over the whole file. */
static void look(jb_check *check)
{
    jb_check_file(check);
    jb_check_bytes(check);
    jb_check_metadata(check);
    jb_check_intents(check);
    bool paged = jb_check_pages(check);
    check->tagging = jb_check_wants_tags(check) ? jb_tagging_read(check) : NULL;
    for (uint32_t i = 0; i < check->pages.len; i++)
        jb_check_page(check, &check->pages.at[i]);
    if (paged)
        jb_check_content(check);
    jb_check_tagged(check);
    if (paged)
        jb_check_said(check);
    jb_check_rest(check);
}

/* What PDF/X and PDF/A ask is not the same of the same thing: a file of both is looked at twice.
 * PDF/UA asks for more of other things, along with either. */
static void check_all(jb_check *check, jb_claims wanted)
{
    jb_claims claims = choose(check, wanted);
    jb_claims press = claims & JB_CLAIMS_X;
    const jb_check fresh = *check;
    check->verdict->claims = claims;
    if (press && claims & JB_CLAIMS_A) {
        check->claims = press;
        look(check);
        *check = fresh;
        memcpy(check->told, check->verdict->found, sizeof check->told);
        claims &= ~press;
    }
    check->claims = claims;
    look(check);
    if (jb_door_limited(check->door))
        jb_tell(check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("对象太多", "too many objects")));
}

static void tell_complaints(jb_check *check)
{
    jb_str words;
    check->page = 0;
    while (jb_door_complaint(check->door, &words))
        jb_tell(check, JB_RULE_DAMAGED, JB_ARGS(words));
}

static void check_once(jb_check *check, jb_claims wanted)
{
    *check->verdict = (jb_verdict){.claims = JB_CLAIM_PDF, .unreadable = true};
    check->door = jb_door_open(check->arena, check->bytes);
    if (is_open(check)) {
        check->catalog = jb_door_key(check->door, jb_door_trailer(check->door), "Root");
        check->info = jb_door_key(check->door, jb_door_trailer(check->door), "Info");
        check_all(check, wanted);
        tell_complaints(check);
    }
    jb_door_close(check->door);
}

/* Of what libqpdf had no memory to read it says that it is damaged, or not there. Nobody may be
 * blamed for that: a file with faults is looked at once more. */
void jb_verify(jb_arena *arena, jb_str bytes, jb_claims wanted, const jb_verify_terms *terms,
               jb_verdict *verdict)
{
    jb_check check = {.arena = arena, .bytes = bytes, .verdict = verdict, .claims = JB_CLAIM_PDF};
    if (terms)
        check.terms = *terms;
    *verdict = (jb_verdict){.claims = JB_CLAIM_PDF, .unreadable = true};
    if (jb_str_find(jb_str_cut(bytes, 0, 1024), JB_STR("%PDF-")) == SIZE_MAX) {
        jb_tell(&check, JB_RULE_NOT_PDF, JB_NO_ARGS);
        return;
    }
    const jb_check fresh = check;
    check_once(&check, wanted);
    if (verdict->faults) {
        check = fresh;
        check_once(&check, wanted);
    }
}
