"""A study as files for people: a workbook, tidy tables, and one run lived again week by week.

A sheet says what each of its columns is, and a writer for each kind of file takes all of it over. A week that never
came, a share of nothing and an interval that is none are empty, whatever stands for them inside.
"""
