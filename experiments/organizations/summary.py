"""The network a study lives in, measured as it was built or imported, before anything happens in it."""

from dataclasses import asdict
from math import isfinite
from typing import Any

import msgspec

from sim.organization.chart import Organization
from sim.organization.measures import network_measures


class NetworkSummary(msgspec.Struct, frozen=True):
    """Head counts and network measures (see ``sim.organization.measures``); one that is not defined is None."""

    people: int
    departments: int
    units: int
    pairs: int
    mean_contacts: float
    within_density: float | None
    across_density: float | None
    density_ratio: float | None
    ei_index: float | None
    ei_index_expected: float | None
    reciprocity: float | None
    clustering: float | None
    department_assortativity: float | None
    modularity: float | None
    department_median: float
    department_max: int


def measured(organization: Organization) -> NetworkSummary:
    """Return the summary of an organization."""
    defined: dict[str, Any] = {
        name: value if isfinite(value) else None for name, value in asdict(network_measures(organization)).items()
    }
    return NetworkSummary(organization.headcount, organization.departments, organization.units, **defined)


def in_words(network: NetworkSummary) -> str:
    """Return what was measured as one line."""
    return (
        f"organization: {network.people:,} people, {network.departments:,} departments, {network.units:,} units; "
        f"E-I index {_shown(network.ei_index, '+.2f')} (random {_shown(network.ei_index_expected, '+.2f')}), "
        f"within/across density {_shown(network.density_ratio, '.1f')}, "
        f"reciprocity {_shown(network.reciprocity, '.2f')}, clustering {_shown(network.clustering, '.2f')}, "
        f"mean contacts {network.mean_contacts:.1f}"
    )


def _shown(value: float | None, form: str) -> str:
    return "not defined" if value is None else format(value, form)
