/* The schemas of XMP that need no description in a PDF/A: ISO 19005-1 6.7.9 (those of XMP of 2004),
 * ISO 19005-2 6.6.2.3.1 (and those of XMP of 2005). */
#include "xmp.h"

#define ADOBE "http://ns.adobe.com/"

/* The names are parted by commas; NULL: any, of schemas that describe pictures and takes. */
static const struct {
    jb_str space;
    const char *names;
} schemas[] = {
    {JB_LIT("http://purl.org/dc/elements/1.1/"),
     "contributor,coverage,creator,date,description,format,identifier,language,publisher,relation,"
     "rights,source,subject,title,type"},
    {JB_LIT(ADOBE "xap/1.0/"),
     "Advisory,BaseURL,CreateDate,CreatorTool,Identifier,Label,MetadataDate,ModifyDate,Nickname,"
     "Rating,Thumbnails"},
    {JB_LIT(ADOBE "xap/1.0/rights/"), "Certificate,Marked,Owner,UsageTerms,WebStatement"},
    {JB_LIT(ADOBE "xap/1.0/mm/"),
     "DerivedFrom,DocumentID,History,Ingredients,InstanceID,LastURL,ManagedFrom,Manager,"
     "ManageTo,ManageUI,ManagerVariant,RenditionClass,RenditionOf,RenditionParams,SaveID,VersionID,"
     "Versions"},
    {JB_LIT(ADOBE "xap/1.0/bj/"), "JobRef"},
    {JB_LIT(ADOBE "xap/1.0/t/pg/"), "Colorants,Fonts,MaxPageSize,NPages,PlateNames"},
    {JB_LIT(ADOBE "pdf/1.3/"), "Keywords,PDFVersion,Producer"},
    {JB_LIT(ADOBE "photoshop/1.0/"), NULL},
    {JB_LIT(ADOBE "camera-raw-settings/1.0/"), NULL},
    {JB_LIT(ADOBE "tiff/1.0/"), NULL},
    {JB_LIT(ADOBE "exif/1.0/"), NULL},
    {JB_LIT(ADOBE "exif/1.0/aux/"), NULL},
    {JB_LIT(ADOBE "xmp/1.0/DynamicMedia/"), NULL},
    {JB_LIT("http://www.aiim.org/pdfa/ns/id/"), "amd,conformance,corr,part,rev"},
    {JB_LIT("http://www.aiim.org/pdfa/ns/extension/"), "schemas"},
};

static bool is_among(jb_str name, const char *names)
{
    jb_str rest = jb_str_make(names);
    while (rest.len) {
        size_t end = jb_str_find(rest, JB_STR(","));
        if (jb_str_equal(jb_str_cut(rest, 0, end), name))
            return true;
        rest = end == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, end + 1, rest.len);
    }
    return false;
}

static bool is_predefined(const jb_xmp_term *term)
{
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (jb_str_equal(schemas[i].space, term->space))
            return !schemas[i].names || is_among(term->name, schemas[i].names);
    return false;
}

static bool is_described(const jb_xmp *xmp, const jb_xmp_term *term)
{
    bool space = false, name = false;
    for (uint32_t i = 0; i < xmp->schemas.len && !space; i++)
        space = jb_str_equal(xmp->schemas.at[i].space, term->space);
    for (uint32_t i = 0; i < xmp->described.len && space && !name; i++)
        name = jb_str_equal(xmp->described.at[i].name, term->name);
    return name;
}

jb_str jb_xmp_foreign(const jb_xmp *xmp)
{
    for (uint32_t i = 0; i < xmp->used.len; i++)
        if (!is_predefined(&xmp->used.at[i]) && !is_described(xmp, &xmp->used.at[i]))
            return xmp->used.at[i].name;
    return (jb_str){0};
}
