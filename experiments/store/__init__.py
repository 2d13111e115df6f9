"""The store: the folder of one study, and the only package that knows how anything lies in it.

Runs are written to a journal as soon as they end; when a command is through, the journal is compacted into tables. The
manifest says what was asked, by which code, and which designs the tables hold. A finished run is never run twice, a
stopped study goes on, and nothing half-written counts.
"""
