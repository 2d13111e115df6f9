"""Arguments of ``orgchange explain``: a study, a run in it, and what is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.commands.parser import HELP, JSON, Form, Words, whole_number
from experiments.explain.subject import KINDS
from sim.errors import ScenarioError, nearest_hint

FORM = Form("explain", JSON | HELP, (*(f"--{kind}" for kind in KINDS), "--point", "--replicate", "--list"))


@dataclass(frozen=True)
class ExplainArguments:
    """What a command line of ``explain`` asks for.

    ``kind`` is None where nothing is named, ``listing`` what to list then.
    """

    folder: Path
    kind: str | None = None
    which: str = ""
    point: str | None = None
    replicate: int = 0
    listing: str = ""
    as_json: bool = False
    help: bool = False

    @classmethod
    def read(cls, arguments: Sequence[str]) -> "ExplainArguments":
        """Return the arguments read; raise ScenarioError for what cannot be meant."""
        words = FORM.read(arguments)
        if words.help:
            return cls(Path(), help=True)
        if len(words.plain) != 1:
            raise ScenarioError(
                f"explain which study? name one folder, such as results/amsterdam, not {len(words.plain)}; {FORM.see}"
            )
        kind = _kind(words)
        replicate = whole_number("--replicate", words.last("--replicate", "0"), 0)
        return cls(
            Path(words.plain[0]),
            kind,
            words.last(f"--{kind}"),
            words.given("--point"),
            replicate,
            _listing(words),
            **words.switched,
        )


def _kind(words: Words) -> str | None:
    """Return the kind of thing that is asked about, None where nothing is named."""
    kinds = [kind for kind in KINDS if f"--{kind}" in words.values]
    asked = [*kinds, *(["list"] if "--list" in words.values else [])]
    if len(asked) > 1:
        raise ScenarioError(f"ask about one thing at a time: --{' or --'.join(asked)}")
    return kinds[0] if kinds else None


def _listing(words: Words) -> str:
    """Return what is to be listed, in the plural; empty where nothing is."""
    listing, plural = words.last("--list"), [f"{kind}s" for kind in KINDS]
    if listing and listing not in plural:
        raise ScenarioError(
            f"--list: '{listing}' cannot be listed{nearest_hint(listing, plural)}; one of: {', '.join(plural)}"
        )
    return listing
