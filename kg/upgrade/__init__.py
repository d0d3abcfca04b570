"""``sunqar upgrade``: a workspace of an earlier version brought to the formats of this one."""
