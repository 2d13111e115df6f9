"""Composition: fast where it can be, and always what Hydra itself composes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.types import RunMode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from omegaconf import OmegaConf

from experiments.configuration.case import checked_case
from experiments.configuration.composer import Composer, checked_composition
from experiments.configuration.overrides import choices_of, is_plain, parse_override, split_overrides
from experiments.configuration.points import Design
from experiments.configuration.settings import checked_settings
from experiments.running.hydra.session import hydra_started
from sim.errors import ScenarioError
from sim.scenario import Scenario

MINE = "# @package _global_\nproject:\n  size: 7\nhorizon:\n  weeks: ${project.size}\n"
POOL = (
    "project.size=5",
    "project.size=12.5",
    "+project.size=5",
    "project={size:9,share:0.1}",
    "project=microprojects",
    "rollout=waves",
    "rollout.wave_weeks=[0,4]",
    "rollout.wave_units=[1,3]",
    "rollout.order='central'",
    "rollout.scarce=false",
    "case=amsterdam",
    "~case",
    "~rollout.speed",
    "++rollout.speed=0.75",
    "rollout.speed=${coordination.strength}",
    "rollouts.okr.speed=0.75",
    "rollouts.okr.speed=null",
    "rollouts.okr.departments=[0,2]",
    "rollouts.okr.order=readiness",
    "~rollouts.okr.speed",
    "rollouts.lean.speed=${rollouts.okr.speed}",
    "intervention=[okr]",
    "intervention=okr",
    "intervention=[]",
    "intervention.okr.strength=0.5",
    "+experiment=size_by_speed",
    "study.replicates=3",
    "study.name='a b'",
    "horizon.seed=int(7.0)",
    "case=mine",
)


class Both:
    """The composer and Hydra's own composition of the same overrides."""

    def __init__(self, composer: Composer, loader: Any, master: Any) -> None:  # noqa: ANN401 - Hydra's types
        self.composer = composer
        self._loader = loader
        self._master = master

    def hydra(self, overrides: list[str]) -> Any:  # noqa: ANN401 - nested plain values
        """Return what Hydra composes for one job of a sweep."""
        values: Any = OmegaConf.to_container(self._loader.load_sweep_config(self._master, overrides), resolve=False)
        values.pop("hydra")
        return OmegaConf.to_container(OmegaConf.create(values), resolve=True)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder: Path = tmp_path_factory.mktemp("options")
    (folder / "case").mkdir()
    (folder / "case" / "mine.yaml").write_text(MINE)
    with hydra_started() as hydra:
        master = hydra.compose_config("config", [f"hydra.searchpath=['folder://{folder}']"], RunMode.MULTIRUN)
        yield Both(Composer(hydra.config_loader, master), hydra.config_loader, master)


def _outcome(compose: Any, overrides: list[str]) -> Any:  # noqa: ANN401 - values, or which error
    try:
        return compose(overrides)
    except Exception as error:  # noqa: BLE001 - both sides have to refuse, each in its words
        return isinstance(error, Exception)


@pytest.mark.parametrize(
    "overrides",
    [
        ["project.size=5", "rollout.speed=0.1"],
        ["project.size=5", "case=amsterdam", "project.size=7"],
        ["case=amsterdam", "rollout=big_bang", "intervention=[]", "rollout.coaches=2"],
        ["intervention=[okr]", "intervention.okr.strength=0.5"],
        ["project.size=7", "project={size:9}", "rollout.speed=0.5"],
        ["+experiment=size_by_speed", "study.replicates=3", "rollout.wave_weeks=[0,4]"],
        ["case=mine", "project.size=20"],
        ["rollout.order='central'", "rollout.scarce=false", "horizon.seed=int(7.0)", "study.name='a b'"],
    ],
)
def test_mixed_sweep_is_composed_as_hydra_does(both: Both, overrides: list[str]) -> None:
    assert both.composer.values(overrides) == both.hydra(overrides)


@pytest.mark.long
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(overrides=st.lists(st.sampled_from(POOL), max_size=6))
def test_any_mixture_is_composed_or_refused_as_by_hydra(both: Both, overrides: list[str]) -> None:
    assert _outcome(both.composer.values, overrides) == _outcome(both.hydra, overrides)


def test_plain_values_are_put_in_without_composing_again(both: Both) -> None:
    both.composer.values(["case=amsterdam"])
    known = len(both.composer._known)
    both.composer.values(["case=amsterdam", "project.size=31", "rollout.speed=0.31"])
    both.composer.values(["project.size=32", "case=amsterdam"])
    assert len(both.composer._known) == known


@pytest.mark.long
@pytest.mark.parametrize("more", [["rollout.speed=0.3", "project.size=34"], ["rollout=big_bang"]])
def test_what_follows_a_start_is_composed_as_hydra_does(both: Both, more: list[str]) -> None:
    start = ["case=amsterdam", "project.size=33"]
    composer = Composer(both._loader, both._master)
    composer.start_with(start, checked_composition(both._loader.load_sweep_config(both._master, start)))
    assert composer.values([*start, *more]) == both.hydra([*start, *more])
    assert composer.values(more) == both.hydra(more)


def test_plain_values_after_a_start_are_put_in_without_composing_again(both: Both) -> None:
    start = ["case=amsterdam", "project.size=33"]
    composer = Composer(both._loader, both._master)
    composer.start_with(start, checked_composition(both._loader.load_sweep_config(both._master, start)))
    composer.point([*start, "rollout.speed=0.3", "study.keep_projects=true"])
    assert list(composer._known) == [tuple(start)]


def test_one_composition_is_never_changed_by_the_next(both: Both) -> None:
    before = both.composer.values(["project.size=41"])
    both.composer.values(["project.size=42"])
    assert before["project"]["size"] == 41
    assert both.composer.values([])["project"]["size"] == Scenario().project.size


@pytest.mark.long
@given(value=st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6, allow_nan=False)))
def test_numbers_are_read_as_hydra_reads_them(value: float) -> None:
    text = f"project.size={value}"
    ours, theirs = parse_override(text), OverridesParser.create().parse_override(text)
    assert (ours.value(), type(ours.value()), ours.key_or_group) == (
        theirs.value(),
        type(theirs.value()),
        theirs.key_or_group,
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("project.size=5", True),
        ("rollout.wave_weeks=[0,4]", True),
        ("project.size=5,20", False),
        ("+project.size=5", False),
        ("project=large", False),
        ("project={size:5}", False),
        ("rollout.speed=${project.size}", False),
        ("rollout.wave_weeks.0=3", False),
    ],
)
def test_plain_is_only_a_value_of_a_declared_parameter(text: str, plain: bool) -> None:
    assert is_plain(text) == plain


def test_choices_are_named_by_key_without_study_settings() -> None:
    chosen = choices_of(
        ["+experiment=x", "project.size=5", "intervention=[okr]", "study.replicates=9", "rollout.speed=0.5"]
    )
    assert chosen == {"experiment": "x", "project.size": 5, "intervention": "[okr]", "rollout.speed": 0.5}


def test_overrides_in_a_text_are_split_outside_of_brackets_and_quotes() -> None:
    assert split_overrides("a=1, b=[2,3],c='4,5',d={e:6,f:7}") == ["a=1", "b=[2,3]", "c='4,5'", "d={e:6,f:7}"]


def test_named_baseline_replaces_what_it_names_and_keeps_the_rest(both: Both) -> None:
    text = "study.baseline='project.size=80,intervention=[]'"
    point, _ = both.composer.point(["intervention=[okr]", "project.size=5", "rollout.speed=0.5", text])
    assert point.baseline is not None
    assert point.baseline.scenario == Scenario().with_values({"project.size": 80, "rollout.speed": 0.5})


def test_point_that_is_its_own_baseline_has_none(both: Both) -> None:
    assert both.composer.point(["project.size=5"])[0].baseline is None
    assert both.composer.point(["project.size=5", "study.baseline='project.size=5'"])[0].baseline is None


def test_baseline_that_is_out_of_bounds_is_refused_as_such(both: Both) -> None:
    with pytest.raises(ScenarioError, match=r"^study\.baseline: rollout\.speed = 3 is out of bounds"):
        both.composer.point(["study.baseline='rollout.speed=3'"])


def _alone(composer: Composer, overrides: list[str]) -> Design:
    values = composer.values(overrides)
    checked_settings(values.pop("study"))
    return Design(checked_case(values.pop("case")).applied(Scenario.from_mapping(values)))


@pytest.mark.long
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    overrides=st.lists(
        st.sampled_from([*POOL, "organization.headcount=10", "organization.departments=3", "rollout.speed=7"]),
        max_size=6,
    )
)
def test_points_that_share_sections_are_those_composed_alone(both: Both, overrides: list[str]) -> None:
    shared = _outcome(lambda texts: both.composer.point(texts)[0].design, overrides)
    assert shared == _outcome(lambda texts: _alone(both.composer, texts), overrides)
    if isinstance(shared, Design):
        assert Scenario().with_values(shared.changes) == shared.scenario
