#include "check.h"

#include <errno.h>

#include "../../src/base/file.h"
#include "../../src/lexicon/lexicon.h"

static jb_arena *arena;

/* The words with what stands between them: + never parted, - rather not, a space loose, / good. */
static jb_str cut(const jb_own_words *own, const char *text)
{
    static const char *const bonds[] = {"/", " ", "-", "+"};
    int error;
    const jb_lexicon *lexicon = jb_lexicon_open(arena, JB_STR(JB_LEXICON), &error);
    CHECK(lexicon);
    jb_cut_words words = jb_lexicon_cut(arena, lexicon, own, jb_str_make(text));
    jb_buf out = {0};
    for (uint32_t i = 0; i < words.len; i++) {
        const jb_cut_word *w = &words.at[i];
        jb_buf_printf(arena, &out, "%s%.*s", i ? bonds[w->bond] : "", (int)w->length,
                      text + w->start);
    }
    return jb_buf_str(&out);
}

static void cut__takes_the_likeliest_words(void)
{
    CHECK_STR(cut(NULL, "研究生命起源"), "研究 生命 起源");
    CHECK_STR(cut(NULL, "邮政管理局召开会议"), "邮政-管理局/召开 会议");
    CHECK_STR(cut(NULL, ""), "");
}

static void cut__finds_names_that_no_list_has(void)
{
    CHECK_STR(cut(NULL, "小哥徐立林追回快件"), "小哥 徐立林/追回 快件");
    CHECK_STR(cut(NULL, "欧阳立林追回快件"), "欧阳立林/追回 快件");
}

static void cut__keeps_numbers_with_units_and_joints(void)
{
    CHECK_STR(cut(NULL, "开展2025届集训"), "开展 2025+届-集训");
    CHECK_STR(cut(NULL, "党建+网格"), "党建+++网格");
    CHECK_STR(cut(NULL, "AT&T"), "AT&T");
    CHECK_STR(cut(NULL, "2023—2025年"), "2023+—+2025+年");
}

static void cut__binds_particles_and_prepositions(void)
{
    CHECK_STR(cut(NULL, "城市的建设"), "城市+的/建设");
    CHECK_STR(cut(NULL, "深入了解民情"), "深入 了解 民情");
    CHECK_STR(cut(NULL, "通知关于会议"), "通知/关于-会议");
}

static void cut__puts_own_words_first(void)
{
    const jb_str list[] = {JB_LIT("武定路营业店"), JB_LIT("邮快行")};
    jb_own_words own = {list, 2};
    CHECK_STR(cut(NULL, "加强邮快行建设"), "加强-邮+快+行-建设");
    CHECK_STR(cut(&own, "加强邮快行建设"), "加强 邮快行 建设");
    CHECK_STR(cut(&own, "恒丰武定路营业店"), "恒丰-武定路营业店");
}

static void read__refuses_what_is_no_lexicon(void)
{
    jb_str whole;
    CHECK_INT(jb_file_read(arena, JB_STR(JB_LEXICON), 1 << 26, &whole), 0);
    CHECK(jb_lexicon_read(arena, whole));
    for (size_t len = 0; len < whole.len; len += len < 64 ? 1 : 65537)
        CHECK(!jb_lexicon_read(arena, jb_str_cut(whole, 0, len)));
    char *changed = JB_NEW_ARRAY(arena, char, whole.len);
    memcpy(changed, whole.at, whole.len);
    for (size_t at = 0; at < whole.len; at += at < 64 ? 1 : 300007) {
        changed[at] ^= 1;
        CHECK(!jb_lexicon_read(arena, (jb_str){changed, whole.len}));
        changed[at] ^= 1;
    }
    int error;
    CHECK(!jb_lexicon_open(arena, JB_STR("/nowhere/lexicon"), &error));
    CHECK_INT(error, ENOENT);
}

int main(void)
{
    static const check_case cases[] = {
        {"cut: the likeliest words", cut__takes_the_likeliest_words},
        {"cut: names that no list has", cut__finds_names_that_no_list_has},
        {"cut: numbers with units, joints", cut__keeps_numbers_with_units_and_joints},
        {"cut: particles and prepositions", cut__binds_particles_and_prepositions},
        {"cut: the office's words first", cut__puts_own_words_first},
        {"read: refuses what is no lexicon", read__refuses_what_is_no_lexicon},
    };
    arena = jb_arena_new();
    int status = check_main(cases, (int)(sizeof cases / sizeof *cases));
    jb_arena_free(arena);
    return status;
}
