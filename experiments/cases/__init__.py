"""What was observed in the cases, with its source and grade."""
