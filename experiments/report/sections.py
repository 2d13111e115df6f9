"""The sections about what came out.

What was compared, the map, the plans, their baselines, and how it went week by week.
"""

from collections.abc import Iterator, Mapping

from experiments.discover.discovery import Discovery
from experiments.discover.regimes import RegimeCell, RegimeMap
from experiments.discover.regret import PolicyRegret, RegretTable
from experiments.report import policies_section as robust
from experiments.report import sensitivity_section as decides
from experiments.report import tables
from experiments.report.blocks import Block, Fact, Facts, Paragraph, Picture, Section
from experiments.report.case_section import case
from experiments.report.content import ReportContent
from experiments.report.pictures import discovered_pictures, sensitivity_picture
from experiments.report.wording import (
    ARM,
    better,
    defined,
    listed,
    meaning_of,
    measure_meaning,
    name_of,
    title,
    unit_of,
    value_of,
)
from experiments.wording.language import say
from experiments.wording.names import METRIC, intervention_name, metric_name

Pictures = Mapping[str, Picture]
SAID_ALREADY = ("horizon.weeks", "organization.headcount", "intervention")
COURSE = ("adoption", "departments", "fates")


def setting(content: ReportContent) -> Section:
    """Return what was compared, and where."""
    blocks: list[Block] = [Facts(_where(content))]
    keys = [key for key in content.varied if key != ARM]
    if keys:
        blocks.append(tables.chosen(content, keys))
    if content.manifest.plans:
        blocks.append(tables.plans(content))
    if content.case_arms:
        blocks.append(tables.arms(content))
    if content.uncertain and not content.sensitivities:
        names = listed([name_of(key) for key in content.uncertain])
        blocks.append(Paragraph(say("setting.uncertain", names=names, worlds=_drawn(content))))
    return Section("setting", say("setting.varied" if content.sensitivities else "setting.title"), blocks)


def _drawn(content: ReportContent) -> str:
    """Return how many worlds there are and where they come from."""
    if content.discovery is None:
        return ""
    count, sampled = len(content.discovery.space.worlds), content.discovery.space.sampled
    return say("setting.sampled" if sampled else "setting.crossed", count=count)


def _where(content: ReportContent) -> list[Fact]:
    manifest, facts = content.manifest, []
    network, plans = manifest.network, len(manifest.points)
    if network:
        size = {"people": network.people, "departments": network.departments, "units": network.units}
        facts.append(Fact(say("setting.organization"), say("setting.size", **size)))
    calendar = content.study.calendar
    begins = say("setting.from_zero") if calendar is None else calendar.span_in_words(manifest.weeks)
    facts.append(Fact(say("setting.time"), say("setting.weeks", weeks=content.weeks), begins))
    table = content.worlds
    count = (
        say("setting.plans_count", count=plans)
        if table is None
        else say("setting.in_worlds", count=_policies(table), worlds=table.worlds)
    )
    what = say("setting.points" if content.sensitivities else "setting.plans")
    each = say("setting.each", count=count, replicates=content.replicates)
    facts.append(Fact(what, each, say("setting.replicate")))
    judged = [
        METRIC[name] for name in (content.findings.metrics if content.findings is not None else ()) or [content.metric]
    ]
    if len(judged) == 1:
        told = f"{defined(judged[0])} ({unit_of(judged[0])}; {better(judged[0])})."
        facts.append(Fact(say("setting.judged"), metric_name(judged[0].name), told))
    named = manifest.settings.get("baseline")
    against = say("setting.against_set", named=named) if named else say("setting.against_nothing")
    facts.append(Fact(say("setting.against"), against))
    facts += [
        Fact(say("setting.tried"), title(intervention_name(name)), measure_meaning(name)) for name in content.tried
    ]
    return facts + [_asked(content, key) for key in content.asked if key not in SAID_ALREADY or not network]


def _policies(table: RegretTable) -> int:
    """Return how many plans somebody could choose; that nothing is tried is none."""
    return len(table.left_out) + sum(1 + len(policy.alike) for policy in table.policies if not policy.is_baseline)


def _asked(content: ReportContent, key: str) -> Fact:
    said = value_of(key, content.manifest.points[0].choices[key])
    return Fact(title(name_of(key)), said, meaning_of(key))


def results(content: ReportContent, drawn: Pictures) -> Iterator[Section]:
    """Yield what came out, as far as there is something to say."""
    if not content.compared:
        return
    if content.sensitivities:
        yield decides.section(content, [sensitivity_picture(found) for found in content.sensitivities])
    elif content.findings is not None:
        yield from case(content, drawn)
        yield from _weeks(drawn)
    elif content.discovery is not None and content.worlds is not None:
        yield from _worlds(content.discovery, content.worlds, discovered_pictures(content.discovery))
        yield from _weeks(drawn)
    else:
        yield from _plans(content, drawn)


def _plans(content: ReportContent, drawn: Pictures) -> Iterator[Section]:
    found = {} if content.discovery is None else discovered_pictures(content.discovery)
    if "map" in drawn:
        maps = [drawn["map"], *([drawn["maps"]] if "maps" in drawn else [])]
        yield Section("map", say("map.title"), [Paragraph(say("map.read")), *maps])
    if "regimes" in found:
        yield Section("regimes", say("regimes.title"), [Paragraph(say("regimes.read")), found["regimes"]])
    if len(content.compared) > 1:
        yield Section("plans", say("ranking.title"), [tables.ranking(content)])
    yield from _baselines(content, drawn)
    yield from _weeks(drawn)


def _worlds(discovery: Discovery, table: RegretTable, found: Pictures) -> Iterator[Section]:
    if "regimes" in found:
        told = f"{say('regimes.read')} {say('regimes.luck', replicates=len(discovery.space.replicates))}"
        yield Section("map", say("map.title"), [Paragraph(told), found["regimes"], *_alike(discovery, table)])
    yield robust.policies(discovery, table, [found["regret"]] if "regret" in found else [])
    if "sensitivity" in found:
        said = [Paragraph(say("decides.worlds")), *map(Paragraph, decides.told_over_worlds(discovery))]
        yield Section("decides", say("decides.worlds_title"), [*said, found["sensitivity"]])
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
        yield Paragraph(say("regimes.alike", names=listed([robust.called(each) for each in alike])))


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
        return say("baseline.out")
    return say("baseline.set" if content.manifest.settings.get("baseline") else "baseline.nothing")


def _weeks(drawn: Pictures) -> Iterator[Section]:
    blocks: list[Block] = [drawn[name] for name in COURSE if name in drawn]
    if blocks:
        yield Section("course", say("course.title"), blocks)
