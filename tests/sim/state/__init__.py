"""The state of the model: what is declared about every field, and the arrays made of it."""
