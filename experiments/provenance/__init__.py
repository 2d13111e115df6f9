"""Provenance: where a study comes from, as a Process Run Crate (RO-Crate) beside its data."""
