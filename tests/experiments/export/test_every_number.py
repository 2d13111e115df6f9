"""Every number of every table is the same in the terminal, the report, the workbook and the JSON of a study."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from experiments.results.verdict import MAIN
from experiments.wording.names import METRIC, metric_name
from tests.experiments.export.shown import Tables, rows_of, says
from tests.experiments.export.workbook import Rows, sheets_of
from tests.experiments.shell import TINY, Shell

pytestmark = pytest.mark.long

OKR = "intervention=[okr]"
CASE = (
    OKR,
    "+case.arms.slow={rollout.speed: 0.1}",
    "+case.arms.fast={rollout.speed: 1, project.size: 5}",
    "case.compare=[{arm: fast, against: slow},{arm: fast, against: baseline}]",
    "case.metrics=[adopted, trust, change_success, cost_overrun_first]",
)
STUDIES = {
    "one": (OKR, "project.size=5", "horizon.weeks=40"),
    "sweep": ("-m", OKR, "project.size=5,2000"),
    "case": CASE,
}
Plain = dict[str, Any]
ENDS = ("mean", "low", "high")
IN_PERCENT = {name for name, metric in METRIC.items() if metric.unit.startswith("share") or "_overrun_" in name}


class Told:
    """A study as every face tells it."""

    def __init__(self, shell: Shell, words: tuple[str, ...]) -> None:
        def asked(*given: str) -> str:
            said = shell(*given)
            assert said.code == 0, said.err
            return said.out

        run = ("run", *TINY, *words, "study.name=x")
        self.terminal = asked(*run)
        self.json: Plain = json.loads(asked(*run, "--json"))
        account = ("money", "results/x", "--years", "2", "--replays", "2")
        self.money, self.money_json = asked(*account), json.loads(asked(*account, "--json"))
        self.places = asked("departments", "results/x", "--replays", "3")
        self.places_json = json.loads((shell.folder / "results/x/departments.json").read_text(encoding="utf-8"))
        self.fates = asked("projects", "results/x", "--replays", "3")
        self.fates_json = json.loads(asked("projects", "results/x", "--replays", "3", "--json"))
        asked("export", "results/x")
        asked("report", "results/x")
        self.sheets = sheets_of(shell.folder / "results/x/export/x.xlsx")
        self.report = Tables((shell.folder / "results/x/report.html").read_text(encoding="utf-8")).tables


@pytest.fixture(params=STUDIES)
def told(request: pytest.FixtureRequest, shell: Shell) -> Told:
    return Told(shell, STUDIES[request.param])


def scale(metric: str) -> float:
    """Return what a number of a metric is in a report where no unit stands beside it."""
    return 0.01 if metric in IN_PERCENT else 1.0


def baseline_of(told: Told, point: Plain, metric: str) -> float | None:
    """Return the mean of a point's baseline as the workbook has it: of a baseline of one name there is one."""
    rows = [row for row in told.sheets["levels"] if row["metric"] == metric and row["point"].startswith("baseline")]
    return rows[0]["mean"] if len(rows) == 1 else None


def test_every_number_agrees(told: Told) -> None:
    checks: list[Callable[[Told], int]] = [workbook, outcomes, ranking, levels, contrasts, money, departments, fates]
    assert sum(check(told) for check in checks) > 60


def workbook(told: Told) -> int:
    """Levels and differences of the workbook are those of the JSON."""
    points = {point["label"]: point for point in told.json["points"]}
    seen = 0
    for row in told.sheets["levels"]:
        if row["point"] in points:
            assert row["mean"] == near(points[row["point"]]["means"][row["metric"]])
            seen += 1
    for row in told.sheets["differences"]:
        if row["against"] == "baseline" and row["point"] in points:
            found = points[row["point"]]["minus_baseline"][row["metric"]]
            ends = [row[name] for name in ("difference", "difference_low", "difference_high")]
            assert ends == [near(found[name]) for name in ("mean", "low", "high")]
            assert (row["verdict"], row["pairs"]) == (found["verdict"], found["pairs"])
            seen += 1
    return seen


def near(value: float | None) -> object:
    """Return what a workbook has of a value: Excel knows 15 digits of a number."""
    return value if value is None else pytest.approx(value, rel=1e-14, abs=0.0)


def outcomes(told: Told) -> int:
    """The table of one plan, outcome by outcome."""
    if "outcomes" not in told.report:
        return 0
    point = told.json["points"][0]
    shown = {row[0].partition(" ")[0]: row for row in told.report["outcomes"][1:]}
    assert shown
    printed = rows_of(told.terminal, "metric  ") if len(told.json["points"]) == 1 else []
    for name, row in zip(metrics_of(told), told.report["outcomes"][1:], strict=True):
        assert row[0].startswith(metric_name(name))
        mean, found, before = point["means"][name], point["minus_baseline"][name], baseline_of(told, point, name)
        size = scale(name)
        assert says(row[1], mean, scale=size), (name, row)
        assert says(row[2], before, scale=size) or len(told.json["points"]) > 1, (name, row, before)
        assert says(row[3], found["mean"], scale=size), (name, row)
        assert says(row[4], found["low"], found["high"], scale=size), (name, row)
    for line in printed:
        found, name = point["minus_baseline"][line["metric"]], line["metric"]
        assert says(line["this"], point["means"][name]), line
        assert says(line["baseline"], baseline_of(told, point, name)), line
        assert says(line["difference"], found["mean"]), line
        assert says(line["95 % interval"], found["low"], found["high"]), line
        assert line["verdict"] == found["verdict"]
        if found["mean"]:
            assert says(line["pairs with this sign"], found["share_with_sign"])
    assert len(printed) in (0, len(told.report["outcomes"]) - 1)
    return 5 * len(told.report["outcomes"])


def metrics_of(told: Told) -> list[str]:
    """Return the metrics of the table of outcomes: the study's own, then the main ones."""
    return list(dict.fromkeys([told.json["metric"], *MAIN]))


def ranking(told: Told) -> int:
    """The plans, best first: what each reaches, by how much it is behind, and what it changes."""
    if "ranking" not in told.report:
        return 0
    metric, seen = told.json["metric"], 0
    printed = rows_of(told.terminal, "point  ") if "point  " in told.terminal else []
    changes = told.report.get("baselines", [])[1:]
    for place, point in enumerate(told.json["points"]):
        *_, level, interval, behind, span, _ = told.report["ranking"][1 + place]
        lead, size = point["best_minus_this"], scale(metric)
        row = next(row for row in told.sheets["levels"] if row["point"] == point["label"] and row["metric"] == metric)
        assert says(level, point["means"][metric], scale=size)
        assert says(interval, row["low"], row["high"], scale=size)
        if lead is not None and point["means"][metric] is not None:
            assert says(behind, none_or(lead["mean"], -1), scale=size)
            assert says(span, none_or(lead["high"], -1), none_or(lead["low"], -1), scale=size)
        if changes:
            found = point["minus_baseline"][metric]
            mean, _, more, between, *_ = changes[place][-6:]
            assert says(mean, point["means"][metric], scale=size)
            assert says(more, found["mean"], scale=size)
            assert says(between, found["low"], found["high"], scale=size)
        if printed:
            assert printed[place]["point"] == point["label"]
            assert says(printed[place]["mean"], point["means"][metric])
            assert says(printed[place].get("to baseline", ""), point["minus_baseline"][metric]["mean"])
            if lead is not None:
                assert says(printed[place]["behind best"], lead["mean"])
        seen += 6
    return seen


def none_or(value: float | None, sign: int) -> float | None:
    return None if value is None else sign * value


def levels(told: Told) -> int:
    """What every arm and baseline of a case reaches."""
    if "levels" not in told.report or "case" not in told.json:
        return 0
    head, *rows = told.report["levels"]
    names = [next(name for name in METRIC if metric_name(name) == title) for title in head[1:]]
    seen = 0
    for row in rows:
        point = next((one for one in told.json["points"] if one["choices"]["case.arm"] == row[0]), None)
        if point is None:
            continue
        for name, text in zip(names, row[1:], strict=True):
            kept = next(
                one for one in told.sheets["levels"] if one["point"] == point["label"] and one["metric"] == name
            )
            assert says(text, point["means"][name], kept["low"], kept["high"], scale=scale(name)), (row, name)
            seen += 1
    for line in rows_of(told.terminal, "arm  "):
        point = next((one for one in told.json["points"] if one["choices"]["case.arm"] == line["arm"]), None)
        for heading, text in line.items():
            if point is not None and heading != "arm":
                assert says(text, point["means"][heading.partition(" ")[0]])
                seen += 1
    return seen


def contrasts(told: Told) -> int:
    """What the question of a case compares."""
    if "case" not in told.json:
        return 0
    found = told.json["case"]["comparisons"]
    printed = rows_of(told.terminal, "arm   against")
    kept = [row for row in told.sheets["differences"] if (row["point"], row["against"]) in arms(found)]
    assert len(found) == len(printed) == len(told.report["contrasts"]) - 1
    for one, line, row in zip(found, printed, told.report["contrasts"][1:], strict=True):
        size = scale(one["metric"])
        assert says(line["difference"], one["mean"])
        assert says(line["95 % interval"], one["low"], one["high"])
        assert says(row[2], one["mean"], scale=size)
        assert says(row[3], one["low"], one["high"], scale=size)
        assert any(near(one["mean"]) == each["difference"] for each in kept if each["metric"] == one["metric"])
    return 5 * len(found)


def arms(found: list[Plain]) -> set[tuple[str, str]]:
    return {(one["arm"], one["against"]) for one in found}


def money(told: Told) -> int:
    """Costs and benefits in EUR."""
    plans, rows = told.money_json["plans"], told.report["money"][1:]
    blocks = told.money.split("\n\n")[1:]
    for plan, block, row in zip(plans, blocks, rows, strict=False):
        lines, added = plan["lines"], plan["against_baseline"]
        assert block.startswith(plan["label"])
        for printed, (name, line) in zip(rows_of(block, "what  "), lines.items(), strict=True):
            assert says(printed["mean"], line["mean"]), printed
            assert says(printed["95 % interval"], line["low"], line["high"]), printed
            if added:
                assert says(printed["against the baseline"], added[name]["mean"]), printed
        *cells, net = row[-(len(lines) + 1) :]
        for text, line in zip(cells, lines.values(), strict=True):
            assert says(text, line["mean"]), row
        if added:
            assert says(net, *(added["net"][name] for name in ("mean", "low", "high"))), row
    assert len(plans) == len(rows) == len(blocks) - 1
    return 12 * len(plans) + sum(map(partial(money_kept, told), plans))


def money_kept(told: Told, plan: Plain) -> int:
    """The workbook has every number that the JSON has of the money of a plan, and what it is."""
    kept = {row["line"]: row for row in told.sheets["money"] if row["point"] == plan["label"]}
    long, prices = plan["long_view"], told.money_json["prices"]
    lines = plan["lines"] | {"net_present_value": long["net_present_value"]}
    added = plan["against_baseline"] | {"net_present_value": long["against_baseline"]}
    points = {f"cost_of_a_point_{name}": found or {} for name, found in plan["cost_of_a_point"].items()}
    single = {name: {"mean": long[name]} for name in ("paid_back", "payback_week")}
    rows = lines | points | single
    assert set(kept) == set(rows)
    assert set(kept) <= {row["name"] for row in told.sheets["dictionary"] if row["sheet"] == "line" and row["meaning"]}
    for name, numbers in rows.items():
        assert [kept[name][each] for each in ENDS] == [near(numbers.get(each)) for each in ENDS]
        differences = [kept[name][each] for each in ("difference", "difference_low", "difference_high")]
        assert differences == [near((added.get(name) or {}).get(each)) for each in ENDS]
        assert {each: kept[name][each] for each in prices} == prices
        assert (kept[name]["years"], kept[name]["replays"]) == (2, 2)
    return 6 * len(rows)


def departments(told: Told) -> int:
    """Where the plan works."""
    found = told.places_json["departments"]
    printed, rows = rows_of(told.places, "department  "), told.report["departments"][1:]
    kept: dict[str, Rows] = {}
    for row in told.sheets["departments"]:
        kept.setdefault(row["department"], []).append(row)
    for one, line, cells in zip(found, printed, rows, strict=True):
        adopted, level = one["difference"]["adopted"], one["ends"]["adopted"]["mean"]
        assert line["department"] == cells[0] == one["name"]
        assert says(line["people"], one["people"])
        assert says(line["adopted"], level)
        assert says(line["difference"], adopted["mean"])
        assert says(line["95 % interval"], adopted["low"], adopted["high"])
        for measure in ("trust", "workload"):
            assert says(line[f"{measure}, difference"], one["difference"][measure]["mean"])
        assert says(cells[1], one["people"])
        assert says(cells[2], level, scale=0.01)
        assert says(cells[3], adopted["mean"], scale=0.01)
        assert says(cells[4], adopted["low"], adopted["high"], scale=0.01)
        assert says(cells[5], one["difference"]["trust"]["mean"])
        for each in kept[one["name"]]:
            assert each["difference"] == near(one["difference"][each["measure"]]["mean"])
            assert each["mean"] == near(one["ends"][each["measure"]]["mean"])
    return 12 * len(found)


def fates(told: Told) -> int:
    """How projects end."""
    printed = rows_of(told.fates, "project  ")
    for one, line in zip(told.fates_json["projects"], printed, strict=True):
        shares = one["shares"]
        assert line["project"] == one["name"]
        assert says(line["projects"], one["projects"])
        assert says(line["person-weeks"], one["effort"])
        for heading, name in (("wanted, week", "wanted"), ("starts, week", "started"), ("ends, week", "ended")):
            assert says(line[heading], one[name])
        for heading, name in (("challenged", "challenged"), ("failed", "failed"), ("still runs", "running")):
            assert says(line[heading], shares[name]["mean"])
        assert says(line["95 % interval"], shares["successful"]["low"], shares["successful"]["high"], scale=0.01)
        assert says(line["cost overrun"], one["cost_overrun"]["mean"])
        assert says(line["benefits"], one["benefits"]["mean"])
    return 10 * len(printed)
