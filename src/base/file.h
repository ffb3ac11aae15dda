/* Files: reading whole, writing whole or not at all. */
#ifndef JB_BASE_FILE_H
#define JB_BASE_FILE_H

#include "span.h"

/* Reads the file at path ("-": standard input) into the arena. Returns 0, or an errno value:
 * EFBIG when it holds more than `most` bytes. */
int jb_file_read(jb_arena *arena, jb_str path, size_t most, jb_str *out);

/* Maps the file read-only; *out stays valid until jb_file_unmap. Returns 0 or an errno value. For
 * fonts alone: a source may be truncated under our feet. */
int jb_file_map(jb_str path, jb_str *out);
void jb_file_unmap(jb_str mapped);

/* Writes all bytes where the open file stands. Returns 0 or an errno value. */
int jb_file_put(int fd, jb_str bytes);

/* Writes all bytes to path so that the name only ever shows a whole file: unnamed (or temporary)
 * file, write, fsync, rename, fsync of the folder. What was there stays untouched on failure, and
 * nothing stray is left: signals that ask to end wait until the name is given, and what a killed
 * run leaves the next one takes away.
 * path "-" is standard output. Returns 0 or an errno value. */
int jb_file_write(jb_str path, jb_str bytes);

/* The same where no file of that name may be: EEXIST leaves it as it is. For two at once, one gets
 * the name. */
int jb_file_create(jb_str path, jb_str bytes);

/* The same for what is too large to be held: begun, added to, and named when it ends. A fault on
 * the way is kept and told at the end. `end` with keep false takes all of it away. */
typedef struct jb_file_out jb_file_out;
int jb_file_begin(jb_arena *arena, jb_str path, jb_file_out **out);
void jb_file_add(jb_file_out *out, jb_str bytes);
int jb_file_end(jb_file_out *out, bool keep);

/* Makes the folder and those above it that are not there. Returns 0 or an errno value. */
int jb_file_make_folder(jb_str path);

bool jb_file_exists(jb_str path);
bool jb_file_is_regular(jb_str path);
/* Whether the file, links followed, lies in the folder or below it. */
bool jb_file_lies_in(jb_str path, jb_str folder);
bool jb_file_is_folder(jb_str path);
/* It is a folder, and something lies in it. */
bool jb_file_folder_holds(jb_str path);

/* "a/b.txt" -> "a" ("." when there is none), "b.txt", "b". Views into path or literals. */
jb_str jb_path_folder(jb_str path);
jb_str jb_path_name(jb_str path);
jb_str jb_path_stem(jb_str path);
/* folder + "/" + name; name alone when it is absolute or the folder is "." or empty. */
jb_str jb_path_join(jb_arena *arena, jb_str folder, jb_str name);
/* "../../a": the way from one folder to another; empty when they are the same, or one is none. */
jb_str jb_path_way(jb_arena *arena, jb_str from, jb_str to);

#endif
