"""Provenance: the folder of a study described as an RO-Crate."""
