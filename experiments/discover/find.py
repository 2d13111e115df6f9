"""Everything that is discovered in a study, as one object: what a report and the command line show."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.analysis import Analysis
from experiments.discover.regimes import RegimeMap, regime_map
from experiments.discover.regret import RegretTable, regret_table
from experiments.discover.space import Space, space_of
from experiments.discover.thresholds import Threshold, default_thresholds


@dataclass(frozen=True)
class Discovery:
    """What a study says about policies in worlds; a part is None where the study has nothing for it."""

    space: Space
    regimes: RegimeMap | None
    regret: RegretTable | None


def discovered(analysis: Analysis, metric: str = "", thresholds: Sequence[Threshold] = (), levers: Sequence[str] = ()) -> Discovery:
    """Discover what a finished study of several points says; raise ScenarioError where it says nothing.

    ``metric``: by what policies are judged (default: the study's); ``thresholds``: what is good enough (default: see
    ``default_thresholds``); ``levers``: the two sides of the map (default: project size and rollout speed, else the first two).
    """
    space = space_of(analysis, metric)
    return Discovery(space, regime_map(space, levers), regret_table(space, list(thresholds) or default_thresholds(space)))
