"""Who is there: seats, departments, the reporting line and the ties between people."""
