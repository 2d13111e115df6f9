"""Plans: read, checked, and turned into overrides."""
