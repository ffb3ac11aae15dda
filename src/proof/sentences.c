/* Rules that look at a whole sentence (GB/T 15834-2011, appendix A). */
#include "parts.h"

enum { REACH = 300 }; /* how far back a sentence is looked at */

static bool ends_sentence(uint32_t rune)
{
    return jb_proof_in(rune, "。？！；") || rune == 0x3000 || rune == '\n' || rune == 0;
}

/* Speech is introduced: 他强调： */
static bool is_saying(const proof *p, int colon)
{
    return jb_proof_any(p, colon - 2, "指出|强调|要求|表示|认为|提出|说道|谈到|写道|介绍");
}

/* 要做到三点：, 如下： announce a list. */
static bool is_announcing(const proof *p, int colon)
{
    return jb_proof_any(p, colon - 2,
                        "如下|以下|三点|两点|四点|五点|几点|方面|工作|任务|要求|措施|意见|建议") ||
           jb_proof_any(p, colon + 1, "一是|一要|第一|首先|（一）|1.");
}

/* The colon before the one at i in its sentence, nothing quoted between; -1: none. */
static int colon_before(const proof *p, int i)
{
    for (int k = i - 1; k > i - REACH; k--) {
        if (ends_sentence(rune_at(p, k)) || p->glyphs.at[k].quoted)
            return -1;
        if (rune_at(p, k) == 0xFF1A)
            return k;
    }
    return -1;
}

/* A.6: a colon's scope is its sentence; no second ： stands in it. Certain: the first introduces
 * speech without quotes, the second a list, and both stand in one sentence. */
void jb_proof_two_colons(proof *p, int i)
{
    if (rune_at(p, i) != 0xFF1A || p->glyphs.at[i].quoted || !is_announcing(p, i))
        return;
    int first = colon_before(p, i);
    if (first < 0 || !is_saying(p, first))
        return;
    jb_str verb = jb_proof_cut(p, first - 2, first);
    jb_str put = jb_arena_format(p->arena, "%.*s，", JB_FMT(verb));
    jb_proof_tell_args(p, JB_D_PROOF_TWO_COLONS, jb_proof_span(p, first, first + 1),
                       JB_ARGS(jb_proof_cut(p, first - 2, first + 1), put));
}

/* 研究如何, 讨论了怎样 at i */
static bool is_indirect(const proof *p, int i)
{
    static const char verbs[] = "研究|讨论|探讨|分析|明确|介绍|交流";
    bool past = rune_at(p, i - 1) == 0x4E86; /* 了 */
    return jb_proof_in(rune_at(p, i), "如怎哪为") &&
           jb_proof_any(p, i, "如何|怎样|怎么|哪些|为什么") &&
           jb_proof_any(p, past ? i - 3 : i - 2, verbs);
}

/* A.2: ？ belongs to a question. Certain: outside of quotes, a clause tells of 研究 or 讨论 and what
 * follows (如何, 怎样, …) runs to ？ without another stop. */
void jb_proof_indirect_question(proof *p, int i)
{
    if (rune_at(p, i) != 0xFF1F || p->glyphs.at[i].quoted ||
        jb_proof_in(rune_at(p, i - 1), "吗呢吧"))
        return;
    for (int k = i - 1; k > i - REACH && k > 1; k--) {
        if (jb_proof_is_stop(rune_at(p, k)) || p->glyphs.at[k].quoted)
            return;
        if (is_indirect(p, k)) {
            jb_proof_tell_near(p, JB_D_PROOF_QUESTION, i, i + 1, 4, JB_STR("。"));
            return;
        }
    }
}
