"""A calibration, as tables and sentences: what may be used, what is told of each parameter, what does not fit."""

from typing import TYPE_CHECKING, Any

from experiments.posterior.checks import LEVELS
from experiments.posterior.methods import luck_in_words, rivals_in_words, told_in_words
from experiments.posterior.misfit import WRONG
from experiments.posterior.verdicts import NOT_TOLD
from experiments.wording.phrases import counted
from experiments.wording.quantities import number, percent
from experiments.wording.terminal import new_table, shell_command

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table

Found = dict[str, Any]
MOST_NARROWED, MOST_SHOWN = 4, 12
NEEDED = 0.02


def print_check(console: "Console", found: Found) -> None:
    """Print where the observed lies among what the model can do."""
    rows = sorted(found["statistics"], key=lambda row: 2.0 if row["p"] is None else row["p"])
    table = _statistics_table("what the model does, 95 %")
    for row in rows[:MOST_SHOWN]:
        mark = "outside" if row["suspect"] else ""
        table.add_row(row["name"], _number(row["observed"]), _span(row), _number(row["p"]), mark)
    which = f"; the {MOST_SHOWN} furthest out" if len(rows) > MOST_SHOWN else ""
    console.print(f"{found['title']}: {counted(len(rows), 'observed statistic')}, with nothing fitted yet{which}")
    console.print(table)
    outside = [row["name"] for row in rows if row["suspect"]]
    if outside:
        console.print(f"The model does not do this, whatever its parameters: {'; '.join(outside)}.")
    else:
        console.print("All of it is inside what the model can do.")


def print_bank(console: "Console", found: Found) -> None:
    """Print what bank there is."""
    console.print(
        f"{found['title']}: {found['runs']:,} runs in {found['folder']}/bank/{found['bank']}, "
        f"{counted(found['unknown'], 'parameter')} varied"
    )


def print_values(console: "Console", found: Found) -> None:
    """Print what each way of observing tells, most first."""
    table = new_table()
    table.add_column("data")
    for heading in ("numbers", "gain, nats", "told", "partly told"):
        table.add_column(heading, number=True)
    table.add_column("narrowed most")
    for row in found["values"]:
        most = sorted(row["narrowed"].items(), key=lambda pair: -pair[1])[:MOST_NARROWED]
        names = ", ".join(f"{name} {percent(share)}" for name, share in most)
        gain = f"{number(row['gain'])} ± {number(2 * row['error'])}"
        table.add_row(row["data"], str(row["statistics"]), gain, str(row["told"]), str(row["partly"]), names)
    count = len(found["values"][0]["narrowed"])
    console.print(
        f"{found['title']}: what data tell of {count} parameters in the median case, by {found['runs']:,} runs"
    )
    console.print(table)


def print_relived(console: "Console", found: Found) -> None:
    """Print whether the calibration came out again."""
    again = len(found["draws"]) - len(found["differing"])
    console.print(f"{again} of {counted(len(found['draws']), 'run')} of the bank, lived anew, have the same bits")
    console.print(f"The fit, done anew, has {'the same bits' if found['fit_same'] else 'OTHER bits'}")
    for line in found["differences"]:
        console.print(f"{line[0].upper()}{line[1:]}")


def print_calibration(console: "Console", found: Found) -> None:
    """Print the verdicts, whether they may be trusted, and what does not fit."""
    console.print(f"{found['title']}: {found['runs']:,} runs, {found['unknown']} unknown parameters varied")
    console.print(_verdicts(found))
    rivals = rivals_in_words(found["rivals"]) if found["rivals"] else []
    for line in (*_usable(found), *_together(found), *_misfit(found), *_predicted(found), *_held_out(found), *rivals):
        console.print(line)
    console.print(f"Kept in {found['folder']}: calibration.json, posterior.parquet, posterior.csv, report.md")
    if found["usable"]:
        use = shell_command("run", "-m", f"posterior={found['folder']}")
        console.print(f"To use it: {use} ...")


def _verdicts(found: Found) -> "Table":
    table = new_table()
    table.add_column("parameter")
    table.add_column("verdict")
    for heading in ("median", "90 % interval", "prior, 90 %", "narrowed", "usually", "gain, nats"):
        table.add_column(heading, number=True)
    for row in found["verdicts"]:
        table.add_row(*told_in_words(row), percent(row["usual"]), number(row["gain"]))
    return table


def _usable(found: Found) -> list[str]:
    checked = found["checked"]
    wanted = {row["name"] for row in found["verdicts"]}
    parameters = [one for one in checked["parameters"] if one["name"] in wanted]
    shares = []
    for level in map(percent, LEVELS):
        held = [one["held"][level] for one in parameters]
        mean = sum(held) / len(held)
        shares.append(f"intervals of {level} hold {percent(mean)} ({percent(min(held))} to {percent(max(held))})")
    lines = [f"On {checked['truths']} fresh truths, mean and range over parameters: {', '.join(shares)}."]
    if found["cautious"]:
        lines.append(f"Wider than need be: the intervals of {', '.join(found['cautious'])} hold more than they say.")
    if found["usable"]:
        return lines
    return [
        *lines,
        f"DO NOT USE this posterior: its intervals do not hold what they say ({'; '.join(found['failures'])}).",
    ]


def _together(found: Found) -> list[str]:
    lines = []
    pairs = {
        tuple(sorted((row["name"], other))): r for row in found["verdicts"] for other, r in row["trades_with"].items()
    }
    for (one, other), correlation in sorted(pairs.items()):
        lines.append(f"{one} and {other} are told only together (correlation {correlation:+.2f}).")
    left = [row["name"] for row in found["verdicts"] if row["verdict"] == NOT_TOLD]
    if left:
        lines.append(f"Not told by these data, so what was believed before stays: {', '.join(left)}.")
    lines += luck_in_words(found["verdicts"])
    if found["routes_alive"] < NEEDED:
        lines.append("The two methods do not agree on this case, so only the first is used.")
    if found["known"]:
        lines.append(f"Held fixed, so intervals may be too narrow: {', '.join(found['known'])}.")
    return lines


def _misfit(found: Found) -> list[str]:
    bad = [f"{source} (p = {p:.2g})" for source, p in found["misfit"].items() if p < WRONG]
    if bad:
        return [f"The model does not fit: {', '.join(bad)}. Doubt what follows, and look at how that was observed."]
    listed = ", ".join(f"{source} {p:.2f}" for source, p in found["misfit"].items())
    return [f"No sign that the model is wrong for these data (p by source: {listed})."]


def _predicted(found: Found) -> list[str]:
    fitted = [row for row in found["predicted"] if not row["held_out"] and row["p"] is not None]
    if not fitted:
        return []
    worst = min(fitted, key=lambda row: row["p"])
    said = f"observed {_number(worst['observed'])}, predicted {_span(worst)}, p = {_number(worst['p'])}"
    return [f"Worst of {counted(len(fitted), 'statistic')} against its prediction: {worst['name']} ({said})."]


def _held_out(found: Found) -> list[str]:
    held = [row for row in found["predicted"] if row["held_out"] and row["score"] is not None]
    if not held:
        return []
    inside = sum(row["low"] <= row["observed"] <= row["high"] for row in held)
    naive = _mean_score(held, "naive_score")
    besides = f", going on as before {naive}" if naive else ""
    scores = f"mean CRPS {_mean_score(held, 'score')}, of the declared defaults {_mean_score(held, 'default_score')}"
    return [f"Held out: {inside} of {len(held)} lie inside their 90 % interval; {scores}{besides} (less is better)."]


def _mean_score(rows: list[Found], name: str) -> str:
    """Return the mean of what has the score, as text; nothing where nothing has."""
    known = [row[name] for row in rows if row[name] is not None]
    return number(sum(known) / len(known)) if known else ""


def _statistics_table(heading: str) -> "Table":
    table = new_table()
    table.add_column("statistic")
    for name in ("observed", heading, "p"):
        table.add_column(name, number=True)
    table.add_column(" ")
    return table


def _span(row: Found) -> str:
    return f"{_number(row['low'])} to {_number(row['high'])}"


def _number(value: float | None) -> str:
    return "none" if value is None else number(value)
