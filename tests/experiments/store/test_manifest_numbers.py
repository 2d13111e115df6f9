"""The numbers of a manifest are held against their bounds before any work begins."""

import pytest

from experiments.store.manifest import MOST_REPLICATES, DesignEntry, checked
from tests.experiments.made import made_manifest


def _design(replicates: int, failed: tuple[int, ...] = ()) -> dict[str, DesignEntry]:
    return {"d": DesignEntry({}, replicates, failed, projects=False)}


@pytest.mark.parametrize(("replicates", "failed"), [(0, ()), (1, ()), (1, (0,)), (MOST_REPLICATES, ()), (3, (0, 1, 2))])
def test_what_a_design_can_have_is_taken(replicates: int, failed: tuple[int, ...]) -> None:
    assert checked(made_manifest(designs=_design(replicates, failed))).designs["d"].replicates == replicates


@pytest.mark.parametrize(("replicates", "failed"), [(-1, ()), (MOST_REPLICATES + 1, ()), (0, (0,)), (1, (0, 1))])
def test_what_no_design_has_is_refused(replicates: int, failed: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=f"design d has {replicates} replicates"):
        checked(made_manifest(designs=_design(replicates, failed)))
