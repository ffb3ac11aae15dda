/* The file's objects in order, for reading: streams as text where they are text, else their sizes.
 * */
#include "writer.h"

void jb_pdf_print(jb_pdf_file *file, jb_buf *out)
{
    jb_arena *arena = file->arena;
    for (uint32_t i = 1; i < file->doc->xref->entries->count; i++) {
        void *object = HPDF_Xref_GetEntry(file->doc->xref, i)->obj;
        jb_buf_printf(arena, out, "%u 0 obj\n", i);
        jb_pdf_write(file, object, out);
        jb_buf_add(arena, out, JB_STR("\n"));
        const HPDF_Obj_Header *header = object;
        const jb_pdf_body *body = NULL;
        if ((header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT)
            body = jb_pdf_body_of(object);
        if (body && body->stream && body->text) {
            jb_buf_add(arena, out, JB_STR("stream\n"));
            jb_buf_add(arena, out, body->data);
            jb_buf_add(arena, out, JB_STR("\nendstream\n"));
        }
        jb_buf_add(arena, out, JB_STR("endobj\n"));
    }
}
