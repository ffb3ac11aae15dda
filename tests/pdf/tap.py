"""Results of tests, printed as TAP while they come."""

SHOWN_MOST = 8  # faults of one result


class Report:
    def __init__(self):
        self.number, self.failed = 0, 0

    def check(self, name, *faults):
        """Holds when there are no faults: an empty string is none, of a list each item is one."""
        listed = []
        for fault in faults:
            listed += [fault] * bool(fault) if isinstance(fault, str) else fault
        self.number += 1
        print("not ok" if listed else "ok", self.number, "-", name)
        for fault in listed[:SHOWN_MOST]:
            print("#", str(fault).replace("\n", "\n# "))
        self.failed += bool(listed)
