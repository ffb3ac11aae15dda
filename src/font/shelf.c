/* A hash table with open addressing, at most half full. A record is put into its slot as a whole
 * (release), so who sees it (acquire) sees all of it. A table that is full is left as it is, for
 * those who read it, and a larger one takes its place: who still has the old one may miss a record,
 * asks for the lock and looks again. */
#include "shelf.h"

typedef struct jb_shelf_table {
    uint32_t size; /* a power of two */
    _Atomic(const jb_shelved *) slots[];
} jb_shelf_table;

/* The slot that holds the glyph, or the free one where it belongs. */
static uint32_t slot_of(const jb_shelf_table *table, uint32_t glyph, const jb_shelved **record)
{
    uint32_t slot = glyph * 0x9E3779B1u >> 7 & (table->size - 1); /* Fibonacci hashing */
    for (;; slot = (slot + 1) & (table->size - 1)) {
        *record = atomic_load_explicit(&table->slots[slot], memory_order_acquire);
        if (!*record || (*record)->glyph == glyph)
            return slot;
    }
}

const jb_shelved *jb_shelf_find(const jb_shelf *shelf, uint32_t glyph)
{
    const jb_shelf_table *table = atomic_load_explicit(&shelf->table, memory_order_acquire);
    const jb_shelved *record = NULL;
    if (table)
        slot_of(table, glyph, &record);
    return record;
}

static void put(jb_shelf_table *table, const jb_shelved *record)
{
    const jb_shelved *none;
    uint32_t slot = slot_of(table, record->glyph, &none);
    atomic_store_explicit(&table->slots[slot], record, memory_order_release);
}

static jb_shelf_table *make_larger(jb_arena *arena, const jb_shelf_table *old)
{
    uint32_t size = old ? old->size * 2 : 64;
    jb_shelf_table *table =
        jb_arena_alloc(arena, sizeof *table + size * sizeof *table->slots);
    table->size = size;
    for (uint32_t i = 0; old && i < old->size; i++) {
        const jb_shelved *record = atomic_load_explicit(&old->slots[i], memory_order_relaxed);
        if (record)
            put(table, record);
    }
    return table;
}

void jb_shelf_add(jb_arena *arena, jb_shelf *shelf, const jb_shelved *record)
{
    jb_shelf_table *table = atomic_load_explicit(&shelf->table, memory_order_relaxed);
    if (!table || shelf->len >= table->size / 2) {
        table = make_larger(arena, table);
        atomic_store_explicit(&shelf->table, table, memory_order_release);
    }
    put(table, record);
    shelf->len++;
}
