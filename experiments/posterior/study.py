"""A calibration, step by step: bank, fit, checks, verdicts, predictions; each kept, each going on where it stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from experiments.posterior.bank import Bank, Question, filled_bank
from experiments.posterior.case_file import Case
from experiments.posterior.checks import Checked, checked
from experiments.posterior.choosing import chosen
from experiments.posterior.emulate import Emulated, emulated, group_sizes, unknowns_of_observing
from experiments.posterior.features import Features, spreads
from experiments.posterior.fit import PLACEBOS, Cases, Fit, Target, fitted, ranks_of, shares_of
from experiments.posterior.keys import Numbers
from experiments.posterior.likelihood import standard
from experiments.posterior.lived import Watch
from experiments.posterior.misfit import learned_residuals, p_values
from experiments.posterior.observed import Design, Log
from experiments.posterior.others import Others
from experiments.posterior.predicting import Predicted, predictions, runs_as_declared, runs_at
from experiments.posterior.prior import Unknown, unknowns_of
from experiments.posterior.prior_check import Placed, placed
from experiments.posterior.training import Workshop
from experiments.posterior.verdicts import Luck, Verdict, gains, luck_of, verdicts
from experiments.posterior.weighing import RUNS, Weighed, weighed
from sim.errors import ScenarioError

FEWEST_RUNS = 2_000
TRUTHS, TUNING = (20, 200, 1_000), (10, 400, 2_000)  # one draw in so many, at least, at most
DRAWS, CHECK_DRAWS, PREDICTED, DECLARED = 4_000, 400, 200, 100
FOR_CHECK = 500


def merged(one: Design, other: Design) -> Design:
    """Return both designs as one."""
    log = one.log or other.log
    if one.log is not None and other.log is not None:
        log = Log((*one.log.cells, *other.log.cells), one.log.of, one.log.completeness)
    return Design(log, (*one.surveys, *other.surveys), one.projects or other.projects)


@dataclass(frozen=True)
class Posterior:
    """What a calibration found for its case.

    Attributes:
        unknowns: everything that was unknown, that of observing last.
        wanted: names with a verdict, in the order of the draws of the fit.
        places: float64 (draws, unknowns), shares of the priors.
        values: float64 (draws, unknowns).

    """

    unknowns: Sequence[Unknown]
    wanted: Sequence[str]
    places: Numbers
    values: Numbers


@dataclass(frozen=True)
class Result:
    """Everything that a calibration says."""

    posterior: Posterior
    verdicts: Sequence[Verdict]
    luck: Luck
    checked: Checked
    before: Checked
    failures: Sequence[str]
    alive: float
    misfit: dict[str, float]
    prior: Sequence[Placed]
    predicted: Sequence[Predicted]
    weighed: Weighed | None

    @property
    def usable(self) -> bool:
        """Whether the posterior may be used: its intervals hold what they say."""
        return not self.failures


@dataclass(frozen=True)
class Learned:
    """What was learned from a bank, for any case of one design.

    Attributes:
        bank, shown: the runs, and what the design shows of them.
        values: the statistics that are fitted, of every run.
        wanted: names of the parameters that get a verdict.
        target, fit: what is inferred, and how.

    """

    bank: Bank
    shown: Emulated
    values: Numbers
    wanted: Sequence[str]
    target: Target
    fit: Fit


class Calibration:
    """The calibration of one case in one folder."""

    def __init__(self, case: Case, folder: Path, runs: int, threads: int, *, anew: bool = False) -> None:
        self.case, self.folder, self.threads = case, folder, threads
        self.workshop = Workshop(threads, None if anew else folder / "fit")
        self.runs = runs or case.runs
        unknowns = unknowns_of(case.scenario, case.priors, case.known)
        watch = Watch.of(merged(case.design, case.planned))
        self.question = Question(case.scenario, case.organizations, unknowns, watch, case.seed)
        names = [unknown.name for unknown in unknowns]
        for name in case.wanted:
            if name not in names:
                raise ScenarioError(f"{case.path}: {name} is wanted, but has no prior here; write one below priors")

    @cached_property
    def sizes(self) -> Numbers:
        """The sizes of departments and of all in every organization, float64 (organizations, groups)."""
        return np.array([group_sizes(organization) for organization in self.case.organizations])

    def bank(self, runs: int = 0) -> Bank:
        """Return the bank, whose missing runs are run."""
        return filled_bank(self.question, self.folder / "bank", runs or self.runs, self.threads)

    def shown(self, bank: Bank, design: Design, told: dict[str, Numbers] | None = None) -> Emulated:
        """Return what a design would have shown of a bank."""
        return emulated(bank, design, self.question.watch, self.sizes[bank.homes], self.case.seed, told)

    def prior_check(self) -> list[Placed]:
        """Return where the observed lies among what the model can do."""
        values = self.shown(self.bank(FOR_CHECK), self.case.design).values
        return placed(self.case.statistics, self.case.values, values)

    def target(self, bank: Bank, shown: Emulated, wanted: Sequence[str]) -> Target:
        """Return what is inferred: the wanted, what is unknown of observing, and placebos."""
        names = [unknown.name for unknown in self.question.unknowns]
        places = [bank.places[:, names.index(name)] for name in wanted] + list(shown.observing.values())
        return Target.of([*wanted, *shown.observing], np.column_stack(places), bank.draws.astype(float), self.case.seed)

    def chosen(self, bank: Bank, values: Numbers) -> list[str]:
        """Return the wanted parameters: those of the case, else those that move what is observed."""
        if self.case.wanted:
            return list(self.case.wanted)
        names = [unknown.name for unknown in self.question.unknowns]
        *_, rest = self.parts
        x = Features.of(values[rest])(values[rest])
        return chosen(names, x, standard(bank.places[rest]), self.case.seed)

    def run(self) -> Result:
        """Do all of it."""
        if self.runs < FEWEST_RUNS:
            raise ScenarioError(f"a fit needs a bank of {FEWEST_RUNS:,} runs or more, not {self.runs:,}")
        if len(self.case.values) and not self.case.observed.any():
            raise ScenarioError(f"{self.case.path}: all data are held out, so nothing can be fitted; move until")
        if not len(self.case.values):
            raise ScenarioError(f"{self.case.path} has no data yet; ask for the value of data, with --value-of-data")
        return self._told(self.learned())

    def learned(self) -> Learned:
        """Return what the bank teaches for data of this case's shape, whatever their values."""
        bank = self.bank()
        shown = self.shown(bank, self.case.design)
        values = shown.values[:, self.case.observed]
        wanted = self.chosen(bank, values)
        target = self.target(bank, shown, wanted)
        tune, _, rest = self.parts
        fit = fitted(
            values[rest], target.z[rest], (values[tune], target.z[tune]), self.case.seed, self.workshop, CHECK_DRAWS
        )
        return Learned(bank, shown, values, wanted, target, fit)

    @property
    def parts(self) -> tuple[slice, slice, slice]:
        """The draws that recalibrate, those that are fresh truths, and the rest, the only ones that are trained on."""
        tuning, fresh = (int(np.clip(self.runs // one_in, least, most)) for one_in, least, most in (TUNING, TRUTHS))
        return slice(0, tuning), slice(tuning, tuning + fresh), slice(tuning + fresh, self.runs)

    def _told(self, learned: Learned) -> Result:
        shown, values, target, fit = learned.shown, learned.values, learned.target, learned.fit
        _, fresh, rest = self.parts
        seed, names = self.case.seed, target.names[: -len(PLACEBOS)]
        cases, truths = fit.cases(values[fresh], CHECK_DRAWS, "fresh truths"), target.z[fresh]
        ranks = {name: ranks_of(drawn, truths, seed, name) for name, drawn in _of(cases).items()}
        before, after = (checked(target.names, ranks[name], drawn, truths, seed) for name, drawn in _of(cases).items())
        failures = after.failures(names)
        observed = self.case.values[self.case.observed][None]
        case = fit.cases(observed, DRAWS, "case")
        gained = gains(fit.direct, fit.features(values[fresh]), truths)
        wrong = [name for name in names if any(text.startswith(f"{name}:") for text in failures)]
        luck = luck_of(cases, gained)
        found = verdicts(names, _without_placebos(case), gained, luck, wrong)
        residuals = learned_residuals(fit, values[rest], self.sources)
        misfit = p_values(residuals.distances(fit, observed), residuals.distances(fit, values[fresh]))
        posterior = self.posterior(learned, case)
        predicted = self.predicted(posterior, shown)
        prior = placed(self.case.statistics, self.case.values, shown.values)
        alive = float(case.alive[0])
        rivals = self.weighed(learned.bank)
        return Result(posterior, found, luck, after, before, failures, alive, misfit, prior, predicted, rivals)

    def weighed(self, bank: Bank) -> Weighed | None:
        """Return the weights of the case's own model and of its rivals, by half as many runs of each; None without."""
        if not self.case.rivals:
            return None
        runs = min(len(bank) // 2, RUNS)
        banks = [bank.part(slice(runs))]
        for rival in self.case.rivals:
            unknowns = unknowns_of(rival.scenario, {**self.case.priors, **rival.priors}, self.case.known | rival.fixed)
            question = replace(self.question, scenario=rival.scenario, unknowns=unknowns)
            banks.append(filled_bank(question, self.folder / "bank", runs, self.threads))
        observed = self.case.observed
        values = [self.shown(one, self.case.design).values[:, observed] for one in banks]
        return weighed(values, self.case.values[observed], self.case.seed)

    @property
    def sources(self) -> list[str]:
        """The sources of the statistics that are fitted."""
        return [one.source for one in self.case.statistics if not one.held_out]

    def posterior(self, learned: Learned, case: Cases) -> Posterior:
        """Return draws of everything unknown: the wanted ones of the fit, all others jointly with them."""
        bank, values, target, fit, wanted = learned.bank, learned.values, learned.target, learned.fit, learned.wanted
        _, _, rest = self.parts
        names = [unknown.name for unknown in self.question.unknowns]
        unknowns = [*self.question.unknowns, *unknowns_of_observing(self.case.design)]
        inferred, others = target.names[: -len(PLACEBOS)], [name for name in names if name not in wanted]
        z = target.z[rest, : len(inferred)]
        columns = [names.index(name) for name in others]
        x = fit.features(values[rest])
        drawn = case.mixed[0][:, : len(inferred)]
        joint = Others.of(x, z, standard(bank.places[rest][:, columns]))
        observed = fit.features(self.case.values[self.case.observed][None])[0]
        rest_of_them = shares_of(joint.draws(observed, drawn, self.case.seed, "others"))
        by_name = dict(zip(inferred, shares_of(drawn).T, strict=True)) | dict(zip(others, rest_of_them.T, strict=True))
        places = np.column_stack([by_name[unknown.name] for unknown in unknowns])
        numbers = np.column_stack([unknown.values(places[:, at]) for at, unknown in enumerate(unknowns)])
        return Posterior(unknowns, list(inferred), places, numbers)

    def predicted(self, posterior: Posterior, shown: Emulated) -> list[Predicted]:
        """Return what runs from the posterior predict of every statistic, beside those of the declared defaults."""
        rows = np.linspace(0, len(posterior.places) - 1, PREDICTED).round().astype(int)
        places, own = posterior.places[rows], len(self.question.unknowns)
        runs, kept = runs_at(self.question, places[:, :own], self.threads)
        told = {unknown.name: places[kept, own + at] for at, unknown in enumerate(posterior.unknowns[own:])}
        from_posterior = self.shown(runs, self.case.design, told).values
        middle = {name: np.full(DECLARED, 0.5) for name in told}
        declared = self.shown(runs_as_declared(self.question, DECLARED, self.threads), self.case.design, middle).values
        ways = {"posterior": from_posterior, "defaults": declared}
        return predictions(self.case.statistics, self.case.values, ways, np.maximum(spreads(shown.values), 1e-9))


def _of(cases: Cases) -> dict[str, Numbers]:
    return {"direct": cases.direct, "mixed": cases.mixed}


def _without_placebos(cases: Cases) -> Cases:
    end = -len(PLACEBOS)
    return Cases(cases.direct[..., :end], cases.other[..., :end], cases.mixed[..., :end], cases.alive)
