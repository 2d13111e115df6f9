"""An open study: its verdict, its tables, and everything that can be asked about it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from experiments.wording.terminal import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from rich.console import Console

    from experiments.api.answer import Answer
    from experiments.api.plots import Plots
    from experiments.compare.comparison import Comparison
    from experiments.departments.levels import Departments
    from experiments.discover.discovery import Discovery
    from experiments.explain.account import Account
    from experiments.export.writer import Written
    from experiments.fates.fates import Fates
    from experiments.flips.trials import Tried
    from experiments.inference.paired import Difference
    from experiments.money.account import Account as MoneyAccount
    from experiments.results.study import Study
    from experiments.sensitivity.measure import Sensitivity
    from experiments.separate.separation import Separation
    from experiments.verify.check import Verified

LONG_REPLAYS, DISCOUNT = 12, 0.0225
VERIFIED_RUNS, COMPARED_REPLAYS, DEPARTMENT_REPLAYS, FLIPPED_PAIRS, FATE_REPLAYS = 20, 8, 12, 12, 30
FLIPPED_INSIDE = 5


class OpenStudy:
    """A finished study.

    Attributes:
        result: the study as it is read (``experiments.results.study.Study``): points, runs, means, differences.
        pictures: the files that were drawn since it was opened.

    """

    def __init__(self, result: Study) -> None:
        self.result = result
        self.pictures: list[Path] = []

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.result.folder

    @property
    def name(self) -> str:
        """What it is called."""
        return self.result.manifest.name

    @property
    def metric(self) -> str:
        """By what its points are ranked."""
        return self.result.metric

    @cached_property
    def verdict(self) -> str:
        """What is best, by how much, how sure, and what else changes."""
        from experiments.results.verdict import verdict

        return verdict(self.result)

    @property
    def without_runs(self) -> list[str]:
        """The points of which no run ended."""
        return [point.label for point in self.result.points if not point.has_runs]

    @property
    def first_error(self) -> str:
        """The error of the first run that failed, empty where none did."""
        from experiments.store.reader import first_error

        return first_error(self.folder)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """A row a run: what was chosen, and every metric; units in ``.attrs``."""
        from experiments.api.frames import runs_frame

        return runs_frame(self.result)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """A row a point and metric: mean, interval, and the paired difference to the baseline."""
        from experiments.api.summary import summary_frame

        return summary_frame(self.result)

    @cached_property
    def series(self) -> pd.DataFrame:
        """A row a design, week and statistic over replicates: every weekly series."""
        from experiments.api.frames import series_frame

        return series_frame(self.result)

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """A row a run and week: every weekly series."""
        from experiments.api.frames import weeks_frame

        return weeks_frame(self.result)

    @cached_property
    def projects(self) -> pd.DataFrame:
        """A row a project of a run; empty unless the study was run with ``study.keep_projects=true``."""
        from experiments.api.frames import projects_frame

        return projects_frame(self.result)

    def differences(self, metric: str = "") -> Answer[dict[str, dict[str, Difference]]]:
        """Return by how much every point exceeds its baseline, pair by pair: on one metric, or on all of them."""
        from experiments.api.differences import differences

        return differences(self.result, metric)

    def compare(
        self,
        other: OpenStudy | None = None,
        *,
        point: str | None = None,
        against: str | None = None,
        replays: int = COMPARED_REPLAYS,
    ) -> Answer[Sequence[Comparison]]:
        """Compare points with their baselines, with points of another study, or one point with another.

        ``point`` and ``against`` name points by their choices, address or number (``against="baseline"``: that of
        ``point``). For a single pair also who and what changed, for which ``replays`` pairs of runs are replayed.
        """
        from experiments.api.comparing import compare

        return compare(self.result, None if other is None else other.result, point, against, replays)

    def discover(
        self,
        *,
        metric: str = "",
        meet: str | Sequence[str] = (),
        map: Sequence[str] = (),  # noqa: A002 - as the command calls it
        policy: Mapping[str, str] | None = None,
        loses: Mapping[str, str] | None = None,
        against: Mapping[str, str] | None = None,
        keep: bool = True,
    ) -> Answer[Discovery]:
        """Return which policy is best where, which holds up in all worlds, and in which worlds plans fail.

        ``meet``: what is good enough, such as ``"trust>=baseline"``; ``map``: the levers at its sides; ``policy``,
        ``loses`` and ``against``: choices of the policies that are asked about. ``keep``: in the study's folder, too.
        """
        from experiments.api.discovering import discover
        from experiments.discover.discovery import Wanted
        from experiments.discover.thresholds import read_threshold

        thresholds = [read_threshold(text) for text in ([meet] if isinstance(meet, str) else meet)]
        wanted = Wanted(metric, thresholds, tuple(map), policy=policy or {}, loses=loses or {}, against=against or {})
        return discover(self.result, wanted, keep=keep)

    def sensitivity(
        self, *, metric: str = "", policy: Mapping[str, str] | None = None, keep: bool = True
    ) -> Answer[Sequence[Sensitivity]]:
        """Return how much each sampled parameter decides about a metric, and about its difference to the baseline."""
        from experiments.api.sensitivity import sensitivity

        return sensitivity(self.result, metric, policy or {}, keep=keep)

    def flips(
        self, *words: str, replicates: int = FLIPPED_PAIRS, inside: int = FLIPPED_INSIDE
    ) -> Answer[Sequence[Tried]]:
        """Return which assumptions (those with one of ``words`` in their names) would turn the verdict over, and where.

        ``inside``: at how many values between its bounds each is tried, too.
        """
        from experiments.api.flipping import flips

        return flips(self.result, words, replicates, inside)

    def departments(
        self, *, point: str | None = None, against: str | None = None, replays: int = DEPARTMENT_REPLAYS
    ) -> Answer[Departments]:
        """Return every department of a point (the best) as it ends, and what the plan changes there.

        ``against``: another point, or its baseline; ``replays`` pairs of runs are lived again.
        """
        from experiments.api.departments import departments

        return departments(self.result, point, against, replays)

    def fates(self, *, point: str | None = None, replays: int = FATE_REPLAYS) -> Answer[Fates]:
        """Return how every project of a point (the best) ends, by name; ``replays`` runs are lived again."""
        from experiments.api.fates import fates

        return fates(self.result, point, replays)

    def money(
        self,
        *,
        person_week: float | None = None,
        benefit_week: float | None = None,
        years: int | None = None,
        discount: float = DISCOUNT,
        replays: int = LONG_REPLAYS,
    ) -> Answer[Sequence[MoneyAccount]]:
        """Return what every plan costs and brings, in EUR, with intervals and paired with its baseline.

        ``person_week``: what a person-week costs; ``benefit_week``: what one of benefits is worth (None: as much).
        ``years``: look as far, discounted at ``discount`` a year, for which ``replays`` runs are lived again.
        """
        from experiments.api.money import money
        from experiments.money.period import Period

        return money(
            self.result, person_week, benefit_week, None if years is None else Period(years, discount, replays)
        )

    def separate(
        self, *, point: str | None = None, against: str | None = None, metric: str = "", replicates: int | None = None
    ) -> Answer[Sequence[Separation]]:
        """Return how much of the difference of two plans each of their parts carries, every mixture of them run.

        ``point`` and ``against`` name points by their choices, address or number; without them: what the verdicts
        compare.
        """
        from experiments.api.separating import separate

        return separate(self.result, point, against, metric, replicates)

    def explain(
        self, *, point: str | None = None, replicate: int = 0, listing: str = "", **subject: int | str
    ) -> Answer[Account] | Answer[dict[str, Any]]:
        """Replay one run and return what happened to a ``project``, ``unit``, ``department`` or ``employee``, and why.

        Without a subject: what can be asked about in the run; ``listing`` names a kind in the plural.
        """
        from experiments.api.explaining import explain

        return explain(self.folder, point, replicate, listing, subject)

    def verify(self, sample: int | None = VERIFIED_RUNS) -> Answer[Verified]:
        """Replay some runs (None: all) and return whether they are as the study keeps them, bit for bit."""
        from experiments.api.verifying import verify

        return verify(self.folder, sample)

    def report(self, out: str | Path | None = None, *, language: str = "en") -> Path:
        """Write a report as one HTML file, into the folder unless ``out`` says where, and return where it is."""
        from experiments.api.reporting import report

        return report(self.folder, out, language)

    def export(
        self,
        *,
        what: Sequence[str] = (),
        formats: Sequence[str] = ("excel",),
        point: str | None = None,
        replicate: int = 0,
        weeks: Sequence[int] = (),
        out: str | Path | None = None,
    ) -> list[Written]:
        """Write it as files for people, into ``export`` in its folder unless ``out`` says where, and return them.

        ``what``: sheets, those of ``orgchange export --help`` (none: the usual ones); ``point`` and ``replicate``: the
        run that projects, people, events and network are about; ``weeks``: those of the network.
        """
        from experiments.api.exporting import export
        from experiments.export.export import Wanted
        from experiments.export.formats import USUAL

        wanted = Wanted(what or USUAL, formats, point, replicate, weeks)
        return export(self.result, wanted, out, DEPARTMENT_REPLAYS)

    def animate(
        self,
        *,
        point: str | None = None,
        replicate: int = 0,
        colour: str = "stage",
        practice: str = "",
        out: str | Path | None = None,
    ) -> Path:
        """Write one run (of the best point, unless another is named) as a moving picture, and return where it is.

        ``colour``: ``stage`` (of ``practice``, where several are done), or a trait such as ``trust`` or ``silo``;
        ``out``: a file with .html, .gif or .mp4 (None: ``animation.html`` in its folder).
        """
        from experiments.api.animating import animate

        return animate(self.result, point, replicate, colour, practice, out)

    @property
    def plot(self) -> Plots:
        """Its pictures as matplotlib figures, such as ``plot.adoption()``."""
        from experiments.api.plots import Plots

        return Plots(self.result)

    def draw(self) -> list[Path]:
        """Draw every picture that fits into the folder, and return the files."""
        from experiments.pictures.draw import draw_study

        self.pictures = draw_study(self.result)
        return self.pictures

    def show(self, console: Console) -> None:
        """Print what the command prints: the case or the table, the verdict, and where the data lies."""
        from experiments.cases.findings import findings_of
        from experiments.console.front import print_front

        findings = findings_of(self.result)
        if findings is None:
            from experiments.console.study import print_result

            print_result(console, self.result)
        else:
            from experiments.console.case import print_case

            print_case(console, self.result, findings)
        print_front(console, self.folder, self.result.manifest.design)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain values, as the command's ``--json`` prints it."""
        from experiments.cases.as_json import study_as_json

        return study_as_json(self.result)

    def to_frame(self) -> pd.DataFrame:
        """Return the summary."""
        return self.summary

    def __str__(self) -> str:
        return as_text(self.show)

    def __repr__(self) -> str:
        return f"<study {self.folder}: {self.verdict}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"
