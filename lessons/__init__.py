"""Lessons as content: a folder each, with what is lived in ``lesson.yaml`` and what is said in a file a language."""
