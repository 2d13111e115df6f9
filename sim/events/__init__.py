"""Events: what comes from outside in a given week, for sure or with a chance, the same for every plan."""
