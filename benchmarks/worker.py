"""A competitor in a process of its own.

Builds its model, then lives weeks and reports the time, as it is told on standard input.

Usage   python -m benchmarks.worker NAME CASE.npz; then one line a command: ``live WEEKS`` or ``state FILE.npz``.
        Every answer is one line of JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.common_work import Peer, load_case
from benchmarks.peers import ENTRIES

KIB_A_MIB = 1024


def main(name: str, case: str) -> None:
    """Build and obey until standard input ends."""
    begin = time.process_time()
    peer = next(entry for entry in ENTRIES if entry.name == name).build(load_case(Path(case)))
    peer.live(0)
    _answer({"build_seconds": time.process_time() - begin})
    for line in sys.stdin:
        command, argument = line.split()
        if command == "live":
            _answer(_timed(peer, int(argument)))
        else:
            np.savez(argument, **vars(peer.state()))
            _answer({"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_A_MIB})


def _timed(peer: Peer, weeks: int) -> dict[str, float]:
    clock, processor = time.perf_counter(), time.process_time()
    peer.live(weeks)
    return {"processor_seconds": time.process_time() - processor, "clock_seconds": time.perf_counter() - clock}


def _answer(values: dict[str, float]) -> None:
    print(f"answer {json.dumps(values)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
