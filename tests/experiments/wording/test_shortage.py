"""What is said where a computer has too little."""

from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest

from experiments.wording.shortage import shortage, without_layout


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        MemoryError("malloc of size 1024 failed"),
        ImportError("libX.so: failed to map segment from shared object"),
        OSError(12, "Cannot allocate memory"),
        RuntimeError("can't start new thread"),
        OSError("Unknown error: Failed to launch worker thread: Resource temporarily unavailable"),
    ],
)
def test_whatever_a_library_says_of_too_little_memory_is_one_sentence_with_what_to_do(error: Exception) -> None:
    assert shortage(error).startswith("out of memory (")
    assert "ulimit -v" in shortage(error)
    assert "()" not in shortage(error)


def test_a_worker_that_was_killed_is_told_with_what_to_do() -> None:
    assert "hydra.launcher.n_jobs" in shortage(BrokenProcessPool("terminated"))


@pytest.mark.parametrize("error", [ValueError("wrong"), ImportError("no module x"), OSError(13, "Permission denied")])
def test_other_errors_are_no_shortage(error: Exception) -> None:
    assert shortage(error) == ""


def test_the_columns_of_a_table_that_finds_no_room_are_left_out() -> None:
    with pytest.raises(MemoryError) as raised:
        np.empty(2**50, [("status", "i1"), ("lead", "i8")])
    assert without_layout(raised.value).endswith(f"an array with shape ({2**50},)")
