"""The parser that all commands share: refusals of one sentence, and help that fits the terminal."""

import argparse
import textwrap
from collections.abc import Mapping, Sequence
from shutil import get_terminal_size
from typing import NoReturn

from sim.errors import ScenarioError, nearest_hint

WIDEST, HELP_COLUMN = 100, 24
END_OF_FLAGS = "--"
STUDY = "a folder that orgchange run has made, such as results/amsterdam"


class UsageError(ScenarioError):
    """A command line that cannot be meant; the help of its command says what can."""


class HelpFormatter(argparse.HelpFormatter):
    """Paragraphs as wide as the terminal, up to ``WIDEST``; names with hyphens are never broken."""

    def __init__(self, prog: str) -> None:
        columns = get_terminal_size((WIDEST, 24)).columns
        super().__init__(prog, max_help_position=HELP_COLUMN, width=min(columns, WIDEST))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = ("\n".join(self._split_lines(part, width)) for part in text.split("\n\n"))
        return textwrap.indent("\n\n".join(paragraphs), indent)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings:
            return super()._format_action_invocation(action)
        return ", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else "")


class Parser(argparse.ArgumentParser):
    """Reads the command line of one command: flags and plain words in any order."""

    def __init__(self, prog: str, usage: Sequence[str], description: str) -> None:
        lines = "\n       ".join(f"{prog} {line}" for line in usage)
        super().__init__(
            prog,
            usage=lines,
            description=description,
            formatter_class=HelpFormatter,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self._positionals.title = "arguments"

    def add_output(self, title: str = "output", *, json: bool = True) -> "argparse._ArgumentGroup":
        """Take the flags that commands share, and return the group they are in."""
        output = self.add_argument_group(title)
        if json:
            output.add_argument("--json", dest="as_json", action="store_true", help="print the result as JSON")
        output.add_argument("-h", "--help", action="help", help="print this help")
        return output

    def add_notes(self, title: str, notes: Mapping[str, str]) -> None:
        """Explain in the help what is no argument, in the same two columns."""
        shown = [argparse.Action([], "", metavar=name, help=text) for name, text in notes.items()]
        self.add_argument_group(title)._group_actions.extend(shown)  # noqa: SLF001 - shown there, and nowhere read

    def read(self, arguments: Sequence[str]) -> argparse.Namespace | None:
        """Return the options read, None where the help was asked for and is printed.

        Raise ScenarioError for a flag that does not exist, and for a value that cannot be.
        """
        try:
            options, left = self.parse_known_intermixed_args(_plain_after_end(arguments))
        except SystemExit:
            return None
        except argparse.ArgumentError as error:
            if isinstance(error.__context__, ScenarioError):
                raise error.__context__ from None
            self.error(self._sentence(error))
        if left:
            self._refuse(next((word for word in left if word.startswith("-")), left[0]))
        return options

    def error(self, message: str) -> NoReturn:
        """Refuse the command line with a sentence, instead of the usage and the end of the process."""
        raise UsageError(message)

    def _refuse(self, word: str) -> NoReturn:
        hint = nearest_hint(word.partition("=")[0], self._option_string_actions)
        self.error(f"unknown {'flag' if word.startswith('-') else 'word'} '{word}'{hint}")

    def _sentence(self, error: argparse.ArgumentError) -> str:
        flag = str(error.argument_name).rpartition("/")[2]
        action = self._option_string_actions.get(flag)
        if action is None:
            return str(error)
        return f"{flag} {'takes no value' if action.nargs == 0 else 'needs a value'}"

    def _get_option_tuples(self, _option_string: str) -> list[tuple[argparse.Action, str, str | None]]:
        """Take no flag for another one with more behind it: ``-multirun`` is not ``-m`` with a value."""
        return []


def _plain_after_end(arguments: Sequence[str]) -> list[str]:
    """Return the words without ``--``, and behind it none that looks like a flag: ``./-x`` for the folder ``-x``.

    Because argparse forgets a ``--`` before the first plain word where flags and plain words mix.
    """
    given = list(arguments)
    end = given.index(END_OF_FLAGS) if END_OF_FLAGS in given else len(given)
    return given[:end] + [f"./{word}" if word.startswith("-") else word for word in given[end + 1 :]]
