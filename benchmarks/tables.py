"""The figures as tables in Markdown.

Printed by ``make bench``, kept beside the figures and shown in the documentation.
"""

from collections.abc import Callable, Iterable, Sequence

from benchmarks.extrapolation import extrapolated
from benchmarks.figures import Figures
from benchmarks.peers import ENTRIES
from benchmarks.quantities import duration, percent, times
from benchmarks.targets import targets
from docs.generator.markdown import table

SERIES = {
    "people": "people",
    "ties": "ties a person",
    "weeks": "weeks",
    "replicates": "replicates",
    "threads": "threads",
}


def targets_table(figures: Figures) -> str:
    """Return the targets beside the measured figures."""
    rows = ([one.what, one.target, one.measured, "holds" if one.holds else "**missed**"] for one in targets(figures))
    return table(["what", "target", "measured", ""], rows)


def race_table(figures: Figures) -> str:
    """Return one table a size of the common work."""
    return "\n".join(f"**{_title(size)}**\n\n{_one_size(size)}" for size in figures["race"])


def _title(size: Figures) -> str:
    layout = {"department": "", "shuffled": ", numbered at random"}[size["layout"]]
    return f"{size['people']:,} people{layout}"


def _one_size(size: Figures) -> str:
    raced = {row["name"] for row in size["rows"]}
    rows = [
        _raced(row, size["ratios"][row["name"]])
        for row in sorted(size["rows"], key=lambda row: float(row["week_seconds"]))
    ]
    left_out = [
        [entry.label, "–", "–", "–", "–", "–", "–"]
        for entry in ENTRIES
        if entry.name not in raced and size["layout"] == "department"
    ]
    head = ["", "weeks", "processor time a week", "least – most", "a tie", "against orgchange", "peak memory"]
    return table(head, rows + left_out)


def _raced(row: Figures, against: float) -> list[str]:
    between = f"{duration(row['week_seconds_least'])} – {duration(row['week_seconds_most'])}"
    label = f"**{row['label']}**" if row["name"] == "orgchange" else row["label"]
    peak = f"{row['peak_mib']:.0f} MiB" if "peak_mib" in row else "–"
    return [
        label,
        f"{row['weeks']}",
        duration(row["week_seconds"]),
        between,
        f"{row['nanoseconds_a_tie']:.2f} ns",
        times(against),
        peak,
    ]


def terms_table(figures: Figures) -> str:
    """Return where the time of one employee-week of the full model goes, in nanoseconds, as far as the figures tell."""
    point = next(point for point in figures["scaling"]["people"]["points"] if point["people"] == 1000)
    speed = next(row for row in figures["engine"] if row["people"] == 1200 and row["threads"] == 1)
    size = next(size for size in figures["race"] if size["people"] == 1200 and size["layout"] == "department")
    tie = {row["name"]: row["nanoseconds_a_tie"] for row in size["rows"]}
    ties = point["ties_a_person"]
    total = 1e9 * speed["processor_seconds"] / speed["people"] / speed["weeks"]
    terms = {
        "reading the rows of contacts, at the gather bound": ties * tie["reading_only"],
        "the rest of the influence pass": ties * (tie["orgchange"] - tie["reading_only"]),
        "all other mechanisms, and drawing the first people": total - ties * tie["orgchange"],
    }
    rows = [[name, f"{value:.0f} ns", percent(value / total)] for name, value in terms.items()]
    return table(
        ["one employee-week, 1,200 people, one thread", "time", "share"], [*rows, ["all", f"{total:.0f} ns", "100 %"]]
    )


def ceilings_table(figures: Figures) -> str:
    """Return the ratios that a program at the gather bound would reach: no program can reach more on one thread."""
    head = [
        "people",
        "the gather bound",
        "orgchange",
        "faster of NumPy and SciPy",
        "most that is possible against it",
        "and against Mesa",
    ]
    return table(head, (_ceiling(size) for size in figures["race"] if size["layout"] == "department"))


def _ceiling(size: Figures) -> list[str]:
    tie = {row["name"]: float(row["nanoseconds_a_tie"]) for row in size["rows"]}
    arrays, bound = min(tie["numpy_gather"], tie["scipy_sparse"]), tie["reading_only"]
    mesa = times(tie["mesa_objects"] / bound) if "mesa_objects" in tie else "–"
    return [
        f"{size['people']:,}",
        *(f"{value:.2f} ns a tie" for value in (bound, tie["orgchange"], arrays)),
        times(arrays / bound),
        mesa,
    ]


def scaling_table(figures: Figures) -> str:
    """Return every series with its exponent."""
    return "\n".join(_one_series(name, series) for name, series in figures["scaling"].items())


def _one_series(name: str, series: Figures) -> str:
    points = series["points"]
    sizes = [f"{point[name]:,.4g}" if isinstance(point[name], float) else f"{point[name]:,}" for point in points]
    clock = "clock_seconds" if name == "threads" else "seconds"
    rows = [
        [SERIES[name], *sizes, "exponent"],
        ["time", *(duration(point[clock]) for point in points), _shown(series["exponent"])],
    ]
    if name == "people":
        rows.append(["a person and week", *(f"{point['week_nanoseconds_a_person']:.0f} ns" for point in points), ""])
        rows.append(["building the organization", *(duration(point["build_seconds"]) for point in points), ""])
    return table(rows[0], rows[1:])


def _shown(exponent: float | None) -> str:
    return "–" if exponent is None else f"{exponent:.2f}"


def memory_table(figures: Figures) -> str:
    """Return the bytes a person takes, by kind, for the largest organization that was measured."""
    point = figures["scaling"]["people"]["points"][-1]
    kinds = {
        "ties": "tie",
        "reporting line, departments and teams": "chart",
        "names": "name",
        "state of one replicate": "world",
    }
    rows = [[what, f"{point[f'{kind}_bytes_a_person']:.0f}"] for what, kind in kinds.items()]
    total = sum(point[f"{kind}_bytes_a_person"] for kind in kinds.values())
    peak = ["peak of the whole process while it builds and runs", f"{point['peak_bytes_a_person']:.0f}"]
    return table(
        [f"{point['people']:,} people with {point['ties_a_person']:.1f} ties each", "bytes a person"],
        [*rows, ["all", f"{total:.0f}"], peak],
    )


def probe_table(figures: Figures) -> str:
    """Return what the memory gives."""
    rows = [
        [_size(point["bytes"]), f"{point['nanoseconds']:.2f} ns", f"{16 / point['nanoseconds']:.1f} GB/s"]
        for point in figures["probe"]["gather"]
    ]
    streaming = ["streaming (triad)", "", f"{figures['probe']['streaming_bytes_a_second'] / 1e9:.1f} GB/s"]
    return table(["rows of 16 bytes read at random from a table of", "a row", "rows read"], [*rows, streaming])


def _size(count: float) -> str:
    return f"{count / 2**20:.0f} MiB" if count >= 2**20 else f"{count / 2**10:.0f} KiB"


def cost_table(figures: Figures) -> str:
    """Return what large studies cost, here and elsewhere."""
    costs = extrapolated(figures)
    return table(["", *costs[0].seconds], ([cost.what, *map(duration, cost.seconds.values())] for cost in costs))


def start_table(figures: Figures) -> str:
    """Return the seconds of whole commands."""
    return table(["command", "time"], ([name, duration(seconds)] for name, seconds in figures["start"].items()))


def sweep_table(figures: Figures) -> str:
    """Return what a sweep of the declared length takes."""
    found = figures["sweep"]
    others = [found[name] for name in ("usual", "alone") if name in found]
    lines: Iterable[tuple[str, Figures]] = [
        (f"bare engine, a design point of {found['replicates']} runs", found["bare_point_seconds"]),
        ("overhead of the command, a design point", found["overhead_point_seconds"]),
        *(
            (f"the same with {one['replicates']} runs of {one['weeks']} weeks", one["overhead_point_seconds"])
            for one in others
        ),
        ("the command once", found["once_seconds"]),
        (f"{found['declared_points']:,} design points, together", found["declared_seconds"]),
    ]
    rows = ([what, duration(seconds["processor"]), duration(seconds["clock"])] for what, seconds in lines)
    return table([f"1,200 people x 156 weeks, {found['threads']} threads", "processor time", "clock"], rows)


def machine_line(figures: Figures) -> str:
    """Return the machine on which the figures were taken."""
    return f"{figures['machine']}\n"


TABLES: dict[str, Callable[[Figures], str]] = {
    "machine": machine_line,
    "targets": targets_table,
    "race": race_table,
    "ceilings": ceilings_table,
    "terms": terms_table,
    "probe": probe_table,
    "scaling": scaling_table,
    "memory": memory_table,
    "sweep": sweep_table,
    "start": start_table,
    "costs": cost_table,
}
NEEDS: dict[str, Sequence[str]] = {
    "targets": (),
    "ceilings": ("race",),
    "terms": ("scaling", "engine", "race"),
    "memory": ("scaling",),
    "costs": ("scaling", "engine", "sweep"),
}


def possible_tables(figures: Figures) -> Iterable[tuple[str, str]]:
    """Return every table for which there are figures, with its name."""
    return (
        (name, make(figures))
        for name, make in TABLES.items()
        if all(part in figures for part in NEEDS.get(name, (name,)))
    )
