"""The pictures of the measurements: who is how fast, the roof of the memory with the passes below it, and growth."""

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.figures import Figures
from benchmarks.probe import ROW_BYTES
from benchmarks.quantities import duration, times
from experiments.pictures.page import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, VERMILLION, page, plain_style, save

GROWTH = {"people": "people", "ties": "ties a person", "weeks": "weeks", "replicates": "replicates"}
BARS = {"orgchange": BLUE, "reading_only": GREY}
POINTS = {
    "orgchange": (BLUE, "o", "orgchange, the week of the common work"),
    "numpy_gather": (ORANGE, "s", "NumPy, gathers"),
    "scipy_sparse": (GREEN, "D", "SciPy, sparse matrix"),
    "abmax_agents": (PURPLE, "v", "abmax"),
    "starsim_arrays": (VERMILLION, "^", "Starsim"),
}


def draw_pictures(figures: Figures, folder: Path) -> list[Path]:
    """Draw what there are figures for, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with plain_style():
        if "race" in figures:
            paths += save(_race(figures), folder / "speed_race")
        if "race" in figures and "probe" in figures:
            paths += save(_roof(figures), folder / "speed_roof")
        if "scaling" in figures:
            paths += save(_growth(figures), folder / "speed_growth")
    return paths


def _by_department(figures: Figures) -> list[Figures]:
    return [size for size in figures["race"] if size["layout"] == "department"]


def _race(figures: Figures) -> Figure:
    sizes = _by_department(figures)
    rows = [len(size["rows"]) for size in sizes]
    subtitle = (
        "Processor time of a tie in a week: social influence and adoption on a fixed network, one thread, on a "
        "logarithmic scale. "
        "In brackets: times as long as orgchange. Grey: the gather bound, which reads what must be read and does "
        "nothing else."
    )
    figure = page(
        0.23 * sum(rows) + 0.5 * len(sizes) + 0.4, "The same work in other tools", subtitle, figures["machine"]
    )
    places = figure.subplots(len(sizes), 1, squeeze=False, sharex=True, height_ratios=rows)[:, 0]
    for axes, size in zip(places, sizes, strict=True):
        _bars(axes, size)
    places[-1].set_xlabel("nanoseconds a tie")
    return figure


def _bars(axes: Axes, size: Figures) -> None:
    rows = sorted(size["rows"], key=lambda row: -float(row["nanoseconds_a_tie"]))
    for place, row in enumerate(rows):
        axes.barh(place, row["nanoseconds_a_tie"], color=BARS.get(row["name"], ORANGE), height=0.7)
        against = "" if row["name"] == "orgchange" else f" ({times(size['ratios'][row['name']])})"
        axes.text(
            row["nanoseconds_a_tie"] * 1.15,
            place,
            f"{_digits(row['nanoseconds_a_tie'])} ns{against}",
            va="center",
            size=8,
            color=INK,
        )
    axes.set_yticks(range(len(rows)), [row["label"] for row in rows], size=8)
    axes.set_xscale("log")
    axes.set_xlim(0.3, 10_000)
    axes.xaxis.set_major_formatter("{x:,g}")
    axes.set_title(f"{size['people']:,} people", size=10, weight="bold")
    axes.tick_params(axis="y", length=0)


def _digits(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def _roof(figures: Figures) -> Figure:
    probe, sizes = figures["probe"], _by_department(figures)
    figure = page(
        4.2,
        "How close to the memory's limit",
        "Ties a second against the bytes of everybody's traits. The line is what a loop reaches that only reads rows "
        "at random; "
        "crosses are what it reaches on the very ties of the common work.",
        figures["machine"],
    )
    axes = figure.subplots()
    kib = [point["bytes"] / 1024 for point in probe["gather"]]
    roof = [1e3 / point["nanoseconds"] for point in probe["gather"]]
    axes.plot(kib, roof, color=INK, lw=1.8, label="roof: rows read at random")
    axes.fill_between(kib, roof, 1, color=GREY, alpha=0.12, lw=0)
    where = [size["people"] * ROW_BYTES / 1024 for size in sizes]
    axes.plot(
        where,
        [_million_ties(size, "reading_only") for size in sizes],
        "x",
        color=INK,
        ms=9,
        mew=2,
        label="the gather bound of the common work",
    )
    for name, (colour, marker, label) in POINTS.items():
        found = [(place, rate) for place, size in zip(where, sizes, strict=True) if (rate := _million_ties(size, name))]
        axes.plot(
            *zip(*found, strict=True), marker=marker, color=colour, ms=8, lw=0.8, ls=":", label=label
        ) if found else None
    for place, size in zip(where, sizes, strict=True):
        rate = _million_ties(size, "orgchange")
        share = rate / _million_ties(size, "reading_only")
        axes.annotate(
            f"{100 * share:.0f} % of the bound\n{size['people']:,} people",
            (place, rate),
            (8, 5),
            textcoords="offset points",
            size=8,
            color=BLUE,
        )
    for name, size_in_bytes in probe["caches"].items():
        axes.axvline(size_in_bytes / 1024, color=GREY, lw=0.8, ls="--")
        axes.text(size_in_bytes / 1024, 2500, f" {name}", size=8, color="#555555", va="top")
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="traits of everybody [KiB]",
        ylabel="ties a second [millions]",
        ylim=(0.7, 3000),
    )
    axes.xaxis.set_major_formatter("{x:,g}")
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.legend(fontsize=8, frameon=False, loc="lower left", ncols=2)
    return figure


def _million_ties(size: Figures, name: str) -> float:
    return next((1e3 / float(row["nanoseconds_a_tie"]) for row in size["rows"] if row["name"] == name), 0.0)


def _growth(figures: Figures) -> Figure:
    subtitle = (
        "Processor time of the full model, every mechanism on. Dashed: proportional growth. The exponent is "
        "the fitted slope."
    )
    figure = page(3.0, "How cost grows", subtitle, figures["machine"])
    for axes, (name, label) in zip(figure.subplots(1, len(GROWTH)), GROWTH.items(), strict=True):
        series = figures["scaling"][name]
        sizes, seconds = ([point[column] for point in series["points"]] for column in (name, "seconds"))
        axes.plot(sizes, [seconds[0] * size / sizes[0] for size in sizes], color=GREY, ls="--", lw=1)
        axes.plot(sizes, seconds, "o-", color=BLUE, ms=5)
        axes.set(xscale="log", yscale="log", xlabel=label)
        axes.set_xticks([sizes[0], sizes[-1]], [_short(sizes[0]), _short(sizes[-1])])
        axes.set_yticks([seconds[0], seconds[-1]], [duration(seconds[0]), duration(seconds[-1])], size=8)
        axes.minorticks_off()
        axes.set_title(f"exponent {series['exponent']:.2f}", size=10)
    return figure


def _short(size: float) -> str:
    return f"{size:,.0f}"
