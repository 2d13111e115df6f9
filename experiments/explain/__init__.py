"""``orgchange explain``: one run replayed, and told: what happened to a project, a unit or a person, and why."""

KINDS = ("project", "unit", "department", "employee")
