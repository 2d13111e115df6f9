"""Print the table of speeds with the machine's description: ``make bench``."""

from benchmarks.engine import all_speeds
from benchmarks.machine import describe_machine
from benchmarks.start import measure_start


def main() -> None:
    """Measure and print."""
    print(describe_machine())
    print(f"{'people':>8} {'weeks':>6} {'threads':>8} {'ms a run':>10} {'employee-weeks a second':>25}")
    for speed in all_speeds():
        print(
            f"{speed.people:8,} {speed.weeks:6} {speed.threads:8} {speed.milliseconds_a_run:10.1f} {speed.employee_weeks_a_second:25,.0f}",
            flush=True,
        )
    for name, seconds in measure_start().items():
        print(f"{name}: {seconds:.1f} s")


main()
