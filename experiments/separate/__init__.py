"""What separates two plans: how much of their difference each part carries."""
