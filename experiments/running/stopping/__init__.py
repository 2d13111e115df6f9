"""When a study has enough runs: pairs are added until every comparison is decided, or until the budget ends."""
