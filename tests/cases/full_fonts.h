/* Two roles over full-size fonts: Noto Serif CJK for Chinese, Liberation Serif for Latin. */
#ifndef JB_TESTS_FULL_FONTS_H
#define JB_TESTS_FULL_FONTS_H

#include "../../src/base/file.h"
#include "../../src/para/para.h"

static const jb_str full_serif[] = {
    JB_LIT("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")};
static const jb_str full_bold[] = {
    JB_LIT("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")};
static const jb_str full_latin[] = {
    JB_LIT("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
    JB_LIT("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")};

static inline bool full_fonts_present(void)
{
    return jb_file_exists(full_serif[0]) && jb_file_exists(full_bold[0]) &&
           (jb_file_exists(full_latin[0]) || jb_file_exists(full_latin[1]));
}

/* Role 0 is 宋体, 1 粗宋. Free with jb_fonts_free(….fonts). */
static inline jb_para_fonts full_fonts_open(void)
{
    static const jb_manifest_face faces[] = {
        {.name = JB_LIT("serif"), .files = full_serif, .files_len = 1, .index = 2},
        {.name = JB_LIT("latin"), .files = full_latin, .files_len = 2},
        {.name = JB_LIT("bold"), .files = full_bold, .files_len = 1, .index = 2},
    };
    static const jb_manifest manifest = {faces, 3};
    static const jb_str chain[] = {JB_LIT("serif")};
    static const jb_str bold_chain[] = {JB_LIT("bold")};
    static const jb_role roles[] = {
        {.name = JB_LIT("宋体"), .chain = chain, .chain_len = 1, .latin = JB_LIT("latin")},
        {.name = JB_LIT("粗宋"), .chain = bold_chain, .chain_len = 1, .latin = JB_LIT("latin")}};
    return (jb_para_fonts){
        .fonts = jb_fonts_new(&manifest), .roles = roles, .lang = JB_STR("zh-Hans")};
}

#endif
