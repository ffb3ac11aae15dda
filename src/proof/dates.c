/* N04: years in full, no leading noughts (GB/T 15835-2011, 5.1; GB/T 9704-2012, 7.3.5.4). */
#include "parts.h"

/* Two digits behind a word that makes a span of time of them (满25年, 刑期25年). */
static bool is_span_of_time(const proof *p, int i)
{
    return jb_proof_in(rune_at(p, i - 1), "满达近超约长龄第共刑役判续历经用计花整隔每前");
}

/* 25年7月 -> 2025年7月 */
static void check_short_year(proof *p, int i, int end)
{
    uint32_t before = rune_at(p, i - 1);
    if (end - i != 2 || rune_at(p, end) != 0x5E74 || jb_proof_in(before, ".,-—–～~/’") ||
        is_latin(before) || is_span_of_time(p, i))
        return;
    int month = jb_proof_digits(p, end + 1);
    int64_t number = jb_proof_value(p, end + 1, month);
    bool dated = number >= 1 && number <= 12 && rune_at(p, month) == 0x6708 &&
                 !jb_proof_any(p, month, "月龄");
    int64_t year = jb_proof_value(p, i, end);
    if (!dated && rune_at(p, i) != '0')
        return;
    jb_proof_tell(p, JB_D_PROOF_DATES, i, end + 1,
                  jb_arena_format(p->arena, "%d%02d年", year < 50 ? 20 : 19, (int)year));
}

/* 2024—25年 -> 2024—2025年 */
static void check_short_range(proof *p, int i, int end)
{
    int from = end + 1, to = jb_proof_digits(p, from);
    int64_t first = jb_proof_value(p, i, end), second = jb_proof_value(p, from, to);
    if (end - i != 4 || first < 1900 || first > 2100 || to - from != 2 ||
        !jb_proof_in(rune_at(p, end), "—-–～~至") || !jb_proof_any(p, to, "年|学年") ||
        jb_proof_any(p, to, "年级|年制") || second <= first % 100)
        return;
    jb_proof_tell(p, JB_D_PROOF_DATES, from, to,
                  jb_arena_format(p->arena, "%d%02d", (int)(first / 100), (int)second));
}

/* 7月05日, 07月 */
static void check_nought(proof *p, int i, int end)
{
    if (rune_at(p, i) != '0' || end - i != 2 || rune_at(p, i + 1) == '0')
        return;
    uint32_t unit = rune_at(p, end);
    bool month = unit == 0x6708,
         day = (unit == 0x65E5 || unit == 0x53F7) && rune_at(p, i - 1) == 0x6708;
    bool told = day && rune_at(p, i - 3) == '0' && !is_digit(rune_at(p, i - 4));
    if ((!month && !day) || told)
        return;
    int to = end + 1;
    jb_buf put = {0};
    jb_buf_add(p->arena, &put, jb_proof_cut(p, i + 1, to));
    if (month && rune_at(p, to) == '0' && jb_proof_digits(p, to) == to + 2 &&
        jb_proof_any(p, to + 2, "日|号")) {
        jb_buf_add(p->arena, &put, jb_proof_cut(p, to + 1, to + 3));
        to += 3;
    }
    jb_proof_tell(p, JB_D_PROOF_DATES, i, to, jb_buf_str(&put));
}

/* Certain: two digits as a year before a month, or with a leading nought; the second year of a
 * range; a month or day with a leading nought. */
void jb_proof_dates(proof *p, int i)
{
    int end = jb_proof_digits(p, i);
    check_short_year(p, i, end);
    check_short_range(p, i, end);
    check_nought(p, i, end);
}
