"""The first page of a report: what to do, what it costs, how sure that is, and what would turn it."""
