"""Inference: what runs say, and how sure that is. Pure statistics on arrays, which know no study and no file.

Everything is paired: two designs share their people and their luck, run by run, and the difference of a pair is what is
averaged. ``paired`` has means and differences with their intervals, ``confidence_sequence`` intervals that hold however
often one looks, ``superiority`` how often one of a pair is better, ``crossed`` expectations over worlds and luck.
"""
