"""The network a study lives in, measured as it was built or imported, before anything happens in it."""

from dataclasses import asdict
from math import isfinite
from typing import Any

from sim.organization.chart import Organization
from sim.organization.measures import network_measures


def measured(organization: Organization) -> dict[str, Any]:
    """Return head counts and network measures as plain values; a measure that is not defined is None."""
    counts = {"people": organization.headcount, "departments": organization.departments, "units": organization.units}
    measures = asdict(network_measures(organization))
    return counts | {name: value if isfinite(value) else None for name, value in measures.items()}


def in_words(measures: dict[str, Any]) -> str:
    """Return what was measured as one line."""
    return (
        f"organization: {measures['people']:,} people, {measures['departments']:,} departments, {measures['units']:,} "
        "units; "
        f"E-I index {_shown(measures['ei_index'], '+.2f')} (random {_shown(measures['ei_index_expected'], '+.2f')}), "
        f"within/across density {_shown(measures['density_ratio'], '.1f')}, reciprocity "
        f"{_shown(measures['reciprocity'], '.2f')}, "
        f"clustering {_shown(measures['clustering'], '.2f')}, mean contacts {measures['mean_contacts']:.1f}"
    )


def _shown(value: float | None, form: str) -> str:
    return "not defined" if value is None else format(value, form)
