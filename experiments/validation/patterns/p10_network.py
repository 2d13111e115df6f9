"""P10, the network: what the recipe builds at the size of a real research body."""

from collections.abc import Mapping

from experiments.validation.estimate import Estimate, mean
from experiments.validation.laboratory import Laboratory
from experiments.validation.pattern import Experiment, Pattern, Target, Use
from sim.organization.builder import build_organization
from sim.organization.measures import network_measures

RECIPE = {"organization.headcount": 1005, "organization.departments": 42, "organization.contacts": 32.0}
DRAWS = 12
EU_CORE = "email-Eu-core (SNAP; Yin et al. 2017): 1,005 people, 42 departments"
SET = "within a tenth: the recipe is told this figure"
ONE = "one network has no sampling interval"
UNEQUAL = "95 % interval for 42 departments as unequal as these"


def measure(laboratory: Laboratory) -> Mapping[str, Estimate]:
    """Measure organizations built by the recipe; nothing is simulated."""
    scenario = laboratory.base.with_values(RECIPE)
    drawn = [
        network_measures(build_organization(scenario.organization, scenario.horizon.seed, draw))
        for draw in range(DRAWS)
    ]
    return {key: mean([float(getattr(one, key)) for one in drawn]) for key in (target.key for target in TARGETS)}


def _target(key: str, name: str, value: float, low: float, high: float, why: str, use: Use) -> Target:
    return Target(key, name, value, low, high, why, EU_CORE, "C", use, "1")


TARGETS = (
    _target("density_ratio", "tie density inside over across departments", 10.3, 9.3, 11.3, SET, Use.CODE),
    _target("reciprocity", "ties that are returned", 0.69, 0.62, 0.76, SET, Use.CODE),
    _target("clustering", "mean local clustering", 0.40, 0.36, 0.44, SET, Use.CODE),
    _target("ei_index", "E-I index", 0.33, 0.23, 0.43, f"{ONE}; a tenth of the index's half range", Use.CHECK),
    _target("ei_index_expected", "E-I index at random", 0.91, 0.87, 0.95, f"{ONE}; half the distance to 1", Use.CHECK),
    _target("department_median", "people in the median department", 14.5, 9.7, 21.6, UNEQUAL, Use.FIT),
    _target("department_max", "people in the largest department", 109.0, 65.0, 180.0, UNEQUAL, Use.FIT),
    _target(
        "department_assortativity",
        "assortativity by department",
        0.30,
        0.25,
        0.35,
        f"{ONE}; a sixth of the figure",
        Use.CHECK,
    ),
)
HOW = (
    "Organizations of 1,005 people in 42 departments with 32 contacts a person, as the recipe draws and ties them; "
    "no project, no week."
)
PATTERN = Pattern("P10", "Network", (Experiment(HOW, measure, TARGETS),))
