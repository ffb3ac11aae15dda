/* The page tree, and the boxes of a page: ISO 32000-1 7.7.3, 14.11.2. */
#include "parts.h"

/* Boxes are written with a few decimals: what differs by less is the same. */
static const double SLACK = 0.005;

/* ---- boxes --------------------------------------------------------------------------------- */

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

jb_box jb_box_read(jb_check *check, const jb_obj *o, const char *name)
{
    double n[4] = {0};
    if (o->type == JB_OBJ_NULL)
        return (jb_box){0};
    bool good = o->type == JB_OBJ_ARRAY && o->len == 4;
    for (uint32_t i = 0; i < 4 && good; i++) {
        const jb_obj *item = jb_door_item(check->door, o, i);
        good = jb_obj_is_number(item);
        n[i] = item->number;
    }
    jb_box box = {.given = true,
                  .left = smaller(n[0], n[2]),
                  .bottom = smaller(n[1], n[3]),
                  .right = larger(n[0], n[2]),
                  .top = larger(n[1], n[3])};
    if (good && box.left < box.right && box.bottom < box.top)
        return box;
    jb_tell(check, JB_RULE_BOX_FORM, JB_ARGS(jb_str_make(name)));
    return (jb_box){0};
}

static void check_inside(jb_check *check, const jb_box *inner, const char *name,
                         const jb_box *outer, const char *beyond)
{
    if (!inner->given || !outer->given)
        return;
    if (inner->left < outer->left - SLACK || inner->bottom < outer->bottom - SLACK ||
        inner->right > outer->right + SLACK || inner->top > outer->top + SLACK)
        jb_tell(check, JB_RULE_BOX_NESTING, JB_ARGS(jb_str_make(name), jb_str_make(beyond)));
}

static void check_side(jb_check *check, double side)
{
    if (side < 3 || side > 14400)
        jb_tell(check, JB_RULE_BOX_SIZE, JB_ARGS(jb_check_number(check, side)));
}

static void check_boxes(jb_check *check, const jb_page *page)
{
    const jb_boxes *b = &page->boxes;
    const jb_box *trim = b->trim.given ? &b->trim : &b->art;
    const char *name = b->trim.given ? "TrimBox" : "ArtBox";
    if (!b->media.given) {
        jb_tell(check, JB_RULE_BOX_MEDIA, JB_NO_ARGS);
    } else {
        check_side(check, b->media.right - b->media.left);
        check_side(check, b->media.top - b->media.bottom);
    }
    if (!b->trim.given && !b->art.given)
        jb_tell(check, JB_RULE_BOX_TRIM, JB_NO_ARGS);
    if (b->trim.given && b->art.given)
        jb_tell(check, JB_RULE_BOX_BOTH, JB_NO_ARGS);
    check_inside(check, trim, name, &b->bleed, "BleedBox");
    check_inside(check, trim, name, &b->crop, "CropBox");
    check_inside(check, trim, name, &b->media, "MediaBox");
    check_inside(check, &b->bleed, "BleedBox", &b->media, "MediaBox");
    check_inside(check, &b->crop, "CropBox", &b->media, "MediaBox");
}

jb_rect jb_page_place(const jb_page *page, const jb_box *box)
{
    enum { FARTHEST = 1000000 }; /* points: beyond any page, within jb_len */
    const jb_boxes *b = &page->boxes;
    const jb_box *trim = b->trim.given ? &b->trim : b->art.given ? &b->art : &b->media;
    const double corner[4] = {box->left - trim->left, trim->top - box->top, box->right - box->left,
                              box->top - box->bottom};
    jb_len n[4];
    for (int i = 0; i < 4; i++) {
        double clamped = larger(-FARTHEST, smaller(FARTHEST, corner[i]));
        n[i] = (jb_len)(clamped * 1000 + (clamped < 0 ? -0.5 : 0.5));
    }
    return (jb_rect){.x = n[0], .y = n[1], .width = n[2], .height = n[3]};
}

/* ---- the tree ------------------------------------------------------------------------------ */

/* What a page has of the nodes above it: table 30. */
typedef struct inherited {
    const jb_obj *resources, *media, *crop, *rotate;
} inherited;

static const jb_obj *nearest(jb_check *check, const jb_obj *node, const char *key,
                             const jb_obj *above)
{
    const jb_obj *own = jb_door_key(check->door, node, key);
    return own->type == JB_OBJ_NULL ? above : own;
}

static inherited inherit(jb_check *check, const jb_obj *node, const inherited *above)
{
    return (inherited){
        .resources = nearest(check, node, "Resources", above->resources),
        .media = nearest(check, node, "MediaBox", above->media),
        .crop = nearest(check, node, "CropBox", above->crop),
        .rotate = nearest(check, node, "Rotate", above->rotate),
    };
}

static jb_box own_box(jb_check *check, const jb_obj *node, const char *name)
{
    return jb_box_read(check, jb_door_key(check->door, node, name), name);
}

static void add_page(jb_check *check, const jb_obj *node, const inherited *has)
{
    const jb_obj *unit = jb_door_key(check->door, node, "UserUnit");
    bool turned =
        jb_obj_is_number(has->rotate) && has->rotate->number > -1e6 && has->rotate->number < 1e6;
    jb_page *page = jb_push(check->arena, &check->pages);
    *page = (jb_page){
        .number = check->page = check->pages.len,
        .dict = node,
        .resources = has->resources,
        .rotate = turned ? (((int)has->rotate->number % 360) + 360) % 360 : 0,
        .user_unit = jb_obj_is_number(unit) && unit->number > 0 ? unit->number : 1,
        .boxes =
            {
                .media = jb_box_read(check, has->media, "MediaBox"),
                .crop = jb_box_read(check, has->crop, "CropBox"),
                .bleed = own_box(check, node, "BleedBox"),
                .trim = own_box(check, node, "TrimBox"),
                .art = own_box(check, node, "ArtBox"),
            },
    };
    check_boxes(check, page);
    check->page = 0;
}

static void tell_tree(jb_check *check, jb_str what)
{
    jb_tell(check, JB_RULE_PAGE_TREE, JB_ARGS(what));
}

/* Nodes without a Type are known by their Kids. */
static void walk(jb_check *check, const jb_obj *node, const inherited *above, int depth)
{
    const jb_obj *kids = jb_door_key(check->door, node, "Kids");
    inherited has = inherit(check, node, above);
    if (!jb_obj_is_dict(node) || node->object == 0) {
        tell_tree(check, JB_BOTH("有的页不是对象", "a page is no object"));
    } else if (check->pages.len >= JB_PAGES_MOST || depth > JB_DEPTH_MOST) {
        if (check->verdict->found[JB_RULE_LIMIT] == 0)
            jb_tell(check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("页树", "the page tree")));
    } else if (!jb_check_first(check, node)) {
        tell_tree(check, JB_BOTH("同一页出现两次", "a page stands in it twice"));
    } else if (kids->type == JB_OBJ_ARRAY) {
        for (uint32_t i = 0; i < kids->len; i++)
            walk(check, jb_door_item(check->door, kids, i), &has, depth + 1);
    } else if (jb_obj_is_name(jb_door_key(check->door, node, "Type"), "Page")) {
        add_page(check, node, &has);
    } else {
        tell_tree(check, JB_BOTH("有的页没有 /Type /Page", "a page has no /Type /Page"));
    }
}

bool jb_check_pages(jb_check *check)
{
    const inherited none = {&jb_obj_null, &jb_obj_null, &jb_obj_null, &jb_obj_null};
    const jb_obj *root = jb_door_key(check->door, check->catalog, "Pages");
    const jb_obj *count = jb_door_key(check->door, root, "Count");
    walk(check, root, &none, 0);
    if (check->pages.len == 0)
        tell_tree(check, JB_BOTH("没有页", "there is no page"));
    else if (count->type != JB_OBJ_INT || count->number != check->pages.len)
        tell_tree(check, JB_BOTH("Count 不是页数", "Count is not the number of pages"));
    return check->pages.len > 0;
}
