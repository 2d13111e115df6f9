"""Rival models of a case: the same organization, data and priors, but for what each of them changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from experiments.configuration.nested import flat
from experiments.posterior.prior import ALWAYS_GIVEN, Prior, written_prior
from experiments.posterior.problems import Problems
from sim.errors import ScenarioError, nearest_hint
from sim.scenario import Scenario, declared_parameters

OWN = "as the case says"
MOST = 6
EXAMPLE = 'uncoupled: [couplings=none], or optimists: {estimation.bias: "normal(0.3, 0.1)"}'
Composed = Callable[[Sequence[str]], Scenario]


@dataclass(frozen=True)
class Rival:
    """A model that is weighed against others.

    Attributes:
        name: what it is called.
        scenario: what is given in it.
        priors: those that it changes.
        fixed: parameters that it gives a value.
        changes: what was written of it, for readers.

    """

    name: str
    scenario: Scenario
    priors: Mapping[str, Prior] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    changes: Mapping[str, str] = field(default_factory=dict)


def read_rivals(given: object, scenario: Scenario, composed: Composed, problems: Problems) -> tuple[Rival, ...]:
    """Return the rival models that a case names; what is wrong with them goes to ``problems``.

    A model is a list of choices, as on the command line (``composed`` adds them to what is given), or a mapping from
    parameters to values or priors. What a choice or a value changes is fixed in it.
    """
    if given is None:
        return ()
    if not isinstance(given, Mapping) or not all(isinstance(one, (Mapping, list)) and one for one in given.values()):
        problems.add(f"rivals names models and what each of them changes, such as {EXAMPLE}")
        return ()
    if len(given) > MOST:
        problems.add(f"rivals names {len(given)} models; at most {MOST}")
    found = []
    for name, changes in given.items():
        where = f"rivals.{name}"
        try:
            made = _by_choices if isinstance(changes, list) else _by_parameters
            found.append(made(str(name), changes, scenario, composed))
        except ScenarioError as error:
            problems.add(f"{where}: {error}")
    return tuple(found)


def _by_choices(name: str, choices: Sequence[object], scenario: Scenario, composed: Composed) -> Rival:
    if not all(isinstance(text, str) and "=" in text for text in choices):
        raise ScenarioError(f"a list holds choices such as couplings=none, not {list(choices)}")
    texts = [str(text) for text in choices]
    given = composed(texts)
    before, now = dict(flat(scenario.to_mapping())), dict(flat(given.to_mapping()))
    fixed = frozenset(parameter for parameter, value in now.items() if before.get(parameter) != value)
    _refuse_unlike(name, fixed)
    parts = (text.partition("=") for text in texts)
    return Rival(name, given, {}, fixed, {key: value for key, _, value in parts})


def _by_parameters(name: str, changes: Mapping[str, object], scenario: Scenario, _composed: Composed) -> Rival:
    declared = declared_parameters()
    for parameter in changes:
        if parameter not in declared:
            raise ScenarioError(f"unknown parameter '{parameter}'{nearest_hint(str(parameter), declared)}")
    _refuse_unlike(name, changes)
    priors = {one: written_prior(one, text) for one, text in changes.items() if isinstance(text, str) and "(" in text}
    values = {one: value for one, value in changes.items() if one not in priors}
    given = scenario.with_values(values)
    return Rival(name, given, priors, frozenset(values), {str(one): str(value) for one, value in changes.items()})


def _refuse_unlike(name: str, changed: Iterable[str]) -> None:
    """Refuse a model that shares too little with the case, or is the case itself."""
    changed = sorted(changed)
    if name == OWN or not changed:
        raise ScenarioError("that is the case without a change, which is weighed anyway")
    for parameter in changed:
        if parameter.startswith(ALWAYS_GIVEN):
            raise ScenarioError(f"{parameter} is given; models share organization, length and rollouts")
