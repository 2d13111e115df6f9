"""What a case tells of twelve parameters, others known or not: ``python -m tests.strength.twelve_parameters FOLDER``.

A case like Amsterdam's: 1,200 people, an adoption log by department, three waves of a survey, a list of projects, two
years fitted and one held out; twelve parameters and one that does nothing there. Two banks, of as many runs as a second
argument says (20,000): all other parameters known, and all unknown. Printed is what the draft of the calibration was
measured by with version 0.1: coverage, joint gain in nats, CRPS against the prior's, contraction, what a log that
misses a quarter of the users does, and how held-out data are predicted. FOLDER keeps the banks.
"""

import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

import numpy as np

from experiments.configuration.nested import flat
from experiments.organizations.shared import Organizations
from experiments.posterior.case_file import composed, read_case
from experiments.posterior.checks import LEVELS, checked
from experiments.posterior.example import hidden_truth
from experiments.posterior.fit import PLACEBOS, ranks_of, shares_of
from experiments.posterior.keys import Numbers
from experiments.posterior.likelihood import log_prior
from experiments.posterior.misfit import learned_residuals
from experiments.posterior.observed import Design
from experiments.posterior.observing import (
    PROJECT_HEADER,
    SURVEY_HEADER,
    Observing,
    Wave,
    day_of,
    observed_run,
    write_rows,
)
from experiments.posterior.prior import unknowns_of
from experiments.posterior.scores import crps_of_draws
from experiments.posterior.statistics import LOG
from experiments.posterior.study import CHECK_DRAWS, DRAWS, Calibration, Learned
from experiments.posterior.verdicts import IDENTIFIED, OF_PLACEBOS, contraction
from sim.scenario import Scenario, declared_parameters

GIVEN = ("organization=amsterdam_it", "rollout=waves", "intervention=[okr]", "horizon.weeks=156")
TWICE = ("adoption.push", "adoption.contagion", "influence.rate", "learning.rate", "hidden_errors.size",
         "people.threshold", "adoption.relapse", "miscommunication.barrier", "wellbeing.trusting",
         "intervention.okr.bar")  # fmt: skip
WANTED = {"people.trust": "uniform(0.25, 0.85)", "estimation.bias": "uniform(-0.35, 0.1)",
          "intervention.training.gain": "uniform(0.15, 0.6)"}  # fmt: skip
LOGGED = range(12, 157, 12)
WAVES = tuple(Wave(lived, answers=150) for lived in (0, 52, 104, 150))
CASE = (
    "title: Like Amsterdam",
    f"begins: {day_of(0)}",
    f"until: {day_of(105)}",
    "scenario:",
    *(f'  - "{text}"' for text in GIVEN),
    "data:",
    "  adoption: {file: log.csv, of: using}",
    "  surveys: [{file: survey.csv, scale: [1, 7], reliability: [0.8, 0.8], users_answer: [1, 1]}]",
    f"  projects: {{file: projects.csv, complete: true, until: {day_of(156)}}}",
)
MISSED = 0.75
PREDICTED = 30
UNIFORM = 1.0 / 6.0  # mean CRPS of an even distribution from 0 to 1 about what comes from it


def main(folder: Path, runs: int) -> None:
    """Make both cases where they are not there, and print what their data tell."""
    wanted = [*TWICE, *WANTED]
    everything = [unknown.name for unknown in unknowns_of(composed(GIVEN), {}, frozenset())]
    for name, known in (("known", [one for one in everything if one not in wanted]), ("unknown", [])):
        path = folder / name / "case.yaml"
        if not path.exists():
            _write(path, wanted, known)
        print(f"others {name}, {runs:,} runs", flush=True)
        _judge(Calibration(read_case(path), folder / name, runs, os.cpu_count() or 1), missing=bool(known))


def _write(path: Path, wanted: Sequence[str], known: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    scenario = composed(GIVEN)
    organization = Organizations().of(scenario, 1)[0]
    lived, names = scenario.with_values(hidden_truth(scenario, 1)), organization.department_names
    log = [(week, group) for week in LOGGED for group in range(organization.departments)]
    seen = observed_run(lived, organization, log, WAVES, 1, Observing(completeness=1.0))
    rows = [(day, names[int(str(group))], people) for day, group, people in seen.log]
    write_rows(path.parent / "log.csv", ("date", "department", "people"), rows)
    write_rows(path.parent / "survey.csv", SURVEY_HEADER, [(day, *rest) for day, _, *rest in seen.answers])
    write_rows(path.parent / "projects.csv", PROJECT_HEADER, seen.projects)
    lines = [*CASE, f"wanted: [{', '.join(wanted)}]", f"known: [{', '.join(known)}]", "priors:"]
    lines += [f'  {name}: "{prior}"' for name, prior in _priors(scenario).items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _priors(scenario: Scenario) -> dict[str, str]:
    """Return a prior of every parameter, those of ``TWICE`` from half to twice the default, inside its bounds."""
    values, found = dict(flat(scenario.to_mapping())), dict[str, str]()
    for name in TWICE:
        default, (low, high) = float(str(values[name])), declared_parameters()[name].bounds or (-np.inf, np.inf)
        found[name] = f"loguniform({max(low, default / 2):g}, {min(high, default * 2):g})"
    return found | WANTED


def _judge(calibration: Calibration, *, missing: bool) -> None:
    begun = process_time()
    learned = calibration.learned()
    print(f"bank and fit: {process_time() - begun:.0f} s of processor time")
    _print_told(learned, calibration)
    if missing:
        _print_missing(learned, calibration)
    else:
        _print_held_out(learned, calibration)
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _print_told(learned: Learned, calibration: Calibration) -> None:
    _, fresh, _ = calibration.parts
    fit, truths = learned.fit, learned.target.z[fresh]
    drawn = fit.cases(learned.values[fresh], CHECK_DRAWS, "fresh truths").mixed
    found = checked(learned.target.names, ranks_of(drawn, truths, fit.seed, "mixed"), drawn, truths, fit.seed)
    own = found.coverage[: -len(PLACEBOS)]
    for level in LEVELS:
        shares = np.array([one.held[level] for one in own])
        print(f"{level:.0%} held {shares.mean():.3f}, least {shares.min():.3f}, most {shares.max():.3f}")
    x = fit.features(learned.values[fresh])
    gain = fit.direct.log_density(x, truths) - log_prior(truths)
    print(f"gain {gain.mean():.2f} nats (standard error {gain.std() / np.sqrt(len(gain)):.2f})")
    end = -len(PLACEBOS)
    narrowed = contraction(drawn)
    print(f"contraction {narrowed[:, : end - 1].mean():.3f}; joint coverage off by {found.joint:.3f}")
    print(f"CRPS {_scores(shares_of(drawn), shares_of(truths))[:end].mean() / UNIFORM:.3f} of the prior's")
    nothing = narrowed[:, end:]
    level = np.quantile(nothing, OF_PLACEBOS)
    print(f"placebos told {(nothing >= IDENTIFIED).mean():.4f}; 99 % of them reach {level:.3f}")
    for at, name in enumerate(learned.target.names[:end]):
        print(f"  {name:32}{np.median(narrowed[:, at]):.2f} {(narrowed[:, at] > level).mean():.2f}")


def _scores(drawn: Numbers, truths: Numbers) -> Numbers:
    """Return the mean CRPS of every parameter, over cases."""
    rows = [crps_of_draws(one, truth) for one, truth in zip(drawn, truths, strict=True)]
    return np.asarray(np.mean(rows, axis=0), np.float64)


def _print_missing(learned: Learned, calibration: Calibration) -> None:
    """Judge logs that miss a quarter of the users by a fit that takes them for complete, and by one that does not."""
    _, fresh, rest = calibration.parts
    observed, bank = calibration.case.observed, learned.bank.part(fresh)
    part = calibration.shown(bank, _complete(calibration.case.design, MISSED, MISSED)).values[:, observed]
    residuals = learned_residuals(learned.fit, learned.values[rest], calibration.sources)
    usual, own = (residuals.distances(learned.fit, values)[LOG] for values in (learned.values[fresh], part))
    print(f"log misses a quarter: residual test finds {(own > np.quantile(usual, 0.95)).mean():.2f} at 5 %")
    open_minded = replace(calibration.case, design=_complete(calibration.case.design, 0.6, 1.0))
    other = Calibration(open_minded, calibration.folder, calibration.runs, calibration.threads)
    taught = other.learned()
    drawn = taught.fit.cases(part, CHECK_DRAWS, "a quarter is missing").mixed
    at = taught.target.names.index("adoption.push")
    ranks = ranks_of(drawn, taught.target.z[fresh], taught.fit.seed, "a quarter is missing")[:, at]
    print(f"with completeness unknown, 90 % of adoption.push hold {(np.abs(ranks - 0.5) < 0.45).mean():.3f}")


def _complete(design: Design, low: float, high: float) -> Design:
    if design.log is None:
        raise ValueError("the case has a log")
    return replace(design, log=replace(design.log, completeness=(low, high)))


def _print_held_out(learned: Learned, calibration: Calibration) -> None:
    """Predict held-out data of some truths, by draws of everything unknown."""
    case, (_, fresh, _) = calibration.case, calibration.parts
    prior = learned.shown.values
    usual = [np.nanquantile(column, [0.05, 0.95]) if np.isfinite(column).any() else np.zeros(2) for column in prior.T]
    inside, width = [], []
    for row in range(fresh.start, fresh.start + PREDICTED):
        own = replace(case, values=prior[row])
        one = Calibration(own, calibration.folder, calibration.runs, calibration.threads)
        drawn = learned.fit.cases(own.values[case.observed][None], DRAWS, f"truth {row}")
        found = one.predicted(one.posterior(learned, drawn), learned.shown)
        held = [(at, each) for at, each in enumerate(found) if each.statistic.held_out and np.isfinite(each.observed)]
        inside += [each.low <= each.observed <= each.high for _, each in held]
        width += [(each.high - each.low) / max(np.diff(usual[at])[0], 1e-9) for at, each in held]
    print(
        f"held out, of {PREDICTED} truths: 90 % hold {np.mean(inside):.3f}, {np.mean(width):.2f} as wide as the prior's"
    )


if __name__ == "__main__":
    place, *more = sys.argv[1:]
    main(Path(place), int(more[0]) if more else 20_000)
