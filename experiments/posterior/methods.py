"""The methods of a calibration as a text for a paper's supplement, with its tables; every number is of this one."""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.posterior.weighing import FITS
from experiments.wording.quantities import number, percent

FILE = "report.md"
REFERENCES = (
    "Bishop 1994, mixture density networks; Blum & François 2010, regression ABC",
    "Wood 2010, Price et al. 2018, synthetic likelihood; Fearnhead & Prangle 2012, learned summaries",
    "Talts et al. 2018, simulation-based calibration; Lemos et al. 2023, joint coverage (TARP)",
    "Rodrigues, Prangle & Sisson 2018, recalibration; Hermans et al. 2022, overconfident posteriors",
    "Pudlo et al. 2016, model choice as classification on a reference table",
    "Carrella 2021, identification of agent-based models by cross-validation; Gneiting & Raftery 2007, CRPS",
)
WORTH = (
    "Its intervals hold what they say, on worlds that the priors allow; whether the real world is one of them no check "
    "can tell."
)
DONE = (
    "A bank of {runs:,} runs was drawn once, each with its own values of {unknown} uncertain parameters from their "
    "priors and with its own luck, and observed as the case was, with errors of measurement and what is unknown of "
    "observing.{known} Six mixture density networks (32 and 16 hidden units around a ridge regression) learned "
    "{wanted} quantities from the statistics; three more learned summaries of the statistics from the quantities, as "
    "a second route. Half of the draws come from each (effective share of the second: {alive}), with marginals "
    "recalibrated on runs of their own. All other parameters were drawn together with these, by a joint normal "
    "regression. Three placebos, which do nothing, set what luck reaches: narrowed by {placebos}. A parameter counts "
    "as told where it is narrowed more than that, and so far that among fresh truths at most one in twenty is by luck, "
    "if these gain in log score by it. Scenario: "
    "`{scenario}`. Bank `{bank}`, seed {seed}, model `{model}`."
)
Told = Mapping[str, Any]


def methods_text(told: Told) -> str:
    """Return a calibration as Markdown: what was done, what was found, what it is worth."""
    parts = [
        f"# {told['title']}: calibration",
        _worth(told),
        "![What the data tell](pictures/verdicts.png)",
        "## What the data tell",
        _verdicts(told["verdicts"]),
        *luck_in_words(told["verdicts"]),
        "## How it was done",
        _done(told),
        "## Do intervals hold what they say?",
        _coverage(told),
        "## Does the model fit?",
        _fit(told),
        "![Observed and predicted](pictures/predicted.png)" if _has_series(told) else "",
        _data(told),
        _rivals(told["rivals"]) if told["rivals"] else "",
        "## Priors",
        "\n".join(f"- `{name}`: {prior}" for name, prior in told["priors"].items()),
        "## References",
        "\n".join(f"- {one}" for one in REFERENCES),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _has_series(told: Told) -> bool:
    kinds = [(row["kind"], row["group"]) for row in told["predicted"] if row["kind"]]
    return len(kinds) > len(set(kinds))


def _worth(told: Told) -> str:
    if told["usable"]:
        return WORTH
    return f"**Do not use this posterior**: {'; '.join(told['failures'])}."


def _verdicts(rows: Sequence[Told]) -> str:
    head = "| parameter | verdict | median | 90 % | prior, 90 % | narrowed | gain, nats | only together with |"
    return "\n".join([head, "|" + "---|" * 8, *(f"| {' | '.join(_cells(row))} |" for row in rows)])


def told_in_words(row: Told) -> list[str]:
    """Return a parameter, how far it is told, its median and interval, its prior's, and how far that is narrowed."""
    low, _, high = row["prior"]
    return [
        row["name"],
        row["verdict"],
        number(row["median"]),
        f"{number(row['low'])} to {number(row['high'])}",
        f"{number(low)} to {number(high)}",
        percent(row["contraction"]),
    ]


def luck_in_words(rows: Sequence[Told]) -> list[str]:
    """Return which parameters look narrower than placebos do, and are not told; nothing where none does."""
    names = [row["name"] for row in rows if row["by_luck"]]
    said = "Narrower here than placebos are, but such data do not tell it, so that it is taken for luck"
    return [f"{said}: {', '.join(names)}."] if names else []


def _cells(row: Told) -> list[str]:
    trades = [f"{name} (r = {value:+.2f})" for name, value in row["trades_with"].items()]
    return [
        *told_in_words(row),
        f"{number(row['gain'])} ± {number(2 * row['gain_error'])}",
        ", ".join(trades),
    ]


def rivals_in_words(told: Told) -> list[str]:
    """Return what data say of rival models: their weights, whether one may be named, and what fresh runs say of it."""
    weights = ", ".join(f"{one['name']} {percent(one['weight'])}" for one in told["models"])
    odd = [one["name"] for one in told["models"] if one["fits"] < FITS]
    named = f"{told['winner']} is told from the others" if told["winner"] else f"No model is named: {told['why']}"
    fresh = (
        f"On {told['truths']:,} fresh runs of all of them the largest weight was right in {percent(told['right'])} "
        f"(by chance {percent(1 / len(told['models']))})"
    )
    lines = [f"Rival models, even before: {weights}. {named}.", f"{fresh}."]
    return [*lines, f"What was observed lies far from what they do: {', '.join(odd)}."] if odd else lines


def _rivals(told: Told) -> str:
    rows = [
        f"| {one['name']} | {', '.join(f'`{key}`: {value}' for key, value in one['changes'].items())} | "
        f"{percent(one['weight'])} | {one['fits']:.2f} |"
        for one in told["models"]
    ]
    table = "\n".join(["| model | what it changes | weight | distance, p |", "|---|---|---|---|", *rows])
    words = " ".join(rivals_in_words(told))
    gain = f"Weights gain {number(told['gain'])} ± {number(2 * told['error'])} nats over even ones on them."
    return f"## Rival models\n\n{table}\n\n{words} {gain}"


def _data(told: Told) -> str:
    rows = [("the case", told["case_sha256"]), *((f"`{name}`", digest) for name, digest in told["files"].items())]
    table = "\n".join(["| file | SHA-256 |", "|---|---|", *(f"| {name} | `{digest}` |" for name, digest in rows)])
    return f"## Data\n\nWhoever has these files can do all of it again; `--stand-in` makes some for others.\n\n{table}"


def _done(told: Told) -> str:
    known = f" Held fixed were {', '.join(told['known'])}; intervals may be too narrow for it." if told["known"] else ""
    return DONE.format(
        runs=told["runs"],
        unknown=told["unknown"],
        known=known,
        wanted=len(told["verdicts"]),
        alive=percent(told["routes_alive"]),
        placebos=percent(told["placebo_level"]),
        scenario=" ".join(told["scenario"]),
        bank=told["bank"],
        seed=told["seed"],
        model=told["model"][:12],
    )


def _coverage(told: Told) -> str:
    checked = told["checked"]
    levels = list(checked["parameters"][0]["held"])
    rows = [[one["name"], *_held(one, levels), f"{one['ranks_p']:.2f}"] for one in checked["parameters"]]
    head = f"| parameter | {' | '.join(f'{level} intervals' for level in levels)} | ranks, p |"
    table = "\n".join([head, "|" + "---|" * (len(levels) + 2), *(f"| {' | '.join(row)} |" for row in rows)])
    joint = f"Joint coverage is off by {checked['joint']:.3f} at most; luck alone gives {checked['joint_luck']:.3f}."
    return f"{checked['truths']} fresh truths that nothing was trained on, with 95 % intervals:\n\n{table}\n\n{joint}"


def _held(one: Told, levels: Sequence[str]) -> list[str]:
    ends = [[percent(end) for end in one["between"][level]] for level in levels]
    return [f"{percent(one['held'][level])} ({low} to {high})" for level, (low, high) in zip(levels, ends, strict=True)]


def _fit(told: Told) -> str:
    sources = "\n".join(f"- {source}: p = {p:.2f}" for source, p in told["misfit"].items())
    held = [row for row in told["predicted"] if row["held_out"] and row["score"] is not None]
    lines = [f"What the fit leaves over, against runs of the model (small p: the model is wrong there):\n\n{sources}"]
    if held:
        score, declared = (sum(row[name] for row in held) / len(held) for name in ("score", "default_score"))
        scores = f"mean CRPS {score:.3f}, of the declared defaults {declared:.3f} (less is better)"
        lines.append(f"Held out: {len(held)} statistics, {scores}.")
    return "\n\n".join(lines)
