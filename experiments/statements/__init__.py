"""What the source documents say, sentence by sentence, and what the model makes of it."""
