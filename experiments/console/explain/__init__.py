"""What ``orgchange explain`` prints: the account of a subject, its counterpart, and what can be asked about."""
