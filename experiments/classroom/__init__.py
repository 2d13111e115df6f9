"""A class with phones: bets and decisions come in live, and teams are ranked by worlds that nobody has seen."""
