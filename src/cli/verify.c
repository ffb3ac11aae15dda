#include <dirent.h>
#include <stdlib.h>

#include "../base/file.h"
#include "cli.h"

static int is_pdf(const struct dirent *entry)
{
    jb_str name = jb_str_make(entry->d_name);
    return name.len > 4 && strcasecmp(name.at + name.len - 4, ".pdf") == 0 && name.at[0] != '.';
}

/* The PDFs that lie in the folder, by name; those of folders in it do not. */
static void list_folder(jb_cli *cli, jb_str folder, jb_words *files)
{
    struct dirent **entries;
    int n = scandir(jb_arena_cstr(cli->arena, folder), &entries, is_pdf, alphasort);
    for (int i = 0; i < n; i++) {
        jb_str name = jb_arena_copy(cli->arena, jb_str_make(entries[i]->d_name));
        *jb_push(cli->arena, files) = jb_path_join(cli->arena, folder, name);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    if (n <= 0)
        jb_cli_refuse(cli, JB_D_CLI_NO_PDF, JB_ARGS(folder));
}

static jb_words list_files(jb_cli *cli)
{
    jb_words files = {0};
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        if (jb_file_is_folder(cli->operands.at[i]))
            list_folder(cli, cli->operands.at[i], &files);
        else
            *jb_push(cli->arena, &files) = cli->operands.at[i];
    }
    return files;
}

int jb_cli_verify(jb_cli *cli, jb_engine *engine)
{
    if (cli->operands.len == 0)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(cli->command->name, jb_cli_word(cli, "文件", "a file")));
    jb_words files = list_files(cli);
    jb_verify_wish wish = {
        .standard = cli->standard, .report = cli->report, .form = cli->form, .lang = cli->lang};
    int worst = jb_diags_fatal(&cli->diags) ? JB_EXIT_USAGE : 0;
    for (uint32_t i = 0; i < files.len; i++) {
        jb_job job = jb_cli_job(cli, files.at[i]);
        if (cli->extract && cli->output.len && files.len > 1) /* a folder each */
            job.output = jb_path_join(cli->arena, cli->output, jb_path_stem(files.at[i]));
        int status = jb_cli_finish(cli, cli->extract ? jb_engine_extract(engine, &job, &wish)
                                                     : jb_engine_verify(engine, &job, &wish));
        worst = status > worst ? status : worst;
    }
    return worst;
}
