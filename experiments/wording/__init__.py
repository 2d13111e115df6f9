"""Wording: names, numbers and phrases that all faces share, so that one thing has one name everywhere."""
