"""Words of a command line: plain words, switches, and flags with a value (``--flag value`` or ``--flag=value``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sim.errors import ScenarioError, nearest_hint

HELP = {"-h": "help", "--help": "help"}
JSON = {"--json": "as_json"}


@dataclass
class Words:
    """What stands on a command line: plain words, the values given for each flag, and what is switched on."""

    plain: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    switched: dict[str, bool] = field(default_factory=dict)

    def given(self, flag: str) -> str | None:
        """Return the last value given for a flag, None where there is none."""
        return self.values[flag][-1] if flag in self.values else None

    def last(self, flag: str, otherwise: str = "") -> str:
        """Return the last value given for a flag, or something else where there is none."""
        return self.values.get(flag, [otherwise])[-1]

    @property
    def help(self) -> bool:
        """Whether help is asked for."""
        return "help" in self.switched


@dataclass(frozen=True)
class Form:
    """What a command understands: its switches with the name of what each switches on, and its flags with a value."""

    command: str
    switches: Mapping[str, str]
    valued: Sequence[str] = ()

    @property
    def see(self) -> str:
        """Where the flags are explained."""
        return f"see: orgchange {self.command} --help"

    def read(self, arguments: Sequence[str]) -> Words:
        """Return the words read; raise ScenarioError for an unknown flag and for one without its value."""
        words, waiting = Words(), list(arguments)
        while waiting:
            word = waiting.pop(0)
            flag, has_value, value = word.partition("=")
            if word in self.switches:
                words.switched[self.switches[word]] = True
            elif flag in self.valued:
                words.values.setdefault(flag, []).append(value if has_value else self._next(flag, waiting))
            elif word.startswith("-"):
                raise ScenarioError(
                    f"unknown flag '{word}'{nearest_hint(word, [*self.valued, *self.switches])}; {self.see}"
                )
            else:
                words.plain.append(word)
        return words

    def _next(self, flag: str, waiting: list[str]) -> str:
        if not waiting:
            raise ScenarioError(f"{flag} needs a value; {self.see}")
        return waiting.pop(0)


def whole_number(flag: str, text: str, least: int, most: int | None = None) -> int:
    """Return the whole number given for a flag; raise ScenarioError where it is none or out of bounds."""
    number = int(text) if text.isdecimal() else -1
    if number < least or (most is not None and number > most):
        bounds = f"from {least}" if most is None else f"from {least} to {most}"
        raise ScenarioError(f"{flag} must be a whole number {bounds}, not '{text}'")
    return number
