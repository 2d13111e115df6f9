"""Everything that is discovered in a study, as one object: what a report and the command line show."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from experiments.configuration.points import shown
from experiments.discover.regimes import RegimeMap, regime_map
from experiments.discover.regret import RegretTable, regret_table
from experiments.discover.scenarios import (
    Chosen,
    Question,
    ScenarioAnswer,
    answers,
    falls_short,
    loses,
    usual_questions,
)
from experiments.discover.space import Space, space_of
from experiments.discover.thresholds import Threshold, default_thresholds
from experiments.results.study import Study
from experiments.sensitivity.measure import FEWEST, Sensitivity, sensitivity_of
from experiments.sweeps.sampling import LHS, SOBOL


@dataclass(frozen=True)
class Discovery:
    """What a study says about policies in worlds; a part is None where the study has nothing for it.

    ``sensitivity`` is that of the metric under the most robust policy.
    """

    space: Space
    regimes: RegimeMap | None
    regret: RegretTable | None
    answers: Sequence[ScenarioAnswer]
    sensitivity: Sensitivity | None


@dataclass(frozen=True)
class Wanted:
    """What is asked about a study; everything has a default.

    Attributes:
        metric: by what policies are judged (default: the study's).
        thresholds: what is good enough (default: see ``default_thresholds``).
        levers: the two sides of the map (default: project size and rollout speed, else the first two levers).
        policy: ask where policies with these choices fall short, instead of the usual questions.
        loses, against: ask where policies with the first choices lose against the same with the other ones, instead.

    """

    metric: str = ""
    thresholds: Sequence[Threshold] = ()
    levers: Sequence[str] = ()
    policy: Chosen = field(default_factory=dict)
    loses: Chosen = field(default_factory=dict)
    against: Chosen = field(default_factory=dict)


def discovered(study: Study, wanted: Wanted | None = None) -> Discovery:
    """Discover what a finished study of several points says; raise ScenarioError where it says nothing."""
    wanted = wanted or Wanted()
    space = space_of(study, wanted.metric)
    thresholds = list(wanted.thresholds) or default_thresholds(space)
    regret = regret_table(space, thresholds)
    asked = _own_questions(space, thresholds, wanted) or usual_questions(
        space, thresholds, regret.robust if regret else ""
    )
    return Discovery(
        space, regime_map(space, wanted.levers), regret, answers(space, asked), _sensitivity(space, regret)
    )


def over_worlds(study: Study) -> Discovery:
    """Discover only what takes no search: the map and the regret of a study.

    Raise ScenarioError where it says nothing.
    """
    space = space_of(study)
    return Discovery(space, regime_map(space), regret_table(space, default_thresholds(space)), (), None)


def _sensitivity(space: Space, regret: RegretTable | None) -> Sensitivity | None:
    """Return what decides about the most robust policy, where the worlds were sampled evenly and are not too few."""
    if regret is None or space.study.manifest.design_kind not in (LHS, SOBOL) or len(space.worlds) < FEWEST:
        return None
    tried = {policy.label: policy for policy in space.policies if not policy.is_baseline}
    robust = next(tried[each.policy] for each in regret.policies if each.policy in tried)
    only = {key: shown(value) for key, value in robust.values.items()}
    return sensitivity_of(space.study, space.metric, only=only)


def _own_questions(space: Space, thresholds: Sequence[Threshold], wanted: Wanted) -> list[Question]:
    found = [falls_short(space, thresholds, wanted.policy)] if wanted.policy else []
    return [*found, *([loses(space, wanted.loses, wanted.against)] if wanted.loses else [])]
