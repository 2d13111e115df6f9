"""Bets counted while they come in, and settled by what the many worlds say."""

from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import Any

from experiments.classroom.messages import ANSWERS, Wager
from experiments.classroom.room import Member
from experiments.lesson.findings import Finding
from experiments.lesson.setting import UNDECIDED, Bet

HUNDRED = 100.0


def counted(bets: Mapping[str, Bet], members: Sequence[Member]) -> dict[str, dict[str, Any]]:
    """Return the distribution of every bet: how many for each answer and how sure, or the bounds of ranges."""
    return {name: _counted(bet, [one.bets[name] for one in members if name in one.bets]) for name, bet in bets.items()}


def _counted(bet: Bet, wagers: Sequence[Wager]) -> dict[str, Any]:
    if bet.kind == "range":
        ranges = sorted((one.low or 0, one.high or 0) for one in wagers)
        middle = [median(ends) for ends in zip(*ranges, strict=True)] or None
        return {"bets": len(wagers), "ranges": ranges, "median": middle}
    sure = {answer: [one.sure or 0 for one in wagers if one.answer == answer] for answer in ANSWERS}
    return {
        "bets": len(wagers),
        "counts": {answer: len(given) for answer, given in sure.items()},
        "sure": {answer: fmean(given) if given else None for answer, given in sure.items()},
    }


def settled(finding: Finding, kind: str) -> dict[str, Any]:
    """Return what many worlds say about a bet."""
    apart = finding.difference
    told = (apart.mean, apart.low, apart.high) if kind == "which" else (finding.first, finding.low, finding.high)
    answer = finding.answer if kind == "which" else None
    return {"answer": answer, "share": finding.is_share, **dict(zip(("mean", "low", "high"), told, strict=True))}


def scored(wager: Wager, finding: Finding) -> dict[str, Any]:
    """Return whether a bet was right, and Brier's score of how sure it was (0 is best); nothing where undecided."""
    if wager.answer is None:
        low, high = (wager.low or 0) / HUNDRED, (wager.high or 0) / HUNDRED
        return {"right": low <= finding.first <= high}
    if finding.answer == UNDECIDED:
        return {}
    right, sure = wager.answer == finding.answer, (wager.sure or 0) / HUNDRED
    return {"right": right, "score": (1.0 - sure if right else sure) ** 2}


def class_score(name: str, members: Sequence[Member], finding: Finding) -> dict[str, Any]:
    """Return how many of a class were right, and the mean of their scores."""
    scores = [scored(one.bets[name], finding) for one in members if name in one.bets]
    known = [one["score"] for one in scores if "score" in one]
    told = [one["right"] for one in scores if "right" in one]
    return {"right": sum(told), "of": len(told), "score": fmean(known) if known else None}
