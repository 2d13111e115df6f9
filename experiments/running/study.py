"""A study: the design points of one command are checked, run where not finished yet, kept, and put together."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from experiments.configuration.case import CASE, checked_case
from experiments.configuration.composer import Composer
from experiments.configuration.dates import checked_start
from experiments.configuration.messages import one_line
from experiments.configuration.overrides import choices_of
from experiments.configuration.plans.plan import Plan
from experiments.configuration.points import Design, Point, PointRecord, varied_keys
from experiments.configuration.settings import StudySettings, Until
from experiments.organizations.shared import Organizations
from experiments.organizations.summary import in_words, measured
from experiments.running.execution import check_designs, run_blocks, threads, with_duplicates
from experiments.running.interrupts import stopped_by_signals
from experiments.running.precompile import compiled_ahead, note_compiling
from experiments.store.blocks import Block
from experiments.store.inputs import Asked, read_by
from experiments.store.manifest import PlanEntry
from experiments.store.new_manifest import short_label
from experiments.store.opening import check_folder, opened
from experiments.store.so_far import forget_look, note_asked
from experiments.store.store import Store
from experiments.sweeps.record import DesignRecord
from experiments.wording.notes import note
from experiments.wording.progress import Progress
from sim.errors import ScenarioError


class RunningStudy:
    """The study of one command; its folder is opened when its first points have passed every check.

    ``design`` says how its points were chosen (see designs/record.py), once a sweeper has set it.
    """

    def __init__(
        self,
        settings: StudySettings,
        command: Sequence[str],
        configuration: Mapping[str, Any],
        search: Sequence[Path] = (),
    ) -> None:
        self.settings = settings
        self.design: DesignRecord | None = None
        self._command = command
        self._configuration = configuration
        self._search = tuple(search)
        self._checked: list[Point] = []
        self._organizations = Organizations()
        self._fitting: set[str] = set()
        self._asked: list[PointRecord] = []
        self._designs: dict[str, Design] = {}
        self._plans: dict[str, PlanEntry] = {}
        self._said: dict[str, None] = {}
        self._closing = ExitStack()
        self._store: Store | None = None

    def __enter__(self) -> Self:
        self._closing.enter_context(stopped_by_signals())
        self._closing.enter_context(compiled_ahead())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt) and self._store is not None:
            kept = f"{self._store.count()} finished design points are kept in {self.settings.path}"
            note(f"stopped; {kept}, and the same command goes on from there")
        self._closing.close()

    @property
    def store(self) -> Store:
        """The study's folder, open for writing."""
        return self.open()

    def open(self) -> Store:
        """Open the study's folder, once."""
        if self._store is None:
            self._store = self._closing.enter_context(
                opened(self.settings, self._command, self._configuration, self._wanted)
            )
            self._store.note(design=self.design)
        return self._store

    @property
    def _wanted(self) -> Asked:
        """What is asked, as far as it has been checked."""
        designs = distinct_designs(self._checked)
        return Asked(
            points=frozenset(point.design.address for point in self._checked),
            designs=frozenset(design.address for design in designs),
            inputs=read_by([design.changes for design in designs]),
            search=self._search,
        )

    def checked(self, composer: Composer, jobs: Sequence[Sequence[str]]) -> list[Point]:
        """Return the points of jobs, or raise what is wrong with the first bad one; nothing is run or written."""
        check_folder(self.settings.path)
        points: list[Point] = []
        for overrides in jobs:
            try:
                points.append(self._point(composer, overrides))
            except ScenarioError as error:
                raise ScenarioError(f"{one_line(error)}{_in_point(overrides, jobs)}") from None
        self._checked += points
        self._plans |= {name: self._entry(plan) for name, plan in composer.plans.items()}
        return points

    def _entry(self, plan: Plan) -> PlanEntry:
        """Return a plan as it is kept, with dates beside its weeks where the study has a start."""
        calendar = checked_start(self.settings.start)
        words = plan.consists_of if calendar is None else tuple(map(calendar.in_text, plan.consists_of))
        return PlanEntry(plan.title, words)

    def run(self, points: Sequence[Point]) -> None:
        """Run what is not finished yet of some points and of what they are compared with."""
        self._asked += [point.record() for point in points]
        designs = distinct_designs(points)
        self._designs |= {design.address: design for design in designs}
        todo = [block for design in designs if (block := self.store.block(design, self._first_look))]
        self._announce(len(designs), len(todo))
        self._measure(designs)
        self.store.note(plans=self._plans)
        note_asked(self.settings.path, self.store.manifest, self._asked)
        self._run(todo)
        if self.settings.until == Until.DECIDED:
            self._run_until_decided()

    @property
    def _first_look(self) -> int:
        settings = self.settings
        return settings.replicates if settings.until == Until.BUDGET else min(settings.first_look, settings.replicates)

    def _run_until_decided(self) -> None:
        """Add pairs to what is undecided, look by look, until nothing is or the budget ends."""
        from experiments.running.stopping.course import Course
        from experiments.running.stopping.looks import looks
        from experiments.running.stopping.pairs import comparisons_of

        case = checked_case(self._configuration[CASE])
        comparisons = comparisons_of(self._asked, case, self.design.worlds if self.design else ())
        metric = case.metrics[0] if comparisons.asked and case.metrics else self.settings.metric
        course = Course(comparisons, metric, self.settings, self.store.metrics)
        alone = [design for address, design in self._designs.items() if address not in comparisons.designs]
        self._run([block for design in alone if (block := self.store.block(design, self.settings.replicates))])
        for look in looks(self.settings.first_look, self.settings.replicates):
            while few := [
                address for address in self._in_order(course.needed()) if course.pairs.get(address, 0) < look
            ]:
                self._run([block for address in few if (block := self.store.block(self._designs[address], look))])
                course.pairs |= dict.fromkeys(few, look)
        self.store.note(stopping=course.record() if comparisons.designs else None)

    def _run(self, blocks: Sequence[Block]) -> None:
        groups = with_duplicates(blocks)
        with Progress(sum(len(group[0].replicates) for group in groups)) as progress:
            results = run_blocks([group[0] for group in groups], self.settings, self._organizations, progress.advance)
            with closing(results):
                for result, group in zip(results, groups, strict=True):
                    for duplicate in group:
                        self.store.write(replace(result, design=duplicate.design))

    def _in_order(self, addresses: set[str]) -> list[str]:
        return [address for address in self._designs if address in addresses]

    def finish(self) -> None:
        """Put the study's tables together."""
        self._say_of_tables()
        self.store.note(notes=tuple(self._said))
        self._checked.clear()  # the points with their scenarios, of which only records are needed now
        self._designs.clear()
        self.store.complete(self._asked or self.store.points_of_jobs())
        forget_look(self.settings.path)

    def _point(self, composer: Composer, overrides: Sequence[str]) -> Point:
        point, settings = composer.point(overrides)
        if not settings.name and not settings.folder:
            settings = replace(settings, name=self.settings.name)
        if settings != self.settings:
            raise ScenarioError("study settings hold for the whole study and cannot vary inside it")
        check_designs(distinct_designs([point]), settings, self._organizations, self._fitting)
        return point

    def _measure(self, designs: Sequence[Design]) -> None:
        """Say what network the first design lives in, and keep its measures with the study."""
        organization = self._organizations.of(designs[0].scenario, self.settings.replicates)[0]
        network = measured(organization)
        self.store.note(network=network)
        self._say_of_tables()
        note(in_words(network))

    def say(self, text: str) -> None:
        """Say something that has to be known before the study is believed, once, and keep it with the study."""
        if text not in self._said:
            note(text)
        self._said[text] = None

    def _say_of_tables(self) -> None:
        for text in self._organizations.notes:
            self.say(text)
        self._organizations.notes.clear()

    def _announce(self, designs: int, todo: int) -> None:
        finished = f"; {designs - todo} finished already" if todo < designs else ""
        most = "at most " if self.settings.until == Until.DECIDED else ""
        size = (
            f"design points {designs} x {most}replicates {self.settings.replicates}, threads {threads(self.settings)}"
        )
        note(f"{self.settings.path}: {size}{finished}")
        if todo:
            note_compiling()


def _in_point(overrides: Sequence[str], jobs: Sequence[Sequence[str]]) -> str:
    if len(jobs) == 1:
        return ""
    varied = varied_keys([choices_of(job) for job in jobs])
    return f" (in the point {short_label(choices_of(overrides), varied)})"


def distinct_designs(points: Sequence[Point]) -> list[Design]:
    """Return every design of points and their baselines once, each point's own before its baseline."""
    found: dict[str, Design] = {}
    for point in points:
        for design in (point.design, point.baseline):
            if design is not None:
                found.setdefault(design.address, design)
    return list(found.values())
