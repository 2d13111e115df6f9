"""A study that was sampled to see which numbers decide about an outcome.

Its question, its answer, and the numbers behind it.
"""

from collections.abc import Iterator, Sequence
from math import isnan

from experiments.discover.discovery import Discovery
from experiments.report.blocks import Block, Cell, Heading, Paragraph, Picture, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import amount, between, listed, meaning_of, name_of, small_metric, title, unsigned
from experiments.sensitivity.measure import GIVEN, ParameterInfluence, Sensitivity
from experiments.sweeps.sensitivity import MORRIS
from experiments.wording.language import localized, say, say_counted
from experiments.wording.quantities import number, percent

MOST_NAMED = 3


def question(content: ReportContent, circumstances: str) -> str:
    """Return what the study asks."""
    count = len(content.sensitivities[0].influences)
    outcome = outcome_of(content.sensitivities[0])
    return say(
        "decides.question",
        count=count,
        things=_things(content.sensitivities[0]),
        outcome=outcome,
        circumstances=circumstances,
    )


def verdict(content: ReportContent) -> list[str]:
    """Return what decides, a sentence for the level and one for what the plan changes."""
    return [_told(found) for found in content.sensitivities]


def section(content: ReportContent, drawn: Sequence[Picture]) -> Section:
    """Return the section with the pictures and the numbers."""
    samples = f"{content.manifest.design.samples:,}" if content.manifest.design else ""
    how = say(f"decides.{_method(content.sensitivities[0])}", samples=localized(samples))
    luck = say("decides.luck", chance=percent(1 - content.manifest.confidence))
    blocks: list[Block] = [Paragraph(how), Paragraph(luck)]
    blocks += [Paragraph(say("decides.grouped"))] if content.sensitivities[0].grouped else []
    told: list[Sensitivity] = []
    for found, picture in zip(content.sensitivities, drawn, strict=True):
        if any(found.influences == other.influences for other in told):
            blocks.append(Paragraph(say("decides.the_same", outcome=outcome_of(found), as_of=outcome_of(told[0]))))
            continue
        told.append(found)
        blocks += [picture, Paragraph(_share(found)), _table(content, found)]
    return Section("decides", say("decides.title"), blocks)


def _things(found: Sensitivity) -> str:
    return say(f"decides.things.{'mechanisms' if found.grouped else 'numbers'}")


def _method(found: Sensitivity) -> str:
    return "morris" if found.method == MORRIS else "sobol"


def _share(found: Sensitivity) -> str:
    if isnan(found.luck):
        return say("decides.one_replicate")
    return say("decides.share", luck=percent(found.luck), outcome=outcome_of(found))


def outcome_of(found: Sensitivity) -> str:
    """Return what is explained."""
    name = small_metric(found.metric)
    return say("decides.change_in", metric=name) if found.difference else name


def told_over_worlds(found: Discovery) -> list[str]:
    """Return what decides over worlds under the most robust plan, as a sentence; none where that is not known."""
    return [] if found.sensitivity is None else [_told(found.sensitivity)]


def _told(found: Sensitivity) -> str:
    count, clear = len(found.influences), [each for each in found.influences if found.is_clear(each)]
    outcome = outcome_of(found)
    if not any(each.measures for each in found.influences):
        return say("decides.nothing", outcome=outcome)
    if not clear:
        return say("decides.none_clear", count=count, things=_things(found), outcome=outcome)
    first = clear[0]
    how = "given" if found.method == GIVEN else _method(found)
    told = say(f"decides.first_{how}", name=title(name_of(first.name)), outcome=outcome, by=_by(found, first))
    others = [f"{name_of(each.name)}, {_by(found, each)}" for each in clear[1:MOST_NAMED]]
    after = say_counted("decides.after", len(others), names=listed(others)) if others else ""
    matter = say_counted("decides.matter", len(clear), of=count, things=_things(found))
    return " ".join(filter(None, (told + after + ".", matter, unsure(found))))


def unsure(found: Sensitivity) -> str:
    """Return which numbers may matter more than those that surely do; they take more samples to tell."""
    clear = [each for each in found.influences if found.is_clear(each)]
    if not clear:
        return ""
    most = clear[0].measures[found.leading]
    names = [
        name_of(each.name) for each in found.influences if each not in clear and each.measures[found.leading] > most
    ]
    return say("decides.unsure", names=listed(names)) if names else ""


def _by(found: Sensitivity, each: ParameterInfluence) -> str:
    leading = each.measures[found.leading]
    return say("decides.by", amount=unsigned(found.metric, leading)) if found.method == MORRIS else percent(leading)


def _table(content: ReportContent, found: Sensitivity) -> TableBlock:
    titles = [say(f"decides.{name}") for name, _ in _measures(found)]
    head = [Heading(say("decides.mechanism" if found.grouped else "decides.number"))]
    for text, kept in zip(titles, _measures(found), strict=True):
        head += [
            Heading(text, number=True),
            *([Heading(say("table.interval", confidence=content.confidence), number=True)] if kept[1] else []),
        ]
    head += [Heading(say("decides.by_luck"), number=True), Heading(say("table.says"))]
    rows = [list(_row(found, each)) for each in found.influences]
    name = f"decides-{'difference' if found.difference else 'level'}"
    return TableBlock(name, say("decides.caption", outcome=outcome_of(found)), head, rows)


def _measures(found: Sensitivity) -> tuple[tuple[str, bool], ...]:
    """Return what is shown of a number, and whether it has an interval."""
    if found.method == MORRIS and found.grouped:
        return (("mu_star", True),)
    return (("mu_star", True), ("sigma", False)) if found.method == MORRIS else (("ST", True), ("S1", True))


def _row(found: Sensitivity, each: ParameterInfluence) -> Iterator[Cell]:
    told = listed([name_of(name) for name in each.members]) if each.members else meaning_of(each.name)
    yield Cell(title(name_of(each.name)), told)
    for name, with_interval in _measures(found):
        value, half = each.measures.get(name, 0.0), each.halves.get(name, 0.0)
        yield Cell(_amount(found, value))
        if with_interval:
            low = _amount(found, value - half).removesuffix(say("value.points", count=""))
            yield Cell(between(low, _amount(found, value + half)))
    yield Cell("0" if each.by_luck is None else _amount(found, each.by_luck))
    clear = found.is_clear(each)
    yield Cell(say("decides.matters" if clear else "decides.not_told"), mark="best" if clear else "undecided")


def _amount(found: Sensitivity, value: float) -> str:
    return amount(found.metric, value).removeprefix("+") if found.method == MORRIS else number(value)
