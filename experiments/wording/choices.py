"""A choice: the value of one thing that was chosen."""

Choice = bool | int | float | str
