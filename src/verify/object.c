/* PDF objects out of tokens: ISO 32000-1 7.3. What no rule allows is made the best of, and noted:
 * who reads a file that is damaged wants what can be had of it. */
#include "object.h"

#include "tokens.h"

const jb_obj jb_obj_null;

/* ---- strings and names --------------------------------------------------------------------- */

static void read_string(jb_lex *lex, const jb_token *token, jb_obj *out)
{
    bool hex = token->first == '<', bad = token->kind == JB_TOKEN_BAD;
    jb_token_bytes bytes = {.text = token->text, .hex = hex};
    char *text = JB_NEW_ARRAY(lex->arena, char, token->text.len + 1);
    size_t n = 0;
    for (int byte; (byte = jb_token_byte(&bytes)) >= 0;)
        text[n++] = (char)byte;
    lex->broken |= bad;
    lex->odd_hex |= hex && (bad || token->number != 0);
    *out = (jb_obj){.type = JB_OBJ_STRING, .text = {text, n}};
}

static jb_str read_name(jb_lex *lex, jb_str raw)
{
    size_t n = 0;
    if (raw.len == 0 || !memchr(raw.at, '#', raw.len))
        return raw;
    char *text = JB_NEW_ARRAY(lex->arena, char, raw.len);
    for (size_t i = 0; i < raw.len; i++) {
        int byte = i + 2 < raw.len ? jb_token_escape(raw.at + i) : -1;
        text[n++] = byte >= 0 ? (char)byte : raw.at[i];
        i += byte >= 0 ? 2 : 0;
    }
    return (jb_str){text, n};
}

/* ---- numbers and words --------------------------------------------------------------------- */

static jb_obj number_of(const jb_token *token)
{
    bool point = memchr(token->text.at, '.', token->text.len);
    return (jb_obj){.type = point ? JB_OBJ_REAL : JB_OBJ_INT, .number = token->number};
}

static jb_obj word_of(jb_str word)
{
    if (jb_str_equal(word, JB_STR("true")) || jb_str_equal(word, JB_STR("false")))
        return (jb_obj){.type = JB_OBJ_BOOL, .number = word.len == 4};
    if (jb_str_equal(word, JB_STR("null")))
        return jb_obj_null;
    return (jb_obj){.type = JB_OBJ_WORD, .text = word};
}

/* ---- arrays and dictionaries --------------------------------------------------------------- */

typedef JB_VEC(jb_obj) obj_list;

static void make(jb_lex *lex, const jb_token *token, jb_obj *out, int depth);

static jb_token next_token(jb_lex *lex)
{
    jb_tokens tokens = {lex->in, lex->at};
    jb_token token = jb_token_next(&tokens);
    lex->at = tokens.at;
    return token;
}

/* "5 0 R" at the end of the list becomes one item. */
static bool join_reference(const jb_lex *lex, obj_list *list, const jb_obj *next)
{
    bool word = next->type == JB_OBJ_WORD && jb_str_equal(next->text, JB_STR("R"));
    if (!lex->refs || list->len < 2 || !word)
        return false;
    jb_obj *number = &list->at[list->len - 2];
    if (number->type != JB_OBJ_INT || number[1].type != JB_OBJ_INT)
        return false;
    double n = number->number, g = number[1].number;
    *number = jb_obj_null;
    if (n > 0 && n < INT32_MAX && g >= 0 && g <= UINT16_MAX)
        *number = (jb_obj){.type = JB_OBJ_REF, .object = (uint32_t)n, .generation = (uint32_t)g};
    list->len--;
    return true;
}

/* Up to the closing bracket, or the end. */
static obj_list read_list(jb_lex *lex, jb_token_kind close, int depth)
{
    obj_list list = {0};
    jb_token token;
    while (token = next_token(lex), token.kind != close && token.kind != JB_TOKEN_END) {
        jb_obj next;
        make(lex, &token, &next, depth);
        if (join_reference(lex, &list, &next))
            continue;
        lex->broken |= next.type == JB_OBJ_WORD;
        *jb_push(lex->arena, &list) = next;
    }
    lex->broken |= token.kind == JB_TOKEN_END;
    return list;
}

static void read_array(jb_lex *lex, jb_obj *out, int depth)
{
    obj_list list = read_list(lex, JB_TOKEN_CLOSE_ARRAY, depth + 1);
    *out = (jb_obj){.type = JB_OBJ_ARRAY, .len = list.len, .items = list.at};
}

static void read_dict(jb_lex *lex, jb_obj *out, int depth)
{
    obj_list list = read_list(lex, JB_TOKEN_CLOSE_DICT, depth + 1);
    jb_entry *entries = JB_NEW_ARRAY(lex->arena, jb_entry, list.len / 2);
    uint32_t n = 0;
    for (uint32_t i = 0; i < list.len; i++) {
        if (list.at[i].type != JB_OBJ_NAME || i + 1 == list.len) {
            lex->broken = true;
            continue;
        }
        entries[n++] = (jb_entry){.key = list.at[i].text, .value = list.at[i + 1]};
        i++;
    }
    *out = (jb_obj){.type = JB_OBJ_DICT, .len = n, .entries = entries};
}

/* A bracket that closes nothing, one that PDF does not have, or one too deep. */
static void take_stray(jb_lex *lex, const jb_token *token, jb_obj *out)
{
    *out = (jb_obj){.type = JB_OBJ_WORD, .text = token->text};
    lex->broken = true;
}

static void make(jb_lex *lex, const jb_token *token, jb_obj *out, int depth)
{
    bool opens = token->kind == JB_TOKEN_OPEN_ARRAY || token->kind == JB_TOKEN_OPEN_DICT;
    *out = jb_obj_null;
    if (opens && depth > JB_OBJ_DEPTH)
        take_stray(lex, token, out);
    else if (token->kind == JB_TOKEN_OPEN_ARRAY)
        read_array(lex, out, depth);
    else if (opens)
        read_dict(lex, out, depth);
    else if (token->kind == JB_TOKEN_NUMBER)
        *out = number_of(token);
    else if (token->first == '/')
        *out = (jb_obj){.type = JB_OBJ_NAME, .text = read_name(lex, token->text)};
    else if (token->first == '(' || token->first == '<')
        read_string(lex, token, out);
    else if (strchr(")>]{}", token->first))
        take_stray(lex, token, out);
    else
        *out = word_of(token->text);
}

bool jb_lex_next(jb_lex *lex, jb_obj *out)
{
    jb_token token = next_token(lex);
    *out = jb_obj_null;
    if (token.kind == JB_TOKEN_END)
        return false;
    make(lex, &token, out, 0);
    return true;
}

const jb_obj *jb_obj_entry(const jb_obj *dict, const char *key)
{
    jb_str name = jb_str_make(key);
    for (uint32_t i = jb_obj_is_dict(dict) ? dict->len : 0; i-- > 0;)
        if (jb_str_equal(dict->entries[i].key, name))
            return &dict->entries[i].value;
    return &jb_obj_null;
}
