"""The calls behind every command and behind the front door: a study is run or opened, and asked.

Each call returns an ``Answer``: the typed result, its plain values, a table, and the text that the command prints.
"""
