"""Pictures of rules, drawn by calling the model's own functions, and of small simulated organizations."""
