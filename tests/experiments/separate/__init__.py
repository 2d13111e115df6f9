"""What separates two plans."""
