"""The pattern scoreboard: what is known about change in organizations, next to what the model does."""
