"""Values on a command line: each function reads one, or refuses it with a sentence that names its flag."""

from collections.abc import Callable, Sequence
from pathlib import Path

from experiments.commands.parser import UsageError
from sim.errors import ScenarioError, nearest_hint

OPTIONAL_GROUP = "experiment="


def whole_number(flag: str, least: int, most: int | None = None) -> Callable[[str], int]:
    """Return what reads a whole number inside bounds."""
    bounds = f"from {least}" if most is None else f"from {least} to {most}"

    def read(text: str) -> int:
        value = int(text) if text.isdecimal() else -1
        if value < least or (most is not None and value > most):
            raise ScenarioError(f"{flag} must be a whole number {bounds}, not '{text}'")
        return value

    return read


def number(flag: str, least: float, most: float) -> Callable[[str], float]:
    """Return what reads a number inside bounds."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = least - 1.0
        if not least <= value <= most:
            raise ScenarioError(f"{flag} needs a number from {least:g} to {most:g}, not '{text}'")
        return value

    return read


def one_of(flag: str, valid: Sequence[str]) -> Callable[[str], str]:
    """Return what reads one of several words."""
    wanted = f"one of {', '.join(valid)}" if len(valid) > 1 else valid[0]

    def read(text: str) -> str:
        if text not in valid:
            raise ScenarioError(f"{flag} must be {wanted}, not '{text}'{nearest_hint(text, valid)}")
        return text

    return read


def metric(text: str) -> str:
    """Return the name of a metric, given with ``--metric``."""
    from experiments.configuration.settings import check_metric

    check_metric(text, "--metric")
    return text


def out_file(example: str) -> Callable[[str], Path]:
    """Return what reads the name of a file to write, given with ``--out``."""

    def read(text: str) -> Path:
        if not text or Path(text).is_dir():
            raise ScenarioError(f"--out names a file, such as --out {example}, not '{text}'")
        return Path(text)

    return read


def choices(flag: str) -> Callable[[str], dict[str, str]]:
    """Return what reads choices such as ``project.size=80,intervention=[okr]``."""

    def read(text: str) -> dict[str, str]:
        from experiments.configuration.overrides import split_overrides

        parts = [part.partition("=") for part in split_overrides(text)]
        for whole in (part for part, sign, _ in parts if not sign):
            raise ScenarioError(f"{flag} {text}: '{whole}' is no choice; write key=value")
        return {key: value for key, _, value in parts}

    return read


def override(text: str) -> str:
    """Return an override for Hydra; a named study need not say that nothing is chosen yet."""
    return f"+{text}" if text.startswith(OPTIONAL_GROUP) else text


def one_study(folders: Sequence[str], question: str, example: str = "results/amsterdam") -> Path:
    """Return the one folder that is named; raise UsageError with the question where it is not one."""
    if len(folders) != 1:
        raise UsageError(f"{question} name one folder, such as {example}{f', not {len(folders)}' if folders else ''}")
    return Path(folders[0])
