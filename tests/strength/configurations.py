"""Random configurations: right ones, at their bounds, with odd values, and as files of one's own options."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from experiments.configuration.options import option_names
from experiments.configuration.settings import declared_everything
from sim.parameters import Declaration

TINY = (
    "organization.headcount=30",
    "organization.departments=3",
    "horizon.weeks=8",
    "study.replicates=1",
    "study.pictures=false",
)
ODD = (
    "", "null", "true", "nan", "-inf", "1e308", "1e400", "-1", "0", "0.5", "text", "ünï", "☃", "[]", "{}", "[1]",
    "[[1]]", "{a: 1}", "'a,b'", '"', "'", "\\", "${a}", "${oc.env:HOME}", "${.}", "${hydra:}",
    "!!python/object:os.system", "a=b", "1_000", "0x10", "1e", "9" * 310, "9" * 4301, "[" * 200, "{a:" * 100,
    "[" * 600 + "]" * 600, "x" * 10_000, "2026-11-28", "1:2:3", "*a", "&a", "%", "@", "`", "\x00", "\x1b[2J", "\t",
    "\n", " ", "~", "-", "- a", "?", "range(1,3)", "choice(1,2)", "interval(0,1)", "glob(*)", "sort(1,2)",
    "extend_list(1)", "tag(a,1)", "int(1)", "json_str({})",
)  # fmt: skip
COSTLY = ("organization.headcount", "horizon.weeks", "study.replicates", "study.threads")
KEYS = (
    "hydra", "hydra.mode", "hydra.run.dir", "hydra/launcher", "hydra.launcher", "hydra.sweeper.params",
    "hydra/sweeper", "hydra.searchpath", "hydra.job.chdir", "case", "case.arms", "case.arm", "plan", "experiment",
    "+experiment", "+x", "++x.y", "~case", "~rollout", "rollout", "rollout@case", "intervention", "_target_",
    "defaults", "study", "study.name", "study.folder", "study.baseline", "study.require", "study.until", "people",
    "organization", "nowhere", "", "=", ".", "a b",
)  # fmt: skip
TEXTS = (
    "defaults: 5", "defaults: [null]", "defaults: [[1]]", "defaults: [a]", "defaults:\n  - _self_\n  - case: antwerp",
    "hydra: null", "hydra:\n  launcher: {_target_: x}", "a: &a [*a]", "a: &a {b: *a}", "<<: {a: 1}", "!!set {a}",
    "!a b", "? [a]\n: b", "--- a\n--- b", "%YAML 9.9\n---\na: 1", "\ufeffa: 1", "a: ${a}", "a: ${b}\nb: ${a}", "- 1",
    "text", "1", "", "#", "a: 1\na: 2", "a:\n\t- 1", "[" * 500, "{" * 500, "a: " + "9" * 5000, "x: " + "y" * 100_000,
    "a: 0o17", "a: 12:30:45", "a: 2026-13-45", "a: !!float x", "a: !!binary x", "a: !!timestamp x", "a: .inf", "a: ~",
)  # fmt: skip


class Thrown(NamedTuple):
    """Words of a command line, and the files that lie where it is given, by name."""

    words: list[str]
    files: dict[str, bytes]


def configurations(seed: int, count: int) -> Iterator[Thrown]:
    """Yield random commands to run a study, every fifth with a file of options."""
    kinds = (_right, _bounds, _odd, _odd, _own_file)
    for number in range(count):
        yield kinds[number % len(kinds)](Random(f"{seed} {number}"))  # noqa: S311 - not for secrets


def _right(draw: Random) -> Thrown:
    chosen = draw.sample(_cheap(), draw.randint(1, 12))
    groups = [f"{group}={draw.choice(names)}" for group, names in _options() if draw.random() < 0.1]
    return _run([*groups, *(f"{name}={_value(draw, declared)}" for name, declared in chosen)])


def _bounds(draw: Random) -> Thrown:
    chosen = draw.sample(_cheap(), draw.randint(1, 6))
    return _run([f"{name}={draw.choice(declared.bounds or (0, 1))}" for name, declared in chosen])


def _odd(draw: Random) -> Thrown:
    names = sorted(declared_everything())
    words = []
    for _ in range(draw.randint(1, 3)):
        key = draw.choice(KEYS) if draw.random() < 0.5 else draw.choice(names)
        words.append(f"{draw.choice(['', '', '', '+', '++', '~'])}{key}={draw.choice(ODD)}")
    return _run([*draw.choice([[], ["-m"]]), *words])


def _own_file(draw: Random) -> Thrown:
    group = draw.choice([*option_names(), "x"])
    text = draw.choice(TEXTS) if draw.random() < 0.6 else _tree(draw, 0)
    head = draw.choice(["", "# @package _global_\n", "# @package hydra\n", "# @package a.b\n"])
    words = ["--config-dir", "mine", draw.choice([f"{group}=own", f"+{group}=own", f"{group}=[own]"])]
    return Thrown(["run", *TINY, *words], {f"mine/{group}/own.yaml": (head + text).encode("utf-8", "replace")})


def _tree(draw: Random, depth: int) -> str:
    if depth > draw.randint(0, 5):
        return draw.choice(ODD).replace("\x00", "")
    names = [draw.choice([*declared_everything(), *KEYS]).split(".")[-1] or "a" for _ in range(draw.randint(1, 4))]
    return "{" + ", ".join(f"{name}: {_tree(draw, depth + 1)}" for name in names) + "}"


def _options() -> list[tuple[str, list[str]]]:
    """Return the options of every group but named studies, which are large."""
    return [(group, list(names)) for group, names in sorted(option_names().items()) if group != "experiment"]


def _cheap() -> list[tuple[str, Declaration]]:
    """Return what can be set, but for what only makes a run long."""
    return [(name, each) for name, each in sorted(declared_everything().items()) if name not in COSTLY]


def _value(draw: Random, declared: Declaration) -> str:
    if declared.bounds is None:
        return draw.choice(["true", "false"]) if isinstance(declared.default, bool) else str(declared.default)
    low, high = declared.bounds
    value = draw.uniform(low, min(high, low + 1e4))
    return f"{round(value)}" if isinstance(declared.default, int) else f"{value:.6g}"


def _run(words: list[str]) -> Thrown:
    return Thrown(["run", *TINY, *words], {})


def laid_out(folder: Path, thrown: Thrown) -> None:
    """Write the files of what is thrown into a folder."""
    for name, content in thrown.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
