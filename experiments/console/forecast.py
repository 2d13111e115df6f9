"""What a study would take, in a sentence."""

from experiments.running.dry_run import Forecast

MINUTE, HOUR, MEGA = 60, 3600, 1e6


def forecast_text(found: Forecast) -> str:
    """Return what a study would take: points, runs, time and disk."""
    most = "at most " if found.at_most else ""
    size = f"design points {found.points:,}, with their baselines {found.designs:,} designs"
    if not found.runs:
        return f"{found.folder}: {size}; everything is finished already"
    return (
        f"{found.folder}: {size}; {most}{found.runs:,} runs to do, about {_time(found.seconds)} and "
        f"{max(1, round(found.size / MEGA)):,} MB on disk; nothing was run for good"
    )


def _time(seconds: float) -> str:
    if seconds < MINUTE:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / MINUTE:.0f} min" if seconds < HOUR else f"{seconds / HOUR:.1f} h"
