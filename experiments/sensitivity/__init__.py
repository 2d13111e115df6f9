"""Global sensitivity: which uncertainties, over their whole ranges, decide how a scenario ends."""
