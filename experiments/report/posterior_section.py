"""What data of a case told of the worlds of a study that were drawn from a posterior, and what they left open."""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.posterior.kept import DRAWS_TABLE, FILE, kept_calibration
from experiments.posterior.verdicts import NOT_TOLD, PARTLY, TOLD
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import listed
from experiments.sweeps.record import DesignRecord
from experiments.wording.language import localized, say
from experiments.wording.quantities import number, percent
from sim.errors import ScenarioError

WORDS = {TOLD: "posterior.told", PARTLY: "posterior.partly", NOT_TOLD: "posterior.not_told"}
LEVEL = "90 %"
Told = Mapping[str, Any]


def posterior(content: ReportContent, design: DesignRecord) -> Section:
    """Return the section; ``design``: how the points of the study were chosen, with worlds from a posterior."""
    name, _, known_by = design.table.partition(" ")
    blocks = [Paragraph(say("posterior.how", samples=design.samples, name=name.partition("/")[0], hash=known_by))]
    told = _calibration(content, name.partition("/")[0], known_by)
    more = _blocks(told) if told else [Paragraph(say("posterior.gone", file=FILE))]
    return Section("posterior", say("posterior.title"), [*blocks, *more])


def _calibration(content: ReportContent, name: str, known_by: str) -> Told | None:
    """Return the calibration that lies beside the study, if it is the one that the worlds come from."""
    try:
        found = kept_calibration(content.folder.parent / name)
    except ScenarioError:
        return None
    return found if str(found["draws_sha256"]).startswith(known_by) else None


def _blocks(told: Told) -> list[Block]:
    left = [row["name"] for row in told["verdicts"] if row["verdict"] == NOT_TOLD]
    wanted = {row["name"] for row in told["verdicts"]}
    held = [one["held"][LEVEL] for one in told["checked"]["parameters"] if one["name"] in wanted]
    found: list[Block] = [_table(told["verdicts"])]
    if left:
        found.append(Paragraph(say("posterior.left", names=listed([f"`{name}`" for name in left]))))
    by_luck = [f"`{row['name']}`" for row in told["verdicts"] if row.get("by_luck")]
    if by_luck:
        found.append(Paragraph(say("posterior.by_luck", names=listed(by_luck))))
    held_in = percent(sum(held) / len(held))
    found.append(Paragraph(say("posterior.held", truths=told["checked"]["truths"], share=held_in, level=LEVEL)))
    if told.get("rivals"):
        found += [Paragraph(text) for text in _rivals(told["rivals"])]
    files = "; ".join(f"{name} {digest[:16]}" for name, digest in told["files"].items())
    return [*found, Paragraph(say("posterior.files", files=files, draws=DRAWS_TABLE))]


def _table(rows: Sequence[Told]) -> TableBlock:
    head = [Heading(say("posterior.parameter")), Heading(say("posterior.verdict"))]
    head += [Heading(say(f"posterior.{key}"), number=True) for key in ("interval", "before", "narrowed")]
    return TableBlock("posterior", say("posterior.caption"), head, [_row(row) for row in rows])


def _row(row: Told) -> list[Cell]:
    low, _, high = row["prior"]
    ends = ((row["low"], row["high"]), (low, high))
    spans = [localized(say("posterior.span", low=number(a), high=number(b))) for a, b in ends]
    return [Cell(row["name"]), Cell(say(WORDS[row["verdict"]])), *map(Cell, spans), Cell(percent(row["contraction"]))]


def _rivals(told: Told) -> list[str]:
    weights = ", ".join(f"{one['name']} {percent(one['weight'])}" for one in told["models"])
    named = say("posterior.winner", name=told["winner"]) if told["winner"] else say("posterior.no_winner")
    return [f"{say('posterior.rivals', weights=weights)} {named}"]
