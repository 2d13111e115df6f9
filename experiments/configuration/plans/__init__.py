"""Plans: what is done, by the names of options, by parameters, and as a timeline of measures."""
