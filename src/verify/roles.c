/* Structure types, and the map from a file's own to the standard ones: ISO 32000-1 14.7.3, 14.8.4;
 * ISO 19005-2 6.7.3.4, ISO 14289-1 7.1. */
#include <stdlib.h>

#include "tagging.h"

enum { ENTRIES_MOST = 1000 };

typedef struct jb_role_entry {
    jb_str name, target;
    jb_role role;
} jb_role_entry;

static const char *const names[JB_ROLES] = {
#define X(key, name) name,
    JB_ROLE_TABLE(X)
#undef X
};

const char *jb_role_name(jb_role role)
{
    return role < JB_ROLES ? names[role] : "";
}

static jb_role find_standard(jb_str name)
{
    for (int i = 0; i < JB_ROLES; i++)
        if (jb_str_equal(name, jb_str_make(names[i])))
            return (jb_role)i;
    return JB_ROLES;
}

static int compare(const void *a, const void *b)
{
    return jb_str_compare(((const jb_role_entry *)a)->name, ((const jb_role_entry *)b)->name);
}

static jb_role_entry *find(const jb_role_map *map, jb_str name)
{
    const jb_role_entry wanted = {.name = name};
    return map->entries.len ? bsearch(&wanted, map->entries.at, map->entries.len,
                                      sizeof *map->entries.at, compare)
                            : NULL;
}

/* From name to name; a way longer than the map has entries goes in a circle. */
static void resolve(jb_check *check, const jb_role_map *map, jb_role_entry *entry)
{
    const jb_role_entry *at = entry;
    uint32_t steps = 0;
    entry->role = JB_ROLES;
    for (; at && steps <= map->entries.len; steps++) {
        entry->role = find_standard(at->target);
        if (entry->role != JB_ROLES)
            return;
        at = find(map, at->target);
    }
    if (at)
        jb_tell(check, JB_RULE_ROLE_LOOP, JB_ARGS(entry->name));
}

jb_role_map jb_role_map_read(jb_check *check, const jb_obj *root)
{
    const jb_obj *dict = jb_door_key(check->door, root, "RoleMap");
    jb_role_map map = {0};
    if (!jb_obj_is_dict(dict))
        return map;
    if (dict->len > ENTRIES_MOST)
        jb_tell(check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("角色映射", "the role map")));
    for (uint32_t i = 0; i < dict->len && i < ENTRIES_MOST; i++) {
        const jb_obj *target = jb_door_follow(check->door, &dict->entries[i].value);
        jb_str name = dict->entries[i].key;
        if (find_standard(name) != JB_ROLES)
            jb_tell(check, JB_RULE_ROLE_REMAPPED, JB_ARGS(name));
        else if (target->type == JB_OBJ_NAME)
            *jb_push(check->arena, &map.entries) =
                (jb_role_entry){.name = name, .target = target->text};
    }
    if (map.entries.len)
        qsort(map.entries.at, map.entries.len, sizeof *map.entries.at, compare);
    for (uint32_t i = 0; i < map.entries.len; i++)
        resolve(check, &map, &map.entries.at[i]);
    return map;
}

jb_role jb_role_of(const jb_role_map *map, jb_str name)
{
    jb_role role = find_standard(name);
    const jb_role_entry *entry = role == JB_ROLES ? find(map, name) : NULL;
    return entry ? entry->role : role;
}
