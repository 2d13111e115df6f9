"""The sections about what came out.

What was compared, the map, the plans, their baselines, and how it went week by week.
"""

from collections.abc import Iterator, Mapping

from experiments.cases.findings import Findings
from experiments.cases.wording import pair, seen, simulated
from experiments.discover.discovery import Discovery
from experiments.discover.regimes import RegimeCell, RegimeMap
from experiments.discover.regret import PolicyRegret, RegretTable
from experiments.report import policies_section as robust
from experiments.report import sensitivity_section as decides
from experiments.report import tables
from experiments.report.blocks import Block, Cell, Fact, Facts, Heading, Paragraph, Picture, Section, TableBlock
from experiments.report.content import ReportContent
from experiments.report.pictures import discovered_pictures, sensitivity_picture
from experiments.report.wording import (
    ARM,
    better,
    interventions,
    listed,
    meaning_of,
    metric_name,
    name_of,
    sentence,
    unit_of,
    value_of,
)
from experiments.wording.names import METRIC, intervention_name

Pictures = Mapping[str, Picture]
SAID_ALREADY = ("horizon.weeks", "organization.headcount", "intervention")
MAP = (
    "Each cell is a plan. Its colour and number say how well it does; the framed cell is the best. Where a cell is "
    "hatched, the runs "
    "cannot tell it from the best."
)
REGIMES = (
    "In each cell the choice that does best there, and what it gives. Where a cell is hatched, another choice of the "
    "same cell may be as "
    "good: its lead may be luck. Nothing: no intervention is tried."
)
LUCK = (
    " All worlds share the luck of the same {replicates}: more runs of each plan, not more worlds, would decide a "
    "hatched cell."
)
DECIDES = (
    "The worlds differ in what nobody can choose. How much of the difference between worlds, under the most robust "
    "plan, does each of "
    "these numbers explain by itself? An index near 1 explains nearly everything, one near 0 nothing; below 0 is "
    "sampling noise."
)
UNCERTAIN = (
    "Some of what varies is nobody's choice: {names}. A world is one combination of their values. {worlds} A plan "
    "that is best in one "
    "world need not be best in another."
)


def setting(content: ReportContent) -> Section:
    """Return what was compared, and where."""
    blocks: list[Block] = [Facts(_where(content))]
    keys = [key for key in content.varied if key != ARM]
    if keys:
        blocks.append(tables.chosen(content, keys))
    if content.manifest.plans:
        blocks.append(tables.plans(content))
    if content.findings is not None and content.findings.case.arms:
        blocks.append(tables.arms(content))
    if content.uncertain and not content.sensitivities:
        blocks.append(
            Paragraph(
                UNCERTAIN.format(names=listed([name_of(key) for key in content.uncertain]), worlds=_drawn(content))
            )
        )
    return Section("setting", "What was varied" if content.sensitivities else "What was compared", blocks)


def _drawn(content: ReportContent) -> str:
    """Return how many worlds there are and where they come from."""
    if content.discovery is None:
        return ""
    count, sampled = len(content.discovery.space.worlds), content.discovery.space.sampled
    how = (
        "drawn so that they fill the ranges above evenly"
        if sampled
        else "all combinations of the values above that were tried"
    )
    return f"There are {count:,} of them, {how}, and every plan was run in each."


def _where(content: ReportContent) -> list[Fact]:
    manifest, facts = content.manifest, []
    network, plans = manifest.network, len(manifest.points)
    if network:
        size = f"{network.people:,} people in {network.departments:,} departments and {network.units:,} teams"
        facts.append(Fact("Organization", size))
    facts.append(Fact("Time", f"{manifest.weeks} weeks", "Weeks are counted from 0."))
    count = (
        f"{plans:,}" if content.worlds is None else f"{_policies(content.worlds):,} in {content.worlds.worlds:,} worlds"
    )
    what = "Points of the sample" if content.sensitivities else "Plans"
    facts.append(
        Fact(what, f"{count}, {content.replicates} of each", "A replicate is one run: one draw of people and luck.")
    )
    judged = [
        METRIC[name] for name in (content.findings.metrics if content.findings is not None else ()) or [content.metric]
    ]
    if len(judged) == 1:
        told = f"{sentence(judged[0].definition)[:-1]} ({unit_of(judged[0])}; {better(judged[0])})."
        facts.append(Fact("Judged by", metric_name(judged[0].name), told))
    named = manifest.settings.get("baseline")
    facts.append(
        Fact(
            "Compared with",
            f"the plan in which {named}" if named else "the same people with the same luck, with nothing tried",
        )
    )
    facts += [
        Fact("What is tried", sentence(intervention_name(name))[:-1], interventions()[name]) for name in content.tried
    ]
    return facts + [_asked(content, key) for key in content.asked if key not in SAID_ALREADY or not network]


def _policies(table: RegretTable) -> int:
    """Return how many plans somebody could choose; that nothing is tried is none."""
    return len(table.left_out) + sum(1 + len(policy.alike) for policy in table.policies if not policy.is_baseline)


def _asked(content: ReportContent, key: str) -> Fact:
    said = value_of(key, content.manifest.points[0].choices[key])
    return Fact(sentence(name_of(key))[:-1], said, meaning_of(key))


def results(content: ReportContent, drawn: Pictures) -> Iterator[Section]:
    """Yield what came out, as far as there is something to say."""
    if not content.compared:
        return
    if content.findings is not None:
        yield from _case(content, drawn)
        return
    if content.sensitivities:
        yield decides.section(content, [sensitivity_picture(found) for found in content.sensitivities])
        return
    found = {} if content.discovery is None else discovered_pictures(content.discovery)
    if content.discovery is not None and content.worlds is not None:
        yield from _worlds(content.discovery, content.worlds, found)
        return
    if "map" in drawn:
        yield Section("map", "The map", [Paragraph(MAP), drawn["map"], *([drawn["maps"]] if "maps" in drawn else [])])
    if "regimes" in found:
        yield Section("regimes", "Which choice is best where", [Paragraph(REGIMES), found["regimes"]])
    if len(content.compared) > 1:
        yield Section("plans", "The plans, best first", [tables.ranking(content)])
    yield from _baselines(content, drawn)
    yield from _weeks(drawn)


def _worlds(discovery: Discovery, table: RegretTable, found: Pictures) -> Iterator[Section]:
    if "regimes" in found:
        told = REGIMES + LUCK.format(replicates=f"{len(discovery.space.replicates)} replicates")
        yield Section("map", "The map", [Paragraph(told), found["regimes"], *_alike(discovery, table)])
    yield robust.policies(discovery, table, [found["regret"]] if "regret" in found else [])
    if "sensitivity" in found:
        yield Section("decides", "What decides how well it goes", [Paragraph(DECIDES), found["sensitivity"]])
    wrong = robust.wrong(discovery, table, [found["scenarios"]] if "scenarios" in found else [])
    if wrong is not None:
        yield wrong


def _alike(discovery: Discovery, table: RegretTable) -> Iterator[Block]:
    """Yield which of the plans on the map came out the same in every run, most robust first."""
    regimes = discovery.regimes
    if regimes is None:
        return
    alike = [
        policy
        for policy in table.policies
        if policy.alike and any(_best_in(cell, regimes, policy) for cell in regimes.cells)
    ]
    if alike:
        told = listed([robust.called(each) for each in alike])
        yield Paragraph(f"The same in every run, whichever of the values named here is chosen: {told}.")


def _best_in(cell: RegimeCell, regimes: RegimeMap, policy: PolicyRegret) -> bool:
    """Return whether a plan is named in a cell of the map."""
    here = ((regimes.across, cell.across), (regimes.up, cell.up))
    fits = all(value in (policy.levers.get(key) or [value]) for key, value in here)
    return fits and set(cell.best.split(", ")) <= set(policy.policy.split(", "))


def _baselines(content: ReportContent, drawn: Pictures) -> Iterator[Section]:
    best = content.compared[0]
    blocks: list[Block] = [drawn[name] for name in ("differences", "profile") if name in drawn]
    if content.against_baseline and len(content.compared) > 1:
        blocks.append(tables.against_baselines(content))
    if best.design in content.against_baseline:
        blocks.append(tables.outcomes(content, best))
    elif len(content.compared) == 1:
        blocks.append(tables.levels(content, best))
    if blocks:
        yield Section("baseline", _heading(content), blocks)


def _heading(content: ReportContent) -> str:
    if not content.against_baseline:
        return "What came out"
    return "Against the baseline" if content.manifest.settings.get("baseline") else "Against doing nothing"


def _weeks(drawn: Pictures) -> Iterator[Section]:
    blocks: list[Block] = [drawn[name] for name in ("adoption", "fates") if name in drawn]
    if blocks:
        yield Section("course", "How it went", blocks)


def _case(content: ReportContent, drawn: Pictures) -> Iterator[Section]:
    """Yield the comparisons of a case, and what was observed beside what was simulated."""
    findings = content.findings
    if findings is None:
        return
    blocks: list[Block] = [drawn["case"]] if "case" in drawn else []
    if findings.answers:
        blocks.append(
            tables.contrasts(content, [(pair(found, findings), found.differences) for found in findings.answers])
        )
    yield Section("baseline", "The comparisons", blocks)
    if findings.observations:
        yield Section("observed", "Observed beside simulated", [_observed(findings)])


def _observed(findings: Findings) -> TableBlock:
    rows = []
    for found in findings.observations:
        here = found.observation
        what = [
            Cell(sentence(here.what)[:-1]),
            Cell(seen(here)),
            Cell(simulated(found)),
            Cell(found.agreement.value),
        ]
        rows.append([*what, Cell(f"{here.basis.value}, {here.grade.meaning}", here.source)])
    head = [Heading(title) for title in ("What", "Observed", "Simulated", "Says", "How it is known")]
    return TableBlock("observed", "What was observed, and what the model gives.", head, rows)
