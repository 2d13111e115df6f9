"""Stop the engine at many moments: ``python -m tests.experiments.running.many_stops THREADS COUNT``.

Where a pool waits for ever, the process says where each thread is, and ends with an error.
"""

import faulthandler
import os
import signal
import sys
from contextlib import suppress
from itertools import repeat
from random import Random
from threading import Event, Thread
from time import sleep

from experiments.organizations.shared import Organizations
from experiments.running.interrupts import Terminated, stopped_by_signals
from sim.engine import Job, simulate_many
from sim.scenario import Scenario

FOR_EVER = 60.0  # seconds
LATEST = 0.012  # seconds after the start
SMALL = Scenario().with_values({"organization.headcount": 30, "organization.departments": 3, "horizon.weeks": 8})


def main(threads: int, count: int) -> None:
    """Start endless work on so many threads and stop it, time and again."""
    started = Event()
    Thread(target=_stop_time_and_again, args=(started,), daemon=True).start()
    job = Job(SMALL, Organizations().of(SMALL, 4), range(64))
    list(simulate_many([job]))  # compiled
    with stopped_by_signals():
        for _ in range(count):
            faulthandler.dump_traceback_later(FOR_EVER, exit=True)
            with suppress(Terminated):
                started.set()
                for _ in simulate_many(repeat(job), threads=threads):
                    pass
    print(count, "stops")


def _stop_time_and_again(started: Event) -> None:
    moments = Random(1)  # noqa: S311 - moments, not secrets
    while started.wait():
        started.clear()
        sleep(moments.uniform(0, LATEST))
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
