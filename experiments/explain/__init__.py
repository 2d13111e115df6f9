"""``orgchange explain``: one run lived again, and told: what happened to a project, a unit or a person, and why."""

KINDS = ("project", "unit", "department", "employee")
