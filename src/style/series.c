/* series.yaml: one newsletter. Read by tables like a layout, every fault told with its place. */
#include <errno.h>
#include <sys/stat.h>

#include "../base/error.h"
#include "../base/file.h"
#include "../base/utf8.h"
#include "keys.h"

#define SERIES(field) offsetof(jb_newsletter, field)

/* ---- name and layout: one, or [{from: 2009-01-01, use: …}] ----------------------------------- */

static bool read_date(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    return value->kind == JB_NODE_SCALAR && jb_date_parse(value->text, into);
}

static const jb_key dated_keys[] = {
    {"from", read_date, offsetof(jb_dated, from), "2009-01-01", NULL},
    {"use", jb_read_text, offsetof(jb_dated, use), "gbt9704", NULL},
};

static bool read_dated(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_dated_list *list = into;
    bool several = value->kind == JB_NODE_LIST;
    uint32_t n = several ? value->entries.len : 1;
    if (value->kind == JB_NODE_MAP || n == 0 || jb_tree_is_null(value))
        return false;
    jb_dated *dated = JB_NEW_ARRAY(r->arena, jb_dated, n);
    if (!several)
        dated[0].use = value->text;
    for (uint32_t i = 0; several && i < n; i++) {
        const jb_node *entry = value->entries.at[i].value;
        uint32_t before = r->faults;
        if (entry->kind != JB_NODE_MAP) {
            jb_keys_fault(r, entry, key->name, JB_STR("{from: 2009-01-01, use: …}"));
            continue;
        }
        jb_keys_read(r, entry, key->name, JB_KEYS(dated_keys), &dated[i]);
        if (!dated[i].use.len && r->faults == before)
            jb_keys_missing(r, entry, "use");
    }
    *list = (jb_dated_list){dated, n};
    return several || dated[0].use.len;
}

/* Of the date; without one: the newest. NULL: none holds so early. */
static const jb_dated *find_dated(const jb_dated_list *list, jb_date date)
{
    const jb_dated *chosen = NULL;
    for (uint32_t i = 0; i < list->len; i++) {
        const jb_dated *dated = &list->at[i];
        bool begun = date.year == 0 || !jb_date_is_before(date, dated->from);
        if (begun && (!chosen || !jb_date_is_before(dated->from, chosen->from)))
            chosen = dated;
    }
    return chosen;
}

/* ---- number: how issues are numbered -------------------------------------------------------- */

static const jb_number sample = {
    .kind = JB_NUMBER_ISSUE, .year = 2025, .first = 3, .last = 3, .total = 45};

static bool says(jb_str form, const char *key)
{
    return jb_str_find(form, jb_str_make(key)) != SIZE_MAX;
}

/* A form is good when what it prints is read as the number it was made of. */
static bool reads_back(jb_arena *arena, jb_str form, const jb_number *number, jb_number *read)
{
    jb_buf out = {0};
    jb_str key;
    return jb_number_fill(arena, form, number, &out, &key) == JB_FILLED &&
           jb_number_parse(jb_buf_str(&out), read) &&
           (read->total == number->total || !says(form, "{total")) &&
           ((read->first == number->first && read->last == number->last) ||
            !says(form, "{number")) &&
           (says(form, "{number") || (says(form, "{total") && read->kind == JB_NUMBER_TOTAL));
}

static bool read_form(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_number read;
    return jb_read_text(r, key, value, into) && reads_back(r->arena, value->text, &sample, &read);
}

static bool read_joint(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_number read, joint = sample;
    joint.last++;
    return jb_read_text(r, key, value, into) && reads_back(r->arena, value->text, &joint, &read);
}

static const jb_word restart_words[] = {{"yearly", true}, {"never", false}, {NULL, 0}};

typedef struct number_keys {
    jb_number_rule rule;
    bool total, said_total;
} number_keys;

static bool read_total(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    number_keys *number = into;
    number->said_total = true;
    return jb_read_bool(r, key, value, &number->total);
}

#define RULE(field) (offsetof(number_keys, rule) + offsetof(jb_number_rule, field))

static const jb_key number_key_table[] = {
    {"restart", jb_read_flag, RULE(yearly), NULL, restart_words},
    {"total", read_total, 0, "true | false", NULL},
    {"form", read_form, RULE(form), "{year}年第{number}期（总第{total}期）", NULL},
    {"joint", read_joint, RULE(joint), "{year}年第{number}期合刊（总第{total}期）", NULL},
    {"supplement", read_form, RULE(supplement), "{year}年增刊第{number}期", NULL},
    {"special", read_form, RULE(special), "{year}年专刊第{number}期", NULL},
    {"document", read_form, RULE(document), "〔{year}〕{number}号", NULL},
};

/* 第{number}期 of a joint issue is 第{number}期合刊. Empty when that is not read as one. */
static jb_str make_joint(jb_arena *arena, jb_str form)
{
    static const jb_str ends = JB_LIT("期");
    size_t at = jb_str_find(form, JB_STR("{number"));
    size_t close = at == SIZE_MAX ? at : jb_str_find(jb_str_cut(form, at, form.len), ends);
    jb_number joint = sample, read;
    jb_str made = form;
    joint.last++;
    if (close != SIZE_MAX) {
        close += at + ends.len;
        made = jb_arena_format(arena, "%.*s合刊%.*s", JB_FMT(jb_str_cut(form, 0, close)),
                               JB_FMT(jb_str_cut(form, close, form.len)));
    }
    return reads_back(arena, made, &joint, &read) ? made : (jb_str){0};
}

static void set_default(jb_str *form, jb_str value)
{
    if (!form->len)
        *form = value;
}

static void complete_rule(jb_arena *arena, jb_number_rule *rule, bool total)
{
    static const jb_str forms[] = {JB_LIT("{year}年第{number}期"),
                                   JB_LIT("{year}年第{number}期（总第{total}期）")};
    jb_number read = {0};
    set_default(&rule->form, forms[total]);
    reads_back(arena, rule->form, &sample, &read);
    rule->kind = read.kind;
    set_default(&rule->joint, make_joint(arena, rule->form));
    set_default(&rule->supplement, JB_STR("{year}年增刊第{number}期"));
    set_default(&rule->special, JB_STR("{year}年专刊第{number}期"));
    set_default(&rule->document, JB_STR("〔{year}〕{number}号"));
}

static bool read_number(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_newsletter *newsletter = into;
    number_keys number = {.rule = {.yearly = true}};
    jb_keys_read(r, value, key->name, JB_KEYS(number_key_table), &number);
    bool printed = says(number.rule.form, "{total");
    if (number.said_total && number.rule.form.len && printed != number.total)
        jb_keys_fault(r, jb_tree_find(value, JB_STR("total")), "total",
                      printed ? JB_STR("true") : JB_STR("false"));
    newsletter->rule = number.rule;
    complete_rule(r->arena, &newsletter->rule, number.total);
    return true;
}

jb_number_rule jb_number_rule_like(jb_arena *arena, const jb_number *number)
{
    bool total = number->total > 0, document = number->kind == JB_NUMBER_DOCUMENT;
    jb_number_rule rule = {.yearly = true};
    rule.form = number->kind == JB_NUMBER_TOTAL ? JB_STR("总第{total}期")
                : document && total            ? JB_STR("〔{year}〕{number}号（总第{total}期）")
                : document                     ? JB_STR("〔{year}〕{number}号")
                : !number->year && total       ? JB_STR("第{number}期（总第{total}期）")
                : !number->year && number->first ? JB_STR("第{number}期")
                : total                        ? JB_STR("{year}年第{number}期（总第{total}期）")
                                               : JB_STR("{year}年第{number}期");
    complete_rule(arena, &rule, total);
    return rule;
}

/* ---- rhythm --------------------------------------------------------------------------------- */

static int find_weekday(jb_str word)
{
    static const char *const names[][3] = {
        {"Monday", "周一", "星期一"},   {"Tuesday", "周二", "星期二"},
        {"Wednesday", "周三", "星期三"}, {"Thursday", "周四", "星期四"},
        {"Friday", "周五", "星期五"},   {"Saturday", "周六", "星期六"},
        {"Sunday", "周日", "星期日"},
    };
    for (int day = 0; day < 7; day++)
        for (int i = 0; i < 3; i++)
            if (jb_str_equal(word, jb_str_make(names[day][i])))
                return day;
    return -1;
}

static int find_day_of_month(jb_str word)
{
    int day = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] < '0' || word.at[i] > '9' || i == 2)
            return -1;
        day = day * 10 + word.at[i] - '0';
    }
    return day >= 1 && day <= 31 ? day : -1;
}

static bool read_rhythm(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    static const struct {
        const char *name;
        jb_rhythm_kind kind;
        int (*find_day)(jb_str word); /* NULL: no days behind it */
    } kinds[] = {
        {"irregular", JB_RHYTHM_IRREGULAR, NULL},
        {"daily", JB_RHYTHM_DAILY, NULL},
        {"weekly", JB_RHYTHM_WEEKLY, find_weekday},
        {"biweekly", JB_RHYTHM_BIWEEKLY, find_weekday},
        {"monthly", JB_RHYTHM_MONTHLY, find_day_of_month},
    };
    (void)r, (void)key;
    jb_rhythm *rhythm = into;
    if (value->kind != JB_NODE_SCALAR)
        return false;
    size_t at = 0;
    jb_str word = jb_word_next(value->text, &at);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!jb_str_equal(word, jb_str_make(kinds[i].name)))
            continue;
        *rhythm = (jb_rhythm){.kind = kinds[i].kind};
        while ((word = jb_word_next(value->text, &at)).len) {
            int day = kinds[i].find_day ? kinds[i].find_day(word) : -1;
            if (day < 0)
                return false;
            rhythm->days |= 1u << day;
        }
        return !kinds[i].find_day == !rhythm->days;
    }
    return false;
}

/* ---- files, new, proof, exceptions ---------------------------------------------------------- */

static bool read_files(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    const jb_file_values values = {.number = sample, .archive_no = JB_STR("1")};
    jb_buf out = {0};
    jb_str unknown, *files = into;
    return jb_read_text(r, key, value, files) && files->len && files->at[0] != '.' &&
           !memchr(files->at, '/', files->len) && !memchr(files->at, '\n', files->len) &&
           jb_file_name_fill(r->arena, *files, &values, &out, &unknown) == JB_FILLED;
}

static uint32_t list_new_keys(jb_str names[static 64])
{
    uint32_t n = 0;
    names[n++] = JB_STR("end");
    for (uint32_t i = 0; jb_header_key(i).len && n < 64; i++)
        names[n++] = jb_header_key(i);
    return n;
}

static bool is_found_out(jb_str key)
{
    return jb_str_equal(key, jb_field_name(JB_FIELD_NUMBER)) ||
           jb_str_equal(key, jb_field_name(JB_FIELD_DATE));
}

static jb_str trim_end(jb_str text)
{
    while (text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == ' '))
        text.len--;
    return text;
}

static bool read_new(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_newsletter *newsletter = into;
    jb_str names[64];
    if (value->kind != JB_NODE_MAP)
        return false;
    jb_keys_check(r, value, names, list_new_keys(names));
    jb_setting *fields = JB_NEW_ARRAY(r->arena, jb_setting, value->entries.len + 1);
    for (uint32_t i = 0; i < value->entries.len; i++) {
        const jb_entry *entry = &value->entries.at[i];
        jb_str text;
        if (is_found_out(entry->key->text))
            jb_keys_fault(r, entry->value, jb_arena_cstr(r->arena, entry->key->text),
                          JB_BOTH("由 new 推出来，不用写", "nothing: new finds it out"));
        else if (!jb_read_text(r, key, entry->value, &text))
            jb_keys_fault(r, entry->value, jb_arena_cstr(r->arena, entry->key->text),
                          JB_STR("某局办公室"));
        else if (jb_str_equal(entry->key->text, JB_STR("end")))
            newsletter->end = trim_end(text);
        else
            fields[newsletter->fields_len++] = (jb_setting){entry->key->text, trim_end(text)};
    }
    newsletter->has_new = true;
    newsletter->fields = fields;
    return true;
}

static bool read_proof(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    static const jb_key keys[] = {{"skip", jb_read_rules, SERIES(skip), JB_TAKES_RULES, NULL}};
    jb_keys_read(r, value, key->name, JB_KEYS(keys), into);
    return true;
}

static bool read_exceptions(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_newsletter *newsletter = into;
    if (value->kind != JB_NODE_LIST)
        return false;
    jb_number *numbers = JB_NEW_ARRAY(r->arena, jb_number, value->entries.len + 1);
    for (uint32_t i = 0; i < value->entries.len; i++) {
        const jb_node *item = value->entries.at[i].value;
        if (item->kind == JB_NODE_SCALAR &&
            jb_number_parse(item->text, &numbers[newsletter->exceptions_len]))
            newsletter->exceptions_len++;
        else
            jb_keys_fault(r, item, key->name, JB_STR("2024年第17期（总第402期）"));
    }
    newsletter->exceptions = numbers;
    return true;
}

/* ---- the file ------------------------------------------------------------------------------- */

static const jb_key series_keys[] = {
    {"name", read_dated, SERIES(names), "工作简报 | [{from: 2009-01-01, use: 工作简报}]", NULL},
    {"layout", read_dated, SERIES(layouts), "gbt9704 | [{from: 2009-01-01, use: gbt9704}]", NULL},
    {"number", read_number, 0, "{restart: yearly, total: true}", NULL},
    {"rhythm", read_rhythm, SERIES(rhythm),
     "weekly Monday | biweekly 周一 | monthly 15 | daily | irregular", NULL},
    {"files", read_files, SERIES(files), "\"{year}-{number:02}\"", NULL},
    {"new", read_new, 0, "{ 编发: 某局办公室, end: … }", NULL},
    {"proof", read_proof, 0, "{skip: [P09, N04]}", NULL},
    {"exceptions", read_exceptions, 0, "[2024年第17期]", NULL},
};

jb_newsletter *jb_newsletter_open(jb_arena *arena, jb_str path, jb_diags *diags)
{
    jb_origin *origin = JB_NEW(arena, jb_origin);
    *origin = (jb_origin){.file = path, .series = true};
    int error = jb_file_read(arena, path, JB_TREE_BYTES, &origin->text);
    if (error) {
        jb_diag_in(diags, JB_D_SERIES_UNREADABLE, (jb_place){0},
                   JB_ARGS(path, jb_error_text(arena, error)));
        return NULL;
    }
    jb_node *root = jb_tree_parse(arena, origin, diags);
    if (!root)
        return NULL;
    jb_layout none = {.path = path};
    jb_reader r = {.arena = arena, .diags = diags, .layout = &none};
    jb_newsletter *newsletter = JB_NEW(arena, jb_newsletter);
    newsletter->path = path;
    newsletter->folder = jb_path_folder(path);
    newsletter->rule.yearly = true;
    complete_rule(arena, &newsletter->rule, false);
    jb_keys_read(&r, root, "series.yaml", JB_KEYS(series_keys), newsletter);
    if (root->kind == JB_NODE_MAP && !jb_tree_find(root, JB_STR("name")))
        jb_keys_missing(&r, root, "name");
    const jb_dated *name = find_dated(&newsletter->names, (jb_date){0});
    newsletter->name = name ? name->use : (jb_str){0};
    return r.faults || jb_diags_fatal(diags) ? NULL : newsletter;
}

/* ---- where it is, and what it names --------------------------------------------------------- */

/* Of a plain absolute path its words tell. */
static bool is_root(jb_arena *arena, jb_str folder)
{
    struct stat here, root;
    if (folder.at[0] == '/' && jb_str_find(folder, JB_STR("/.")) == SIZE_MAX)
        return folder.len == 1;
    return stat(jb_arena_cstr(arena, folder), &here) || stat("/", &root) ||
           (here.st_dev == root.st_dev && here.st_ino == root.st_ino);
}

static jb_str folder_above(jb_arena *arena, jb_str folder)
{
    jb_str last = jb_path_name(folder);
    if (jb_str_equal(folder, JB_STR(".")))
        return JB_STR("..");
    if (jb_str_equal(last, JB_STR("..")) || jb_str_equal(last, JB_STR(".")) || !last.len)
        return jb_arena_format(arena, "%.*s/..", JB_FMT(folder));
    return jb_path_folder(folder);
}

jb_str jb_newsletter_find(jb_arena *arena, jb_str folder)
{
    enum { HIGHEST = 64 };
    for (int i = 0; i < HIGHEST; i++) {
        jb_str path = jb_path_join(arena, folder, JB_STR("series.yaml"));
        if (jb_file_exists(path))
            return path;
        if (is_root(arena, folder))
            break;
        folder = folder_above(arena, folder);
    }
    return (jb_str){0};
}

jb_str jb_newsletter_own(jb_arena *arena, const jb_newsletter *newsletter, jb_str name)
{
    if (jb_issue_is_path(name))
        return name;
    jb_str file = jb_arena_format(arena, "layouts/%.*s.yaml", JB_FMT(name));
    jb_str path = jb_path_join(arena, newsletter->folder, file);
    return jb_file_exists(path) ? path : name;
}

jb_filled jb_newsletter_file(jb_arena *arena, const jb_newsletter *newsletter,
                             const jb_file_values *values, jb_str *name)
{
    jb_buf out = {0};
    jb_filled filled = jb_file_name_fill(arena, newsletter->files, values, &out, name);
    if (filled != JB_FILLED)
        return filled;
    if (values->number.revision > 0)
        jb_buf_printf(arena, &out, "-更正%d", values->number.revision);
    *name = jb_buf_str(&out);
    return JB_FILLED;
}

bool jb_newsletter_is_named(const jb_newsletter *newsletter, jb_str name)
{
    for (uint32_t i = 0; i < newsletter->names.len; i++)
        if (jb_name_equal(name, newsletter->names.at[i].use))
            return true;
    return false;
}

jb_str jb_newsletter_layout(jb_arena *arena, const jb_newsletter *newsletter, jb_date date)
{
    const jb_dated *layout = find_dated(&newsletter->layouts, date);
    if (!layout)
        return (jb_str){0};
    return jb_issue_is_path(layout->use) ? jb_path_join(arena, newsletter->folder, layout->use)
                                         : jb_newsletter_own(arena, newsletter, layout->use);
}
