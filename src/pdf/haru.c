#include "haru.h"

#include "../base/utf8.h"

enum { TEXT_MOST = 16000 };

static void close_file(void *file)
{
    jb_pdf_close(file);
}

jb_pdf_file *jb_pdf_open(jb_arena *arena, jb_pdf_deflater *deflater, bool plain)
{
    jb_pdf_file *file = JB_NEW(arena, jb_pdf_file);
    file->arena = arena;
    file->deflater = deflater;
    file->plain = plain;
    jb_arena_defer(arena, close_file, file);
    file->doc = HPDF_New(NULL, NULL);
    return file->doc ? file : NULL;
}

void jb_pdf_close(jb_pdf_file *file)
{
    if (file->doc)
        HPDF_Free(file->doc);
    file->doc = NULL;
}

bool jb_pdf_good(const jb_pdf_file *file)
{
    return !file->failed && HPDF_GetError(file->doc) == HPDF_OK;
}

/* ---- what libharu writes -------------------------------------------------------------------- */

static HPDF_STATUS write_raw(HPDF_Dict dict, HPDF_Stream stream)
{
    const jb_pdf_body *body = dict->attr;
    (void)stream; /* unbuffered: it ends in file->out as well */
    jb_pdf_file *file = body->file;
    jb_buf_add(file->arena, file->out, jb_buf_str(&body->raw));
    if (body->stream) {
        if (body->deflated)
            jb_buf_printf(file->arena, file->out, "/Filter /FlateDecode\n");
        jb_buf_printf(file->arena, file->out, "/Length %zu\n", body->data.len);
    }
    return HPDF_OK;
}

static HPDF_STATUS write_data(HPDF_Dict dict)
{
    const jb_pdf_body *body = dict->attr;
    jb_pdf_file *file = body->file;
    if (!body->stream || file->plain)
        return HPDF_OK;
    jb_buf_add(file->arena, file->out, JB_STR("\nstream\n"));
    jb_buf_add(file->arena, file->out, body->data);
    jb_buf_add(file->arena, file->out, JB_STR("\nendstream"));
    return HPDF_OK;
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *at, HPDF_UINT n)
{
    jb_pdf_file *file = stream->attr;
    jb_buf_add(file->arena, file->out, (jb_str){(const char *)at, n});
    return HPDF_OK;
}

void jb_pdf_write(jb_pdf_file *file, void *object, jb_buf *out)
{
    file->out = out;
    HPDF_Stream sink = HPDF_CallbackWriter_New(file->doc->mmgr, write_bytes, file);
    if (!sink || HPDF_Obj_WriteValue(object, sink, NULL) != HPDF_OK)
        file->failed = true;
    if (sink)
        HPDF_Stream_Free(sink);
}

/* ---- objects -------------------------------------------------------------------------------- */

static jb_pdf_body *need_body(jb_pdf_file *file, HPDF_Dict dict)
{
    if (!dict->attr) {
        jb_pdf_body *body = JB_NEW(file->arena, jb_pdf_body);
        body->file = file;
        dict->attr = body;
        dict->write_fn = write_raw;
        dict->after_write_fn = write_data;
    }
    return dict->attr;
}

const jb_pdf_body *jb_pdf_body_of(HPDF_Dict dict)
{
    return dict->write_fn == write_raw ? dict->attr : NULL;
}

HPDF_Dict jb_pdf_object(jb_pdf_file *file)
{
    HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
    if (dict && HPDF_Xref_Add(file->doc->xref, dict) == HPDF_OK) /* which frees it when it fails */
        return dict;
    file->failed = true;
    return NULL;
}

HPDF_Dict jb_pdf_stream(jb_pdf_file *file, jb_str data, unsigned what)
{
    HPDF_Dict dict = jb_pdf_object(file);
    if (!dict)
        return NULL;
    jb_pdf_body *body = need_body(file, dict);
    body->stream = true;
    body->text = what & JB_PDF_TEXT;
    body->data = data;
    body->deflated = what & JB_PDF_DEFLATED;
    if ((what & JB_PDF_DEFLATE) && !file->plain && data.len > 0) {
        body->data = jb_pdf_deflate_once(file, data, jb_arena_note(file->arena));
        body->deflated = true;
    }
    return dict;
}

uint32_t jb_pdf_number_of(HPDF_Dict object)
{
    return object ? object->header.obj_id & 0x00FFFFFF : 0;
}

/* ---- entries -------------------------------------------------------------------------------- */

/* Returns the value, or NULL when it could not be put there (it is freed then). */
static void *add(jb_pdf_file *file, HPDF_Dict dict, const char *key, void *value)
{
    if (value && dict && HPDF_Dict_Add(dict, key, value) == HPDF_OK)
        return value;
    if (value && !dict)
        HPDF_Obj_Free(file->doc->mmgr, value); /* which leaves indirect objects to the xref */
    file->failed = true;
    return NULL;
}

static void push(jb_pdf_file *file, HPDF_Array array, void *value)
{
    if (value && array && HPDF_Array_Add(array, value) == HPDF_OK)
        return;
    if (value && !array)
        HPDF_Obj_Free(file->doc->mmgr, value);
    file->failed = true;
}

HPDF_Dict jb_pdf_put_dict(jb_pdf_file *file, HPDF_Dict dict, const char *key)
{
    return add(file, dict, key, HPDF_Dict_New(file->doc->mmgr));
}

HPDF_Array jb_pdf_put_array(jb_pdf_file *file, HPDF_Dict dict, const char *key)
{
    return add(file, dict, key, HPDF_Array_New(file->doc->mmgr));
}

void jb_pdf_put_ref(jb_pdf_file *file, HPDF_Dict dict, const char *key, HPDF_Dict object)
{
    add(file, dict, key, object);
}

void jb_pdf_put_name(jb_pdf_file *file, HPDF_Dict dict, const char *key, const char *name)
{
    add(file, dict, key, HPDF_Name_New(file->doc->mmgr, name));
}

void jb_pdf_put_int(jb_pdf_file *file, HPDF_Dict dict, const char *key, int32_t value)
{
    add(file, dict, key, HPDF_Number_New(file->doc->mmgr, value));
}

void jb_pdf_put_true(jb_pdf_file *file, HPDF_Dict dict, const char *key)
{
    add(file, dict, key, HPDF_Boolean_New(file->doc->mmgr, HPDF_TRUE));
}

static bool is_ascii(jb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < ' ' || s.at[i] > '~')
            return false;
    return true;
}

void jb_pdf_put_text(jb_pdf_file *file, HPDF_Dict dict, const char *key, jb_str utf8)
{
    if (is_ascii(utf8) && utf8.len <= TEXT_MOST) {
        add(file, dict, key,
            HPDF_String_New(file->doc->mmgr, jb_arena_cstr(file->arena, utf8), NULL));
        return;
    }
    HPDF_BYTE *units = jb_arena_alloc(file->arena, 2 * (TEXT_MOST + 2));
    HPDF_UINT n = 0;
    units[n++] = 0xFE;
    units[n++] = 0xFF;
    for (size_t i = 0; i < utf8.len && n < 2 * TEXT_MOST;) {
        uint32_t rune = jb_utf8_next(utf8, &i);
        if (rune == JB_RUNE_BAD)
            rune = 0xFFFD;
        if (rune > 0xFFFF) {
            uint32_t high = 0xD800 + ((rune - 0x10000) >> 10);
            units[n++] = (HPDF_BYTE)(high >> 8);
            units[n++] = (HPDF_BYTE)high;
            rune = 0xDC00 + (rune & 0x3FF);
        }
        units[n++] = (HPDF_BYTE)(rune >> 8);
        units[n++] = (HPDF_BYTE)rune;
    }
    add(file, dict, key, HPDF_Binary_New(file->doc->mmgr, units, n));
}

void jb_pdf_put_raw(jb_pdf_file *file, HPDF_Dict dict, jb_str entries)
{
    if (dict)
        jb_buf_add(file->arena, &need_body(file, dict)->raw, entries);
}

void jb_pdf_push_ref(jb_pdf_file *file, HPDF_Array array, HPDF_Dict object)
{
    push(file, array, object);
}

void jb_pdf_push_int(jb_pdf_file *file, HPDF_Array array, int32_t value)
{
    push(file, array, HPDF_Number_New(file->doc->mmgr, value));
}

void jb_pdf_push_name(jb_pdf_file *file, HPDF_Array array, const char *name)
{
    push(file, array, HPDF_Name_New(file->doc->mmgr, name));
}
