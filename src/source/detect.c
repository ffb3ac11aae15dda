/* Which encoding bytes are in that say nothing of it. Certain signs come first (zero bytes, valid
 * UTF-8); GB18030 and Big5 use the same bytes, and are told apart by which characters come out. */
#include "encoding.h"

#include <uchardet.h>

/* UTF-16 without a BOM: its line ends and spaces hold a zero byte, which no other text has. */
jb_encoding jb_encoding_guess_utf16(jb_str raw)
{
    size_t little = 0, big = 0;
    if (raw.len % 2 || !memchr(raw.at, 0, raw.len))
        return ENC_NONE;
    for (size_t i = 0; i + 1 < raw.len; i += 2) {
        unsigned char a = (unsigned char)raw.at[i], b = (unsigned char)raw.at[i + 1];
        little += b == 0 && (a == '\n' || a == ' ' || (a >= '0' && a <= '9'));
        big += a == 0 && (b == '\n' || b == ' ' || (b >= '0' && b <= '9'));
    }
    if (little > big && little * 200 >= raw.len / 2)
        return ENC_UTF16LE;
    return big > little && big * 200 >= raw.len / 2 ? ENC_UTF16BE : ENC_NONE;
}

/* UTF-8 that was damaged or cut is still UTF-8: read as GB18030 it would become another text
 * without a word. In GB18030 text three bytes form valid UTF-8 only by chance. */
static bool is_damaged_utf8(jb_str raw)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < raw.len;) {
        uint32_t rune = jb_utf8_next(raw, &at);
        good += rune >= 0x80 && rune != JB_RUNE_BAD;
        bad += rune == JB_RUNE_BAD;
    }
    return good > bad * 4;
}

/* ---- GB18030 or Big5 ----------------------------------------------------------------------- */

/* From the first line that is not all ASCII on, so many bytes as show what they are. */
static jb_str take_sample(jb_str raw)
{
    enum { SAMPLE = 4096 };
    size_t from = 0, at = 0;
    for (; at < raw.len && (unsigned char)raw.at[at] < 0x80; at++)
        if (raw.at[at] == '\n')
            from = at + 1;
    return jb_str_cut(raw, from, raw.len - from > SAMPLE ? from + SAMPLE : raw.len);
}

/* uchardet is C++, and nothing catches behind its door in C: without memory it ends the process.
 * Nothing is written yet, so no file is half done; the sample keeps small what it asks for. */
static jb_encoding ask_uchardet(jb_str sample)
{
    uchardet_t detector = uchardet_new();
    jb_encoding found = ENC_NONE;
    if (!detector)
        return ENC_NONE;
    if (uchardet_handle_data(detector, sample.at, sample.len) == 0) {
        uchardet_data_end(detector);
        found = jb_encoding_named(jb_str_make(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return found == ENC_GB18030 || found == ENC_BIG5 ? found : ENC_NONE;
}

/* The most frequent characters of bulletins in either script, and their marks. */
static const jb_str frequent = JB_LIT(
    "，。、：；“”《》（）的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
    "下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当"
    "使点从业本去把性好应开它合还因由其些前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又"
    "利比或但质气第向道命此变条只没结解问意建月公无系军情者最立代想已通并提直题党程展五果料员位入常文总次品"
    "式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指市区县镇乡街村局办委站所处"
    "报送刊简总编责任审核印发书记主任会议通知领导干部群众安全服务项目企业"
    "這為個國時來們對會發動說產種後學經進過電裡現實兩體機當點從業應開還與關重線數內質氣變條沒結問無係軍"
    "黨題員總設長頭資邊級圖統較將組見計別運農縣鎮鄉處報編責審書記議領導務項辦門區標準專單議員應");

/* One bit for each of them. */
typedef struct han_set {
    uint64_t bits[0x10000 / 64];
} han_set;

static void fill(han_set *set)
{
    *set = (han_set){{0}};
    for (size_t at = 0; at < frequent.len;) {
        uint32_t rune = jb_utf8_next(frequent, &at);
        set->bits[rune / 64] |= (uint64_t)1 << rune % 64;
    }
}

/* How many in a thousand of the sample's characters beyond ASCII are frequent; what is no character
 * counts against it. UNREAD: iconv cannot be had. */
enum { UNREAD = -1 };

static int score(jb_str sample, jb_encoding encoding, const han_set *set)
{
    jb_decoder decoder;
    received c;
    int good = 0, all = 0;
    if (!jb_decoder_open(&decoder, sample, 0, encoding))
        return UNREAD;
    while (jb_decoder_next(&decoder, &c)) {
        if (c.rune < 0x80)
            continue;
        all++;
        if (c.rune == JB_RUNE_BAD)
            good--;
        else if (c.rune < 0x10000)
            good += (int)(set->bits[c.rune / 64] >> c.rune % 64 & 1);
    }
    jb_decoder_close(&decoder);
    return good > 0 ? good * 1000 / all : 0;
}

/* Short texts, which uchardet takes for Russian. */
static jb_encoding weigh(jb_str sample)
{
    han_set set;
    fill(&set);
    int big5 = score(sample, ENC_BIG5, &set), gb18030 = score(sample, ENC_GB18030, &set);
    if (big5 == UNREAD || gb18030 == UNREAD)
        return ENC_NONE;
    return big5 > gb18030 ? ENC_BIG5 : ENC_GB18030;
}

jb_encoding jb_encoding_guess(jb_str raw)
{
    jb_encoding wide = jb_encoding_guess_utf16(raw);
    if (wide != ENC_NONE)
        return wide;
    if (jb_utf8_check(raw) == raw.len || is_damaged_utf8(raw))
        return ENC_UTF8;
    jb_str sample = take_sample(raw);
    jb_encoding told = ask_uchardet(sample);
    return told != ENC_NONE ? told : weigh(sample);
}
