"""A slow, plain-Python week of the model, written from its text and not from the engine, to check the engine against."""
