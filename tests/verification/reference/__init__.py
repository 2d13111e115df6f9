"""A slow, plain-Python week of the model, written from its text, to check the engine against."""
