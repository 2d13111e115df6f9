"""Random command lines of every command, and random files of people, ties, scenarios, plans and lessons."""

from collections.abc import Iterator
from random import Random

from experiments.command import COMMANDS
from tests.strength.configurations import KEYS, ODD, TINY, Thrown

FLAGS = (
    "--help", "-h", "--json", "--out", "--all", "--sample", "--point", "--against", "--replicates", "--inside",
    "--metric", "--meet", "--map", "--list", "--project", "--unit", "--employee", "--replays", "--dry-run", "-m",
    "-c", "--cfg", "--config-dir", "--docs", "--power", "--person-week", "--benefit-week", "--version", "-", "--",
    "---", "-x", "--=",
)  # fmt: skip
WORDS = (
    "study", "nowhere", ".", "..", "/dev/null", "results", "0", "-1", "1e9", "people", "ties", "plan", "P3",
    "projects",
)  # fmt: skip
LONG = ("validate",)  # without a flag it takes minutes
PEOPLE = (
    "id", "department", "manager", "team", "unit", "joined", "name", "Vorgesetzter", "", "id", "x" * 1000,
)  # fmt: skip
CELLS = (
    "", "1", "a", "p1", "p2", "p3", "-1", "nan", "=1+1", "9" * 4301, "\x00", "\x1b[2J", "ünï", '"', '"a\nb"', "1e400",
    "a;b", "p1,p2", "x" * 10_000, "2026-01-01", "'", "\ud7ff", "<script>",
)  # fmt: skip
WHOLE = (
    b"", b"\0" * 1000, b"\xff\xfei\0d\0", b"\x1f\x8b" + b"x" * 100, b"PK\x03\x04" + b"x" * 100, b"," * 100_000,
    b"id\n" * 10_000, b"id,department\n" + b'"' * 1000, b"<graphml/>",
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'x'>]><graphml>&a;</graphml>",
    b"<graphml><graph><node/></graph></graphml>", b"[]", b"{}", b"id,department,manager\na,b,a\n",
    b"id,manager\na,b\nb,a\n",
)  # fmt: skip


def command_lines(seed: int, count: int) -> Iterator[Thrown]:
    """Yield random command lines; a study lies in ``study``."""
    names = [name for name in [*COMMANDS, "help", "version", "--version", "rnu", ""] if name not in LONG]
    for number in range(count):
        draw = Random(f"{seed} {number}")  # noqa: S311 - not for secrets
        name = names[number % len(names)]
        words = [draw.choice(draw.choice([FLAGS, WORDS, WORDS, ODD])) for _ in range(draw.randint(0, 5))]
        if name == "flips":
            words = [*words, "turnover.annual_rate", "--replicates=2", "--inside=1"]  # all of them take minutes
        if name == "run":
            words = [*TINY, *words, *(f"{draw.choice(KEYS)}={word}" for word in words[:1])]
        yield Thrown([name, *words], {"people": _table(draw), "ties": _table(draw)})


def files(seed: int, count: int) -> Iterator[Thrown]:
    """Yield commands that read a file of one's own, and a random file for them."""
    for number in range(count):
        draw = Random(f"{seed} {number}")  # noqa: S311 - not for secrets
        suffix = draw.choice([".csv", ".tsv", ".graphml", ".xlsx", ".txt", "", ".yaml"])
        name = f"file{suffix}"
        content = draw.choice(WHOLE) if draw.random() < 0.3 else _table(draw)
        own = ["organization=from_data", f"organization.employees={name}"]
        ties = ["organization=from_data", "organization.employees=people.csv", f"organization.ties={name}"]
        table = ["-m", "hydra/sweeper=table", f"hydra.sweeper.table={name}"]
        words = draw.choice([own, ties, table])
        people = b"id,department\n" + b"".join(b"p%d,D%d\n" % (each, each % 3) for each in range(20))
        asked = draw.choice([["run", *TINY[2:], *words], ["import", name]])
        yield Thrown(asked, {name: content, "people.csv": people})


def _table(draw: Random) -> bytes:
    separator = draw.choice([",", ",", ";", "\t", "|"])
    columns = [
        draw.choice([*PEOPLE, "project.size", "rollout.speed", "source", "target"]) for _ in range(draw.randint(1, 4))
    ]
    if draw.random() < 0.5:
        columns[:2] = draw.choice([["id", "department"], ["source", "target"], ["project.size"]])
    rows = [[draw.choice(CELLS) for _ in columns[: draw.randint(1, 9)]] for _ in range(draw.randint(0, 40))]
    ended = draw.choice(["\n", "\r\n", "\r"])
    text = ended.join(separator.join(row) for row in [columns, *rows])
    return text.encode(draw.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1"]), "replace")
