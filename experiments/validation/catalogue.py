"""The patterns there are, in the order of their numbers."""

from collections.abc import Sequence

from experiments.validation.pattern import Pattern
from experiments.validation.patterns import (
    p01_outcome_by_size,
    p02_small_work,
    p03_tail,
    p04_duration,
    p05_overhead,
    p06_reported_status,
    p07_amsterdam,
    p08_sweden,
    p09_training_transfer,
    p10_network,
    p11_commitment,
    p12_seven_factors,
    p13_benefits,
    p14_saturation,
    p15_contagion,
    p16_adoption_by_size,
    p17_early_detection,
    p18_j_curve,
    p19_trust,
    p20_strategic_doing_pays,
    p21_twice_the_people,
    p22_large_programmes,
)
from sim.errors import ScenarioError, nearest_hint

PATTERNS: dict[str, Pattern] = {
    module.PATTERN.id: module.PATTERN
    for module in (
        p01_outcome_by_size,
        p02_small_work,
        p03_tail,
        p04_duration,
        p05_overhead,
        p06_reported_status,
        p07_amsterdam,
        p08_sweden,
        p09_training_transfer,
        p10_network,
        p11_commitment,
        p12_seven_factors,
        p13_benefits,
        p14_saturation,
        p15_contagion,
        p16_adoption_by_size,
        p17_early_detection,
        p18_j_curve,
        p19_trust,
        p20_strategic_doing_pays,
        p21_twice_the_people,
        p22_large_programmes,
    )
}


def chosen(ids: Sequence[str]) -> list[Pattern]:
    """Return the patterns with some ids in the order of their numbers, all of them for none.

    Refuse an id that does not exist.
    """
    for asked in ids:
        if asked.upper() not in PATTERNS:
            hint = nearest_hint(asked.upper(), PATTERNS)
            raise ScenarioError(f"there is no pattern '{asked}'{hint}; patterns: {', '.join(PATTERNS)}")
    wanted = {asked.upper() for asked in ids} or set(PATTERNS)
    return [pattern for name, pattern in PATTERNS.items() if name in wanted]
