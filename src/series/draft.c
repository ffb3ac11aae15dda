/* The next issue: number, date and fields by what has come out so far, and its file's text. */
#include <stdlib.h>
#include <time.h>

#include "parts.h"

static bool refuse(jb_draft *d, jb_code code, const jb_str *args, size_t n)
{
    jb_diag_in(d->diags, code, (jb_place){0}, args, n);
    return false;
}

/* ---- fields --------------------------------------------------------------------------------- */

static jb_setting *find_setting(const jb_settings *list, jb_str key)
{
    for (uint32_t i = 0; i < list->len; i++)
        if (jb_str_equal(list->at[i].key, key))
            return &list->at[i];
    return NULL;
}

static jb_str value_of(const jb_settings *list, jb_field_key key)
{
    const jb_setting *setting = find_setting(list, jb_field_name(key));
    return setting ? setting->value : (jb_str){0};
}

static void put(jb_draft *d, jb_str key, jb_str value)
{
    jb_setting *setting = find_setting(&d->fields, key);
    if (!setting)
        setting = jb_push(d->arena, &d->fields);
    *setting = (jb_setting){key, value};
}

static void put_all(jb_draft *d, const jb_setting *settings, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        put(d, settings[i].key, settings[i].value);
}

jb_str jb_draft_field(const jb_draft *draft, jb_field_key key)
{
    return value_of(&draft->fields, key);
}

bool jb_draft_set(jb_draft *d)
{
    for (uint32_t i = 0; i < d->wish->settings_len; i++) {
        jb_str typed = d->wish->settings[i];
        size_t equals = jb_str_find(typed, JB_STR("="));
        jb_str key = jb_str_cut(typed, 0, equals);
        bool known = false;
        for (uint32_t k = 0; jb_header_key(k).len && equals != SIZE_MAX && !known; k++)
            known = jb_str_equal(jb_header_key(k), key);
        if (!known)
            return refuse(d, JB_D_SERIES_SET_LAYOUT_KEY, JB_ARGS(key.len ? key : typed));
        *jb_push(d->arena, &d->set) =
            (jb_setting){key, jb_str_cut(typed, equals + 1, typed.len)};
    }
    return true;
}

/* Of the model's fields, those that the next issue has too; a correction has all but its status. */
static bool goes_on(const jb_draft *d, const jb_field *field)
{
    switch (field->key) {
    case JB_FIELD_NUMBER:
    case JB_FIELD_DATE:
    case JB_FIELD_STATUS:
    case JB_FIELD_REVISION:
        return false;
    case JB_FIELD_COPY:
    case JB_FIELD_ARCHIVE_NO:
        return d->wish->revises.len > 0;
    default:
        return true;
    }
}

static bool takes_from_model(const jb_draft *d)
{
    return d->model && (d->wish->revises.len || !d->newsletter || !d->newsletter->has_new);
}

static void put_model_fields(jb_draft *d)
{
    for (uint32_t i = 0; i < d->model->fields.len; i++) {
        const jb_field *field = &d->model->fields.at[i];
        jb_str value = jb_span_of(d->model->text, field->value);
        if (field->key == JB_FIELD_LAYOUT && jb_issue_is_path(value))
            value = jb_path_join(d->arena, d->model_way, value);
        if (goes_on(d, field) && value.len)
            put(d, field->name, value);
    }
}

/* 刊名 as it was printed last, with its line ends; else as the series has it. */
static jb_str find_name(const jb_draft *d)
{
    jb_str set = value_of(&d->set, JB_FIELD_NAME);
    jb_str printed = d->model ? jb_issue_field(d->model, JB_FIELD_NAME) : (jb_str){0};
    if (set.len)
        return set;
    if (!d->newsletter || d->wish->revises.len)
        return printed;
    for (uint32_t i = 0; i < d->newsletter->fields_len; i++)
        if (jb_str_equal(d->newsletter->fields[i].key, jb_field_name(JB_FIELD_NAME)))
            return d->newsletter->fields[i].value;
    return jb_name_equal(printed, d->newsletter->name) ? printed : d->newsletter->name;
}

/* 刊名 期号 编发 日期 first, as in a masthead; then the others in the order in which they are given. */
static void collect_fields(jb_draft *d, jb_str name, jb_str number, jb_str date)
{
    static const jb_str editor = JB_LIT("编发");
    d->fields.len = 0;
    put(d, jb_field_name(JB_FIELD_NAME), name);
    put(d, jb_field_name(JB_FIELD_NUMBER), number);
    put(d, editor, (jb_str){0});
    put(d, jb_field_name(JB_FIELD_DATE), date);
    if (takes_from_model(d))
        put_model_fields(d);
    else if (d->newsletter)
        put_all(d, d->newsletter->fields, d->newsletter->fields_len);
    put_all(d, d->set.at, d->set.len);
    put(d, jb_field_name(JB_FIELD_NAME), name);
    put(d, jb_field_name(JB_FIELD_NUMBER), number);
    if (d->number.revision > 0)
        put(d, jb_field_name(JB_FIELD_REVISION),
            jb_arena_format(d->arena, "%d", d->number.revision));
}

/* ---- what there is -------------------------------------------------------------------------- */

/* The numbers of the exceptions were used, with an issue or without. */
static void add_exceptions(jb_draft *d)
{
    for (uint32_t i = 0; d->newsletter && i < d->newsletter->exceptions_len; i++)
        *jb_push(d->arena, &d->known) = (jb_issued){.number = d->newsletter->exceptions[i]};
}

/* Without series.yaml: numbered as the newest issue is. */
static void find_rule(jb_draft *d)
{
    jb_number like = {.kind = JB_NUMBER_ISSUE, .year = 1};
    static const jb_number_kind kinds[] = {JB_NUMBER_DOCUMENT, JB_NUMBER_TOTAL, JB_NUMBER_ISSUE};
    if (d->newsletter) {
        d->rule = d->newsletter->rule;
        return;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const jb_number_rule only = {.kind = kinds[i]};
        const jb_issued *last = jb_issued_last(&only, &d->known);
        like = last ? last->number : like;
    }
    d->rule = jb_number_rule_like(d->arena, &like);
}

static bool open_model(jb_draft *d)
{
    jb_str path = d->wish->revises.len ? d->wish->revises : d->last ? d->last->file : (jb_str){0};
    jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_diags unheard = {.arena = d->arena};
    d->model = NULL;
    if (!path.len)
        return true;
    jb_diags *diags = d->wish->revises.len ? d->diags : &unheard;
    const jb_source *source = jb_source_open(d->arena, path, NULL, diags);
    if (!source)
        return !jb_diags_fatal(d->diags);
    d->model = jb_issue_parse(d->arena, source, &options, &unheard);
    d->model_way = jb_path_way(d->arena, d->folder, jb_path_folder(path));
    if (d->wish->revises.len && d->model->number.kind == JB_NUMBER_NONE)
        return refuse(d, JB_D_SERIES_NOT_AN_ISSUE, JB_ARGS(path));
    return true;
}

static bool read_folder(jb_draft *d)
{
    jb_str name = value_of(&d->set, JB_FIELD_NAME);
    jb_whose whose = {.name = name};
    if (d->newsletter)
        whose = (jb_whose){name.len ? NULL : d->newsletter, name, d->newsletter->rule.kind};
    d->known.len = 0;
    jb_folder_read(d->arena, d->root, d->folder, &whose, &d->known, d->diags);
    add_exceptions(d);
    find_rule(d);
    d->last = jb_issued_last(&d->rule, &d->known);
    return open_model(d);
}

/* ---- date ----------------------------------------------------------------------------------- */

static jb_str print_date(const jb_draft *d, jb_date date)
{
    return jb_arena_format(d->arena, "%d年%d月%d日", date.year, date.month, date.day);
}

static jb_date find_today(void)
{
    time_t now = time(NULL);
    struct tm local = {0};
    localtime_r(&now, &local);
    return (jb_date){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

/* The date and how it is printed. The clock is asked when nothing else tells. */
static bool find_date(jb_draft *d, jb_str *printed)
{
    static const jb_rhythm irregular = {JB_RHYTHM_IRREGULAR, 0};
    const jb_rhythm *rhythm = d->newsletter ? &d->newsletter->rhythm : &irregular;
    jb_str set = value_of(&d->set, JB_FIELD_DATE);
    if (set.len && d->wish->date.len)
        return refuse(d, JB_D_SERIES_TWO_WAYS,
                      JB_ARGS(JB_STR("--date"), JB_STR("--set 日期")));
    if (set.len || d->wish->date.len) {
        jb_str typed = set.len ? set : d->wish->date;
        if (!jb_date_parse(typed, &d->date))
            return refuse(d, JB_D_SERIES_BAD_DATE, JB_ARGS(typed));
        *printed = set.len ? set : print_date(d, d->date);
        return true;
    }
    if (d->wish->revises.len) {
        d->date = d->model->date;
        *printed = jb_issue_field(d->model, JB_FIELD_DATE);
        return true;
    }
    d->today = !d->last || !jb_rhythm_next(rhythm, d->last->date, &d->date);
    if (d->today)
        d->date = find_today();
    *printed = print_date(d, d->date);
    return true;
}

/* ---- number --------------------------------------------------------------------------------- */

/* joint:2, 合刊:2, supplement, 增刊 … */
static bool read_kind(jb_draft *d, jb_wish *wish)
{
    static const struct {
        const char *en, *zh;
        jb_number_kind kind;
    } kinds[] = {{"supplement", "增刊", JB_NUMBER_SUPPLEMENT},
                 {"special", "专刊", JB_NUMBER_SPECIAL},
                 {"document", "文号", JB_NUMBER_DOCUMENT}};
    jb_str typed = d->wish->kind;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (jb_str_equal(typed, jb_str_make(kinds[i].en)) ||
            jb_str_equal(typed, jb_str_make(kinds[i].zh)))
            wish->kind = kinds[i].kind;
    size_t wide = jb_str_find(typed, JB_STR("："));
    size_t colon = wide == SIZE_MAX ? jb_str_find(typed, JB_STR(":")) : wide;
    jb_str word = jb_str_cut(typed, 0, colon);
    jb_str count = jb_str_cut(typed, word.len + (wide == SIZE_MAX ? 1 : 3), typed.len);
    if (jb_str_equal(word, JB_STR("joint")) || jb_str_equal(word, JB_STR("合刊"))) {
        bool digit = count.len == 1 && count.at[0] >= '2' && count.at[0] <= '9';
        wish->numbers = colon == SIZE_MAX ? 2 : digit ? count.at[0] - '0' : 0;
    }
    if (typed.len && wish->kind == JB_NUMBER_NONE && wish->numbers < 2)
        return refuse(d, JB_D_SERIES_BAD_KIND,
                      JB_ARGS(typed, JB_STR("joint:2 (合刊:2), supplement (增刊), special (专刊), "
                                            "document (文号)")));
    return true;
}

static bool find_next(jb_draft *d, const jb_wish *wish, jb_number *out)
{
    switch (jb_number_next(&d->rule, &d->known, wish, out)) {
    case JB_NEXT_FOUND:
        return true;
    case JB_NEXT_NO_TOTAL:
        return refuse(d, JB_D_SERIES_NO_TOTAL, JB_NO_ARGS);
    case JB_NEXT_NO_FORM:
        return refuse(d, JB_D_SERIES_NO_FORM, JB_NO_ARGS);
    case JB_NEXT_TOO_LARGE:
        break;
    }
    return refuse(d, JB_D_SERIES_TOO_LARGE,
                  JB_ARGS(jb_arena_format(d->arena, "%d", out->total > out->last ? out->total
                                                                                 : out->last)));
}

static jb_str print_number(const jb_draft *d, const jb_wish *wish, const jb_number *number)
{
    jb_buf out = {0};
    jb_str key;
    jb_number_fill(d->arena, jb_number_form(&d->rule, wish), number, &out, &key);
    return jb_buf_str(&out);
}

/* Digits alone are the number of an ordinary issue. */
static bool parse_typed(jb_str typed, jb_number_kind kind, jb_number *out, bool *bare)
{
    int number = 0;
    *bare = typed.len > 0 && typed.len <= 6;
    for (size_t i = 0; i < typed.len && *bare; i++) {
        *bare = typed.at[i] >= '0' && typed.at[i] <= '9';
        number = number * 10 + typed.at[i] - '0';
    }
    if (!*bare)
        return jb_number_parse(typed, out);
    *out = (jb_number){.kind = kind, .first = number, .last = number};
    if (kind == JB_NUMBER_TOTAL)
        *out = (jb_number){.kind = kind, .total = number};
    return number > 0;
}

/* A number that was typed is completed by the rule and compared with what there is. */
static bool take_typed(jb_draft *d, jb_str typed, int year, jb_str *printed)
{
    jb_number *number = &d->number, next;
    bool bare, lacks;
    if (!parse_typed(typed, d->rule.kind, number, &bare))
        return refuse(d, JB_D_SERIES_BAD_NUMBER, JB_ARGS(typed));
    jb_wish wish = {.kind = number->kind == d->rule.kind ? JB_NUMBER_NONE : number->kind,
                    .numbers = number->last > number->first ? number->last - number->first + 1 : 1,
                    .year = number->year ? number->year : year};
    number->year = wish.year;
    jb_str form = jb_number_form(&d->rule, &wish);
    lacks = !number->total && jb_str_find(form, JB_STR("{total")) != SIZE_MAX;
    bool counted = jb_number_next(&d->rule, &d->known, &wish, &next) == JB_NEXT_FOUND;
    const jb_issued *taken = jb_number_taken(&d->rule, &d->known, number);
    if (taken)
        return refuse(d, JB_D_SERIES_NUMBER_TAKEN,
                      JB_ARGS(typed, taken->file.len ? taken->file : d->newsletter->path,
                              counted ? print_number(d, &wish, &next) : JB_STR("…")));
    if (lacks && !find_next(d, &wish, &next))
        return false;
    if (lacks)
        number->total = next.total;
    *printed = lacks || bare ? print_number(d, &wish, number) : typed;
    return true;
}

/* A correction keeps the number of what it corrects; its own count goes on. */
static void take_corrected(jb_draft *d, jb_str *printed)
{
    d->number = d->model->number;
    d->number.revision = 0;
    int year = d->number.year ? d->number.year : d->model->date.year, last = 0;
    for (uint32_t i = 0; i < d->known.len; i++) {
        const jb_number *number = &d->known.at[i].number;
        int own = number->year ? number->year : d->known.at[i].date.year;
        bool same = number->kind == d->number.kind && number->first == d->number.first &&
                    number->last == d->number.last && (own == year || number->first == 0) &&
                    (number->first > 0 || number->total == d->number.total);
        if (same && number->revision > last)
            last = number->revision;
    }
    d->number.revision = last + 1;
    *printed = jb_issue_field(d->model, JB_FIELD_NUMBER);
}

/* The year of its number is that of its date, unless the last issue is ahead of its own. */
static int find_year(const jb_draft *d)
{
    int ahead = d->last && d->last->date.year == d->date.year ? d->last->number.year : 0;
    return ahead > d->date.year ? ahead : d->date.year;
}

static bool find_number(jb_draft *d, jb_str *printed)
{
    jb_wish wish = {.numbers = 1, .year = find_year(d)};
    jb_str typed = value_of(&d->set, JB_FIELD_NUMBER);
    jb_str option = d->wish->kind.len ? JB_STR("--kind") : JB_STR("--revises");
    if (typed.len ? d->wish->kind.len || d->wish->revises.len
                  : d->wish->kind.len && d->wish->revises.len)
        return refuse(d, JB_D_SERIES_TWO_WAYS,
                      JB_ARGS(option, typed.len ? JB_STR("--set 期号") : JB_STR("--revises")));
    if (!read_kind(d, &wish))
        return false;
    if (d->wish->revises.len) {
        take_corrected(d, printed);
        return true;
    }
    if (typed.len)
        return take_typed(d, typed, wish.year, printed);
    if (!find_next(d, &wish, &d->number))
        return false;
    *printed = print_number(d, &wish, &d->number);
    return true;
}

/* ---- the plan ------------------------------------------------------------------------------- */

static void tell_doubt(jb_draft *d)
{
    static const jb_code codes[] = {[JB_DOUBT_GAP] = JB_D_SERIES_GAP,
                                    [JB_DOUBT_TOTAL] = JB_D_SERIES_TOTAL_GAP};
    const jb_issued *last, *other;
    const jb_newsletter *n = d->newsletter;
    jb_doubt doubt = jb_issued_doubt(&d->rule, &d->known, n ? n->exceptions : NULL,
                                     n ? n->exceptions_len : 0, &last, &other);
    if (doubt == JB_DOUBT_TWICE)
        jb_diag_in(d->diags, JB_D_SERIES_TWICE, (jb_place){0},
                   JB_ARGS(jb_arena_format(d->arena, "%d", last->number.last), other->file,
                           last->file));
    else if (doubt != JB_DOUBT_NONE)
        jb_diag_in(d->diags, codes[doubt], (jb_place){0},
                   JB_ARGS(last->file, other->file));
}

bool jb_draft_plan(jb_draft *d)
{
    jb_str number = {0}, date = {0};
    d->today = false;
    if (!read_folder(d))
        return false;
    jb_str name = find_name(d);
    if (!name.len)
        return refuse(d, JB_D_SERIES_NO_NAME, JB_ARGS(d->root));
    if (!find_date(d, &date) || !find_number(d, &number))
        return false;
    collect_fields(d, name, number, date);
    tell_doubt(d);
    if (d->today)
        jb_diag_in(d->diags, JB_D_SERIES_TODAY, (jb_place){0}, JB_ARGS(date));
    return true;
}

/* ---- the file ------------------------------------------------------------------------------- */

/* Lines of a value below the first are indented; an empty one would end the header. */
static void print_value(const jb_draft *d, jb_str value, jb_buf *out)
{
    bool line_end = false;
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] != '\n' && line_end)
            jb_buf_add(d->arena, out, JB_STR("\n　"));
        line_end = value.at[i] == '\n';
        if (!line_end)
            *jb_push(d->arena, out) = value.at[i];
    }
    jb_buf_add(d->arena, out, JB_STR("\n"));
}

static jb_str print_header(const jb_draft *d)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < d->fields.len; i++) {
        if (!d->fields.at[i].value.len)
            continue;
        jb_buf_printf(d->arena, &out, "%.*s：", JB_FMT(d->fields.at[i].key));
        print_value(d, d->fields.at[i].value, &out);
    }
    return jb_buf_str(&out);
}

/* What is taken over from the model may show pictures that the new file does not reach. */
static void tell_images(jb_draft *d)
{
    bool body = d->wish->revises.len && d->wish->articles_len == 0;
    for (uint32_t i = 0; i < d->model->blocks.len; i++) {
        const jb_block *block = &d->model->blocks.at[i];
        bool outside = jb_str_starts(d->model_way, JB_STR(".."));
        jb_str image = outside ? block->image : jb_path_join(d->arena, d->model_way, block->image);
        if (block->image.len && (block->in_end || body) &&
            !jb_file_exists(jb_path_join(d->arena, d->folder, image)))
            jb_diag_in(d->diags, JB_D_IMAGE_LEFT_BEHIND, jb_issue_place(d->model, block->text),
                       JB_ARGS(image, d->folder));
    }
}

/* What was put together is read and written once more: its form is then that of every canonical
 * file. */
bool jb_draft_write(jb_draft *d, jb_str body, jb_buf *out)
{
    static const jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_NONE};
    jb_diags unheard = {.arena = d->arena};
    jb_buf text = {0};
    jb_buf_add(d->arena, &text, print_header(d));
    jb_buf_add(d->arena, &text, body);
    if (takes_from_model(d)) {
        jb_issue_write_end(d->arena, d->model, d->model_way, &text);
        tell_images(d);
    } else if (d->newsletter && d->newsletter->end.len)
        jb_buf_printf(d->arena, &text, "\n---\n%.*s\n", JB_FMT(d->newsletter->end));
    jb_str label = d->newsletter ? d->newsletter->path : d->folder;
    const jb_source *source =
        jb_source_decode(d->arena, label, jb_buf_str(&text), JB_SOURCE_UTF8, d->diags);
    if (!source)
        return false;
    jb_issue_write(d->arena, jb_issue_parse(d->arena, source, &options, &unheard), out);
    return true;
}

jb_str jb_draft_path(jb_draft *d)
{
    static const jb_str extension = JB_LIT(".txt");
    jb_str output = d->wish->output;
    bool folder = output.len == 0 || jb_str_ends(output, JB_STR("/")) || jb_file_is_folder(output);
    bool pattern = !folder && jb_str_find(output, JB_STR("{")) != SIZE_MAX;
    if (!folder && !pattern)
        return output;
    bool total = d->number.kind == JB_NUMBER_TOTAL;
    jb_newsletter names = {.files = total ? JB_STR("{total}") : JB_STR("{year}-{number:02}")};
    if (pattern)
        names.files = jb_str_cut(output, 0, output.len - (jb_str_ends(output, extension) ? 4 : 0));
    else if (d->newsletter && d->newsletter->files.len)
        names.files = d->newsletter->files;
    const jb_file_values values = {.number = d->number,
                                   .date = d->date,
                                   .archive_no = jb_draft_field(d, JB_FIELD_ARCHIVE_NO)};
    jb_str name;
    jb_filled filled = jb_newsletter_file(d->arena, &names, &values, &name);
    if (filled != JB_FILLED) {
        refuse(d, filled == JB_FILLED_UNKNOWN ? JB_D_OUTPUT_UNKNOWN_KEY : JB_D_OUTPUT_NO_VALUE,
               JB_ARGS(name, JB_STR("{year} {number} {number:02} {total} {档号}")));
        return (jb_str){0};
    }
    name = jb_arena_format(d->arena, "%.*s%.*s", JB_FMT(name), JB_FMT(extension));
    return pattern ? name : jb_path_join(d->arena, d->folder, name);
}
