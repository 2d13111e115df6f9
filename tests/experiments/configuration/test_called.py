"""Which classes a configuration may name."""

import pytest

from experiments.configuration.called import OURS, SUPPORTED, is_supported


@pytest.mark.parametrize("target", [*SUPPORTED, f"{OURS}GridSweeper"])
def test_our_own_and_the_supported_ones(target: str) -> None:
    assert is_supported(target)


@pytest.mark.parametrize(
    "target",
    [
        "joblib.load",
        "pandas.read_pickle",
        "os.system",
        "",
        None,
        3,
        OURS.rstrip("."),
        f"x{OURS}GridSweeper",
        f"{SUPPORTED[0]}x",
        SUPPORTED[0].rpartition(".")[0],
    ],
)
def test_nothing_else(target: object) -> None:
    assert not is_supported(target)
