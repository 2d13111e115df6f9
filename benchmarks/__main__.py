"""Measure, print the tables, and keep figures, tables and pictures.

``make bench`` (minutes), ``make bench-quick`` (below one).
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.engine import speeds, warm_up
from benchmarks.figures import FILE, Figures, keep_figures, load_figures
from benchmarks.machine import describe_machine
from benchmarks.probe import measure_probe
from benchmarks.race import measure_race
from benchmarks.scaling import scaling
from benchmarks.start import measure_start
from benchmarks.sweep import sweep
from benchmarks.tables import possible_tables

SECTIONS: dict[str, Callable[..., object]] = {
    "engine": speeds,
    "race": measure_race,
    "probe": measure_probe,
    "sweep": sweep,
    "start": measure_start,
    "scaling": scaling,
}
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
TRIAL = Path("results") / "bench"


def main(arguments: list[str]) -> int:
    """Measure what is asked for; a quick run is kept apart, so that it never replaces published figures."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="The declared measurements of speed; see benchmarks/DECLARATION.md."
    )
    parser.add_argument("--quick", action="store_true", help="fewer sizes and repeats, kept in results/bench")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=SECTIONS,
        default=list(SECTIONS),
        metavar="SECTION",
        help=f"some of {', '.join(SECTIONS)}",
    )
    options = parser.parse_args(arguments)
    path, pictures = (TRIAL / FILE.name, TRIAL) if options.quick else (FILE, PICTURES)
    figures = load_figures(path) | {"machine": describe_machine()}
    warm_up()
    for name in options.only:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        figures[name] = SECTIONS[name](quick=options.quick)
        keep_figures(figures, path)
    text = _text(load_figures(path))
    path.with_name("speed.md").write_text(text, encoding="utf-8")
    print(text)
    from benchmarks.pictures import draw_pictures

    print("\n".join(map(str, [path, path.with_name("speed.md"), *draw_pictures(load_figures(path), pictures)])))
    return 0


def _text(figures: Figures) -> str:
    return "\n".join(f"## {name}\n\n{made}" for name, made in possible_tables(figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
