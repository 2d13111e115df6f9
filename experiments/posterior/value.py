"""The value of data: what each source tells, and what more of it would, before anybody collects anything.

Rule    The same bank is observed in other ways: a source left out or alone, twice the answers, a log by department or
        a complete one, and what a case plans. One network each, on the draws that are never trained on: how far the
        parameters are narrowed in the median case, and how much log score that gains. It takes no further run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from experiments.posterior.ensemble import Ensemble
from experiments.posterior.features import Features
from experiments.posterior.fit import PLACEBOS, Target
from experiments.posterior.keys import Numbers
from experiments.posterior.lived import Watch
from experiments.posterior.observed import EVERYBODY, Cell, Design, Survey
from experiments.posterior.study import Calibration, merged
from experiments.posterior.training import Recipe, trained
from experiments.posterior.verdicts import IDENTIFIED, OF_PLACEBOS, contraction, gains

RECIPES = (Recipe(1, passes=60, patience=10),) * 2
DRAWS = 200
FIRST_NUMBER = 200
AS_IT_IS, PLANNED = "all that there is", "with what is planned"


@dataclass(frozen=True)
class Value:
    """What one way of observing tells.

    Attributes:
        data: the way.
        statistics: how many numbers it gives.
        gain: log score gained over the prior by all wanted parameters together, in nats; ``error``: its standard error.
        told, partly: how many of the wanted parameters are narrowed by half, and more than placebos are.
        narrowed: median contraction of each wanted parameter.

    """

    data: str
    statistics: int
    gain: float
    error: float
    told: int
    partly: int
    narrowed: dict[str, float]


def values_of_data(calibration: Calibration) -> list[Value]:
    """Return what every way of observing the case tells, most first."""
    bank, case = calibration.bank(), calibration.case
    organization = case.organizations[0]
    now = without_held_out(case.design)
    everything = merged(now, case.planned)
    whole = calibration.shown(bank, everything)
    wanted = calibration.chosen(bank, whole.values)
    found = []
    for name, design in ways(now, case.planned, organization.departments, organization.headcount):
        shown = calibration.shown(bank, design)
        target = calibration.target(bank, replace(shown, observing={}), wanted)
        found.append(_value(name, shown.values, target, calibration))
    return sorted(found, key=lambda one: -one.gain)


def without_held_out(design: Design) -> Design:
    """Return what is fitted of a design."""
    log = design.log and replace(design.log, cells=_kept(design.log.cells))
    surveys = tuple(replace(one, cells=_kept(one.cells)) for one in design.surveys)
    projects = design.projects and replace(design.projects, later=-1)
    return Design(log if log and log.cells else None, tuple(one for one in surveys if one.cells), projects)


def _kept(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if not cell.held_out)


def ways(now: Design, planned: Design, departments: int, people: int) -> Iterator[tuple[str, Design]]:
    """Yield the ways of observing that are weighed, by what they are called."""
    there = bool(Watch.of(now).weeks)
    if there:
        yield AS_IT_IS, now
    whole = merged(now, planned)
    if Watch.of(planned).weeks:
        yield PLANNED if there else "all that is planned", whole
    base = now if there else whole
    yield from _alone_and_without(base)
    if base.log is not None and all(cell.group == EVERYBODY for cell in base.log.cells):
        cells = tuple(replace(cell, group=group) for cell in base.log.cells for group in range(departments))
        yield "a log by department", replace(base, log=replace(base.log, cells=cells))
    if base.log is not None and base.log.completeness[0] < 1.0:
        yield "a log that misses nobody", replace(base, log=replace(base.log, completeness=(1.0, 1.0)))
    if base.surveys:
        yield "twice the answers", replace(base, surveys=tuple(_twice(one, people) for one in base.surveys))


def _alone_and_without(base: Design) -> Iterator[tuple[str, Design]]:
    parts = {
        "the adoption log": Design(log=base.log),
        "the surveys": Design(surveys=base.surveys),
        "the projects": Design(projects=base.projects),
    }
    there = {name: part for name, part in parts.items() if Watch.of(part).weeks}
    if len(there) == 1:
        return
    for name, part in there.items():
        rest = [other for other_name, other in there.items() if other_name != name]
        both = rest[0]
        for other in rest[1:]:
            both = merged(both, other)
        yield f"{name} alone", part
        if len(there) > 2:  # noqa: PLR2004 - of two, without one is the other alone
            yield f"without {name}", both


def _twice(survey: Survey, people: int) -> Survey:
    return replace(survey, cells=tuple(replace(cell, answers=min(people, 2 * cell.answers)) for cell in survey.cells))


def _value(name: str, values: Numbers, target: Target, calibration: Calibration) -> Value:
    _, fresh, rest = calibration.parts
    features = Features.of(values[rest])
    x, z = features(values), target.z
    networks = trained(
        RECIPES, x[rest], z[rest], calibration.case.seed, first=FIRST_NUMBER, workshop=calibration.workshop
    )
    ensemble = Ensemble(networks)
    narrowed = contraction(ensemble.draws(x[fresh], DRAWS, calibration.case.seed, f"value of {name}"))
    level = float(np.quantile(narrowed[:, -len(PLACEBOS) :], OF_PLACEBOS))
    wanted = target.names[: -len(PLACEBOS)]
    usual = np.median(narrowed, axis=0)[: len(wanted)]
    gained = gains(ensemble, x[fresh], z[fresh])[:, : len(wanted)].sum(axis=1)
    return Value(
        name,
        values.shape[1],
        float(gained.mean()),
        float(gained.std() / np.sqrt(len(gained))),
        int((usual >= IDENTIFIED).sum()),
        int(((usual > level) & (usual < IDENTIFIED)).sum()),
        dict(zip(wanted, usual.tolist(), strict=True)),
    )
