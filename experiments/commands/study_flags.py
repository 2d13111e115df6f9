"""Flags that commands about a finished study share: the metric, and choices such as a policy."""

from experiments.commands.parser import Words
from experiments.configuration.overrides import split_overrides
from experiments.configuration.settings import check_metric
from sim.errors import ScenarioError


def metric_asked(words: Words) -> str:
    """Return the metric named with ``--metric``, empty for that of the study.

    Raise ScenarioError where there is none of the name.
    """
    name = words.last("--metric")
    if name:
        check_metric(name, "--metric")
    return name


def choices_asked(words: Words, flag: str) -> dict[str, str]:
    """Return the choices given for a flag, such as ``project.size=80,intervention=[okr]``.

    Raise ScenarioError for others.
    """
    text = words.last(flag)
    parts = [part.partition("=") for part in split_overrides(text)]
    for whole in (part for part, sign, _ in parts if not sign):
        raise ScenarioError(f"{flag} {text}: '{whole}' is no choice; write key=value")
    return {key: value for key, _, value in parts}
