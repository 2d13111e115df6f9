"""Mechanisms one by one: a known answer, a limit, the switch."""
