"""Constructed targets, estimates and patterns that the tests of the scoreboard share."""

from dataclasses import replace

from experiments.validation.estimate import Estimate
from experiments.validation.pattern import Experiment, Measured, Pattern, Target, Use, direction

BAND = Target("level", "a level", 0.3, 0.2, 0.4, "because", "somebody", "A", Use.FIT)
DIRECTION = direction("more", "more of it", "because", (0.05, "less is nothing"), "somebody", "A")
CODE = replace(BAND, key="told", name="what it was told", use=Use.CODE)


def inside(target: Target = BAND) -> Measured:
    """Return a part that is met."""
    return Measured(target, Estimate(0.3, 0.25, 0.35))


def across(target: Target = BAND) -> Measured:
    """Return a part whose interval reaches out of the band on either side."""
    return Measured(target, Estimate(0.3, -0.1, 0.5))


def unsure(target: Target = BAND) -> Measured:
    """Return a part whose value lies outside of the band, and its interval only in part."""
    return Measured(target, Estimate(-0.1, -0.5, 0.3))


def outside(target: Target = BAND) -> Measured:
    """Return a part that is missed."""
    return Measured(target, Estimate(-0.6, -0.7, -0.5))


def pattern(*targets: Target) -> Pattern:
    """Return a pattern with these targets that measures nothing."""
    return Pattern("P0", "Constructed", (Experiment("", lambda _: {}, targets),))
