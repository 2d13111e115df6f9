"""The report of a study: one HTML file that needs nothing else, for people who never saw the program."""
