"""Events: what comes from outside."""
