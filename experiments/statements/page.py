"""The statements for people: a page of the documentation, and the counts as one line."""

from collections import Counter
from collections.abc import Sequence

from experiments.statements.judgement import Judged, Judgement
from experiments.statements.statement import PAIRS
from experiments.wording.quantities import signed, span

HEAD = "| # | document | what it says | carried by | verdict | figure, 95 % interval |"
OPEN = (Judgement.SLIGHT, Judgement.UNDECIDED, Judgement.DISAGREES)
HOW = (
    "Every statement of the five source documents in our words. Where the model has something that could say it, two "
    "plans that differ in that only are compared in the world of the document, with the same people and the same luck: "
    "**agrees** where the whole interval of the difference lies on the side of the statement and the difference is "
    "large enough to see. What was put in is no finding; what is not in the model says why, and so does what does not "
    "agree visibly."
)


def in_one_line(judged: Sequence[Judged]) -> str:
    """Return how many statements there are of each verdict."""
    found = Counter(one.judgement for one in judged)
    counts = ", ".join(f"{found[kind]} {kind.value}" for kind in Judgement if found[kind])
    return f"{len(judged)} statements: {counts}"


def statements_as_markdown(judged: Sequence[Judged], replicates: int) -> str:
    """Return the page."""
    lines = [
        "# What the documents say, and what the model makes of it",
        "",
        f"**{in_one_line(judged)}.** The goal was at least 60 that agree visibly and at most 5 that disagree.",
        "",
        (
            f"Written by `orgchange validate --statements --docs` from {replicates} pairs a statement, more where a "
            f"row says so; do not edit. {HOW}"
        ),
        "",
        HEAD,
        "|---" * 6 + "|",
        *(_row(one) for one in judged),
    ]
    return "\n".join(lines) + "\n"


def _row(one: Judged) -> str:
    statement = one.statement
    carrier = statement.carrier or statement.put_in or statement.absent or statement.no_claim
    if one.judgement in OPEN and statement.opposed:
        carrier = f"{carrier}. Against it: {statement.opposed}"
    cells = (statement.number, statement.document, statement.says, carrier, one.judgement.value, figure(one))
    return f"| {' | '.join(map(str, cells))} |"


def figure(one: Judged) -> str:
    """Return the difference of the two plans and its interval; nothing where nothing is run."""
    if one.difference is None or one.statement.contrast is None:
        return ""
    found, contrast = one.difference, one.statement.contrast
    pairs = f"; {contrast.pairs} pairs" if contrast.pairs != PAIRS else ""
    return f"{contrast.metric} {signed(found.value)} ({span(found.low, found.high)}{pairs})"
