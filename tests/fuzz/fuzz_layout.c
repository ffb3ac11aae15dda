/* YAML -> layout. First byte: the rest is a layout file, or one --set KEY=VALUE over gbt9704.
 *
 * Laws: a layout or a diagnostic; a layout printed resolved is a layout, and the same one; any
 * issue can be styled with it. */
#include <sys/mman.h>
#include <unistd.h>

#include "../../src/style/style.h"
#include "fuzz.h"

/* libfyaml 0.7.12 loses 2 KB when it gives up in deep brackets. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

static const jb_str issue_text =
    JB_LIT("刊名：工作简报\n期号：2025年第3期\n编发：办公室编\n日期：2025年1月20日\n密级：内部\n\n#"
           " 一题\n\n"
           "## 一、二\n\n*各部门*要定期报送。\n\n---\n报：各区\n送：各部门\n责任编辑：甲  "
           "审核：乙\n共印10份\n");

/* The bytes as a file that has a path but lies in no folder. */
static jb_str make_file(jb_arena *arena, jb_str bytes, int *fd)
{
    *fd = memfd_create("layout", 0);
    LAW(*fd >= 0 && write(*fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
    return jb_arena_format(arena, "/proc/self/fd/%d", *fd);
}

static jb_layout *open_bytes(jb_arena *arena, jb_str bytes, jb_diags *diags)
{
    int fd;
    jb_str path = make_file(arena, bytes, &fd);
    jb_layout *layout = jb_layout_open(arena, path, JB_STR(JB_LAYOUTS), NULL, 0, diags);
    close(fd);
    return layout;
}

static jb_layout *open_set(jb_arena *arena, jb_str input, jb_diags *diags)
{
    size_t equals = jb_str_find(input, JB_STR("="));
    jb_setting setting = {jb_str_cut(input, 0, equals),
                          equals == SIZE_MAX ? (jb_str){0}
                                             : jb_str_cut(input, equals + 1, input.len)};
    if (setting.key.len == 0 || jb_setting_is_field(setting.key))
        return NULL;
    return jb_layout_open(arena, JB_STR("gbt9704"), JB_STR(JB_LAYOUTS), &setting, 1, diags);
}

static void check_layout(jb_arena *arena, const jb_layout *layout)
{
    LAW(layout->page.width > 0 && layout->page.height > 0);
    LAW(layout->page.measure > 0 && layout->page.text_height > 0 && layout->grid.pitch > 0);
    LAW(layout->roles_len > 0 && layout->black < layout->inks_len &&
        layout->red < layout->inks_len);
    for (int i = 0; i < JB_STYLES; i++) {
        const jb_style *style = &layout->styles[i];
        LAW(style->size > 0 && style->quad > 0);
        LAW(style->role < layout->roles_len && style->ink < layout->inks_len);
    }
    jb_diags diags = {.arena = arena};
    jb_layout *again = open_bytes(arena, layout->resolved, &diags);
    if (!again)
        print_all(arena, &diags);
    LAW(again && jb_str_equal(again->resolved, layout->resolved));
}

static void style_issue(jb_arena *arena, const jb_layout *layout, jb_diags *diags)
{
    jb_issue_options options = {.recognise = layout->recognise, .clean = layout->clean};
    jb_source *source =
        jb_source_decode(arena, JB_STR("a.txt"), issue_text, JB_SOURCE_UTF8, diags);
    jb_issue *issue = jb_issue_parse(arena, source, &options, diags);
    jb_styled *styled = jb_styled_make(arena, issue, layout, diags);
    jb_buf out = {0};
    for (uint32_t i = 0; i < styled->runs.len; i++)
        LAW(styled->runs.at[i].role < layout->roles_len &&
            styled->runs.at[i].ink < layout->inks_len);
    jb_styled_dump(arena, styled, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    bool set = take_byte(&input) == '=';
    jb_layout *layout = set ? open_set(arena, input, &diags) : open_bytes(arena, input, &diags);
    LAW(layout || diags.list.len || set);
    if (layout) {
        LAW(!jb_diags_fatal(&diags));
        check_layout(arena, layout);
        style_issue(arena, layout, &diags);
    }
    print_all(arena, &diags);
    jb_arena_free(arena);
    return 0;
}
