"""Reading a command line: flags and plain words in any order, and one sentence for what cannot be meant."""

import pytest

from experiments.command import COMMANDS, command_named
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import whole_number
from tests.experiments.shell import Shell


@pytest.fixture
def parser() -> Parser:
    parser = Parser("orgchange try", ["[WORD ...]"], "A parser to try.")
    parser.add_argument("words", nargs="*")
    parser.add_argument("-m", "--many", action="store_true")
    parser.add_argument("-cd", "--from", dest="folders", action="append")
    parser.add_argument("--count", type=whole_number("--count", 1, 9), default=3)
    return parser


OVERRIDES = [
    "project.size=5,20",
    "+experiment=x",
    "~rollout",
    "hydra/sweeper=lhs",
    "++a=b",
    "+case.arms.slow={rollout.speed: 0.05}",
    "study.baseline='a=1,b=2'",
    "x.y=-1",
]


@pytest.mark.parametrize("place", range(len(OVERRIDES) + 1))
def test_overrides_pass_unchanged_and_in_order_between_flags(parser: Parser, place: int) -> None:
    options = parser.read([*OVERRIDES[:place], "--many", "--count", "4", *OVERRIDES[place:], "-cd", "f"])
    assert options is not None
    assert (options.words, options.many, options.count, options.folders) == (OVERRIDES, True, 4, ["f"])


@pytest.mark.parametrize("command", ["run", "sensitivity"])
def test_run_and_sensitivity_take_overrides_as_they_are(command: str) -> None:
    options = command_named(command).build_parser().read([*OVERRIDES[:3], "--json", *OVERRIDES[3:], "experiment=y"])
    assert options is not None
    words = options.overrides if command == "run" else options.given
    assert words == [*OVERRIDES, "+experiment=y"], "a named study needs no plus sign"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--count=4"], {"count": 4}),
        (["--count", "4", "a", "--count=5"], {"count": 5, "words": ["a"]}),
        (["--from=a", "b", "-cd", "c", "-cd=d"], {"folders": ["a", "c", "d"], "words": ["b"]}),
        (["--", "a", "b"], {"words": ["a", "b"]}),
        (["a", "-m", "--", "b"], {"words": ["a", "b"], "many": True}),
        (["--", "-m"], {"words": ["./-m"], "many": False}),
        (["-m", "-", "-5"], {"words": ["-", "-5"], "many": True}),
    ],
)
def test_flags_are_read_however_they_are_written(parser: Parser, words: list[str], expected: dict[str, object]) -> None:
    options = vars(parser.read(words) or {})
    assert {name: options[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--mny"], "unknown flag '--mny'; did you mean '--many'?"),
        (["a", "--mny=3", "b"], "unknown flag '--mny=3'; did you mean '--many'?"),
        (["--man"], "unknown flag '--man'; did you mean '--many'?"),
        (["-many"], "unknown flag '-many'; did you mean '--many'?"),
        (["-zzzzzz"], "unknown flag '-zzzzzz'"),
        (["--many=1"], "--many takes no value"),
        (["-m=1"], "--many takes no value"),
        (["--count"], "--count needs a value"),
        (["-cd"], "--from needs a value"),
        (["--count", "--many"], "--count needs a value"),
    ],
)
def test_a_flag_that_cannot_be_is_refused(parser: Parser, words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parser.read(words)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("value", ["x", "-1", "0", "10", "1.5", ""])
def test_a_value_that_cannot_be_is_refused_with_the_sentence_of_its_type(parser: Parser, value: str) -> None:
    with pytest.raises(ValueError, match=f"^--count must be a whole number from 1 to 9, not '{value}'$"):
        parser.read(["--count", value])


@pytest.mark.parametrize("command", COMMANDS)
def test_who_is_refused_is_sent_to_the_help_of_the_command(shell: Shell, command: str) -> None:
    said = shell(command, "--nothing-like-it")
    assert (said.code, said.out) == (2, "")
    assert said.err == f"orgchange: unknown flag '--nothing-like-it'; see: orgchange {command} --help\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--verison"], "unknown flag '--verison'; did you mean '--version'?; see: orgchange --help"),
        (["--version", "run"], "unknown word 'run'; see: orgchange --help"),
        (["help", "rum"], "unknown command 'rum'; did you mean 'run'?; commands: run, "),
        (["version"], "unknown command 'version'; did you mean '--version'?; commands: run, "),
        (["--"], "unknown command '--'; commands: run, "),
    ],
)
def test_without_a_command_there_are_few_flags(shell: Shell, words: list[str], sentence: str) -> None:
    said = shell(*words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith(f"orgchange: {sentence}")
