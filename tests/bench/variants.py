"""Several variants of one issue in one run, against the screen PDF alone."""
import measuring as m

# What is asked for together: the most that it may cost, as a multiple of screen alone.
TOGETHER = (('screen,print,stock,imprint', 1.6), ('screen,print,archive', 1.6),
            ('screen,print', None), ('screen,archive', None), ('print', None))


def run(room):
    alone = room.building('screen.pdf')
    commands = [[*room.building('together.pdf'), '--for', words] for words, _ in TOGETHER]
    costs = list(m.in_turns(lambda: m.Cost(alone),
                            *(lambda command=command: m.Cost(command)
                              for command in commands)))
    screen = m.least(costs[0]) * 1000
    rows = [m.plain_row('screen', m.MS, screen)]
    for (words, most), cost in zip(TOGETHER, costs[1:]):
        ms = m.least(cost) * 1000
        rows.append(m.row(words, m.MS, most * screen, ms) if most else
                    m.plain_row(words, m.MS, ms, ms / screen))
    m.table(f'Variants of the sample in one run: cold processes, least of {m.RUNS}', rows)
