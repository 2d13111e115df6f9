"""Money: what plans cost and bring."""
