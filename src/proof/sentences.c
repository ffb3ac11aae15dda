/* Rules that look at a whole sentence (GB/T 15834-2011, appendix A). */
#include "parts.h"

static bool ends_sentence(uint32_t rune)
{
    return jb_proof_in(rune, "。？！；") || rune == 0x3000 || rune == '\n' || rune == 0;
}

/* The sentence's reader speaks: 他强调： */
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

/* A.6: a colon's scope is its sentence; no second ： stands in it. Certain: the first introduces
 * speech without quotes, the second a list, and both stand in one sentence. */
void jb_proof_two_colons(proof *p)
{
    int first = -1;
    for (int i = 0; i < p->n; i++) {
        const glyph *g = &p->glyphs.at[i];
        if (ends_sentence(g->rune) || g->quoted)
            first = -1;
        if (g->rune != 0xFF1A || g->quoted)
            continue;
        if (first >= 0 && is_announcing(p, i)) {
            jb_str put =
                jb_arena_format(p->arena, "%.*s，", JB_FMT(jb_proof_cut(p, first - 2, first)));
            jb_proof_tell_args(p, JB_D_PROOF_TWO_COLONS, jb_proof_span(p, first, first + 1),
                               JB_ARGS(jb_proof_cut(p, first - 2, first + 1), put));
        }
        first = is_saying(p, i) ? i : -1;
    }
}

/* A.2: ？ belongs to a question. Certain: outside of quotes, a sentence tells of 研究 or 讨论 and what
 * follows (如何, 怎样, …) runs to its end without a stop. */
void jb_proof_indirect_question(proof *p)
{
    int asked = -1; /* where 如何 of the running clause stands */
    for (int i = 0; i < p->n; i++) {
        const glyph *g = &p->glyphs.at[i];
        bool question = g->rune == 0xFF1F && asked >= 0 && !g->quoted &&
                        !jb_proof_in(rune_at(p, i - 1), "吗呢吧");
        if (question)
            jb_proof_tell_near(p, JB_D_PROOF_QUESTION, i, i + 1, 4, JB_STR("。"));
        if (jb_proof_is_stop(g->rune) || g->quoted)
            asked = -1;
        if (!g->quoted && i > 1 && jb_proof_any(p, i, "如何|怎样|怎么|哪些|为什么") &&
            (jb_proof_any(p, i - 2, "研究|讨论|探讨|分析|明确|介绍|交流") ||
             jb_proof_any(p, i - 3, "研究了|讨论了|探讨了|分析了|明确了|介绍了|交流了")))
            asked = i;
    }
}
