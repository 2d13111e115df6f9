"""How projects end."""
