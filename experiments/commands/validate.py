"""``orgchange validate``: the scoreboard of all patterns, or of some; what breaks without each mechanism; the fit."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.commands.output import print_json, say
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import number, whole_number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from experiments.validation.laboratory import Laboratory
    from experiments.validation.pattern import Pattern
    from sim.scenario import Scenario

FOLDER, DOCS = Path("results"), Path("docs") / "validation"
NAME = "validation"
USUAL_EFFORT, ABLATION_EFFORT, FIT_EFFORT = 1.0, 0.2, 0.3
LEAST, MOST = 0.01, 100.0
MOST_THREADS = 1024
EVALUATIONS, MOST_EVALUATIONS = 120, 100_000
POWER_EFFORT, DRAWS, MOST_DRAWS = 0.1, 40, 10_000
DESCRIPTION = """\
Holds the model against what is known: P1 to P22 (all unless some are named), each with target, simulated value, 95 %
interval, verdict, grade of the evidence, and whether the figure was used to fit the model or only to check it. The
result is kept in results/validation."""
FIT = (
    "fit the free parameters to the FIT targets (about half an hour), print the fitted values, the distance before and "
    "after, and then the CHECK targets, which the search never saw; writes results/validation/calibration.json and "
    "changes no declaration"
)
EXAMPLES = {
    "orgchange validate": "everything, into results/validation",
    "orgchange validate P3 P7 --effort 0.25": "two patterns, quickly",
    "orgchange validate P1 steering.cancel_rate=0.3": "one pattern, with another value of a parameter",
    "orgchange validate --power": "which targets can fail at all, into docs/validation where there is one",
    "orgchange validate --fit --free estimation.bias": "fit one parameter again",
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange validate", ["[PATTERN ...] [PARAMETER=VALUE ...] [FLAG ...]"], DESCRIPTION)
    given = "patterns to measure, and other values than declared to measure them with"
    parser.add_argument("given", nargs="*", metavar="PATTERN | PARAMETER=VALUE", help=given)
    work = parser.add_argument_group("instead of the scoreboard")
    ablate = "switch off each mechanism and each coupling, one at a time, and show which patterns break"
    work.add_argument("--ablate", action="store_true", help=ablate)
    power = (
        "measure how many models of random assumptions meet each target, and so which targets can fail (some minutes); "
        "kept as docs/validation/power.json where there is that folder, and read by the scoreboard"
    )
    work.add_argument("--power", action="store_true", help=power)
    sentences = "judge what the source documents say, sentence by sentence, each by a pair of plans (half a minute)"
    work.add_argument("--statements", action="store_true", help=sentences)
    work.add_argument("--fit", action="store_true", help=FIT)
    size = parser.add_argument_group("size of the work")
    effort = (
        f"how many replicates, times the usual ({USUAL_EFFORT:g}; with --ablate {ABLATION_EFFORT}, --power "
        f"{POWER_EFFORT}, --fit {FIT_EFFORT})"
    )
    size.add_argument("--effort", type=number("--effort", LEAST, MOST), metavar="NUMBER", help=effort)
    draws = f"random draws of the assumptions with --power (default: {DRAWS})"
    size.add_argument("--draws", type=whole_number("--draws", 1, MOST_DRAWS), metavar="NUMBER", help=draws)
    threads = whole_number("--threads", 0, MOST_THREADS)
    size.add_argument("--threads", type=threads, default=0, metavar="NUMBER", help="threads (0: all cores)")
    _add_fit(parser)
    page = "write the page for the documentation into docs/validation, too"
    parser.add_output().add_argument("--docs", action="store_true", help=page)
    parser.add_notes("examples", EXAMPLES)
    return parser


def _add_fit(parser: Parser) -> None:
    fit = parser.add_argument_group("with --fit")
    free = "which of the free parameters move (default: all); again for more"
    fit.add_argument("--free", action="append", metavar="PARAMETER", help=free)
    trials = f"trials of the search (default: {EVALUATIONS})"
    evaluations = whole_number("--evaluations", 1, MOST_EVALUATIONS)
    fit.add_argument("--evaluations", type=evaluations, metavar="NUMBER", help=trials)
    check = f"replicates of the scoreboard afterwards, times the usual ({USUAL_EFFORT:g})"
    fit.add_argument("--check-effort", type=number("--check-effort", LEAST, MOST), metavar="NUMBER", help=check)


def execute(options: Namespace) -> int:
    """Measure what is asked for, show and write it, and return the exit code."""
    ids = [word for word in options.given if "=" not in word]
    overrides = [word for word in options.given if "=" in word]
    _refuse(options, ids, overrides)
    from experiments.validation.catalogue import chosen

    patterns = chosen(ids)
    base, changes = changed_scenario(overrides)
    if options.fit:
        _fit(options, base)
        return 0
    folder = FOLDER / "-".join([NAME, *(pattern.id for pattern in patterns if ids)])
    if options.statements:
        _state(options, base)
        return 0
    if options.power:
        _power(options, patterns, base, folder if ids or overrides or not DOCS.is_dir() else DOCS)
        return 0
    (_ablate if options.ablate else _score)(options, patterns, base, changes, folder)
    return 0


def _refuse(options: Namespace, ids: Sequence[str], overrides: Sequence[str]) -> None:
    """Refuse what does not go together."""
    if options.docs and (options.fit or ids or overrides):
        raise UsageError(
            "--docs is for the page of all patterns with parameters as declared; leave patterns, parameters and --fit "
            "out"
        )
    if sum((options.fit, options.ablate, options.power, options.statements)) > 1:
        raise UsageError("one of --ablate, --power, --statements and --fit, not several")
    if options.statements and ids:
        raise UsageError(f"--statements has no patterns; leave {', '.join(ids)} out")
    if options.power and options.docs:
        raise UsageError("--power writes into docs/validation by itself where there is one; leave --docs out")
    if options.draws is not None and not options.power:
        raise UsageError("--draws belongs to --power")
    if options.fit and ids:
        raise UsageError(f"--fit has patterns of its own; leave {', '.join(ids)} out")
    for flag in ("free", "evaluations", "check_effort"):
        if getattr(options, flag) is not None and not options.fit:
            raise UsageError(f"--{flag.replace('_', '-')} belongs to --fit")


def changed_scenario(overrides: Sequence[str]) -> "tuple[Scenario, dict[str, object]]":
    """Return the declared scenario with ``parameter=value`` changes, and these changes."""
    from sim.scenario import Scenario

    changes: dict[str, object] = {}
    for text in overrides:
        from experiments.configuration.overrides import parse_override

        override = parse_override(text)
        changes[override.key_or_group] = override.value()
    return Scenario().with_values(changes), changes


def _laboratory(options: Namespace, base: "Scenario", effort: float) -> "Laboratory":
    from experiments.validation.laboratory import Laboratory

    return Laboratory(base, options.effort or effort, options.threads)


def _score(
    options: Namespace, patterns: "Sequence[Pattern]", base: "Scenario", changes: dict[str, object], folder: Path
) -> None:
    from experiments.validation.picture import draw_board
    from experiments.validation.power import FILE, read_power
    from experiments.validation.presentation import board_as_csv, board_as_markdown, print_board
    from experiments.validation.scoreboard import Board, board_as_json, cost_of, score
    from experiments.wording.progress import Progress
    from experiments.wording.terminal import new_console

    laboratory = _laboratory(options, base, USUAL_EFFORT)
    with Progress(cost_of(patterns), "parts of the work") as progress:
        scored = score(patterns, laboratory, progress.advance)
    power = read_power(DOCS / FILE) or read_power(folder / FILE)
    board = Board(scored, laboratory.effort, changes, power)
    found = board_as_json(board)
    if not options.as_json:
        print_board(new_console(), board)
    texts = {
        "scoreboard.json": _json(found),
        "scoreboard.csv": board_as_csv(board),
        "scoreboard.md": board_as_markdown(board, "scoreboard.png"),
    }
    _write(options, folder, texts, "scoreboard", lambda: draw_board(board))
    if options.as_json:
        print_json(found)


def _ablate(
    options: Namespace, patterns: "Sequence[Pattern]", base: "Scenario", changes: dict[str, object], folder: Path
) -> None:
    from experiments.validation.ablation import ablate, ablation_as_json, switches
    from experiments.validation.ablation_text import ablation_as_markdown, draw_ablation, print_ablation
    from experiments.validation.scoreboard import cost_of
    from experiments.wording.progress import Progress
    from experiments.wording.terminal import new_console

    with Progress(cost_of(patterns) * (1 + len(switches())), "parts of the work") as progress:
        ablation = ablate(
            patterns, base, lambda scenario: _laboratory(options, scenario, ABLATION_EFFORT), progress.advance
        )
    found = ablation_as_json(ablation) | {"changes_of_all": changes}
    if not options.as_json:
        print_ablation(new_console(), ablation)
    texts = {"ablation.json": _json(found), "ablation.md": ablation_as_markdown(ablation, "ablation.png")}
    _write(options, folder, texts, "ablation", lambda: draw_ablation(ablation))
    if options.as_json:
        print_json(found)


def _state(options: Namespace, base: "Scenario") -> None:
    from experiments.statements.judgement import judged
    from experiments.statements.page import in_one_line, statements_as_markdown
    from experiments.statements.statement import PAIRS, statements
    from experiments.store.files import write_whole
    from experiments.wording.notes import note
    from experiments.wording.progress import Progress

    laboratory = _laboratory(options, base, USUAL_EFFORT)
    with Progress(len(statements()), "statements") as progress:
        found = judged(statements(), laboratory, progress.advance)
    page = statements_as_markdown(found, laboratory.replicates(PAIRS))
    for folder in (FOLDER / NAME, *([DOCS] if options.docs else [])):
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "statements.md", page)
        note(f"written: {folder / 'statements.md'}")
    say(in_one_line(found))


def _power(options: Namespace, patterns: "Sequence[Pattern]", base: "Scenario", folder: Path) -> None:
    from experiments.store.files import write_whole
    from experiments.validation.power import FILE, power_as_json
    from experiments.validation.power_text import print_power
    from experiments.validation.random_assumptions import measured_power
    from experiments.validation.scoreboard import cost_of
    from experiments.wording.notes import note
    from experiments.wording.progress import Progress
    from experiments.wording.terminal import new_console

    draws = options.draws or DRAWS
    with Progress(cost_of(patterns) * draws, "parts of the work") as progress:
        power = measured_power(
            patterns, base, draws, lambda scenario: _laboratory(options, scenario, POWER_EFFORT), progress.advance
        )
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / FILE, _json(power_as_json(power)))
    if options.as_json:
        print_json(power_as_json(power))
    else:
        print_power(new_console(), patterns, power)
    note(f"written: {folder / FILE}")


def _fit(options: Namespace, base: "Scenario") -> None:
    from experiments.calibration.calibration import calibrated, calibration_as_json
    from experiments.calibration.free import free_parameters
    from experiments.calibration.presentation import print_calibration
    from experiments.store.files import write_json
    from experiments.wording.notes import note
    from experiments.wording.progress import Progress
    from experiments.wording.terminal import new_console

    free, evaluations = free_parameters(options.free or ()), options.evaluations or EVALUATIONS
    efforts = (options.effort or FIT_EFFORT, options.check_effort or USUAL_EFFORT)
    with Progress(evaluations, "trials") as progress:
        found = calibrated(free, base, *efforts, evaluations, options.threads, progress.advance)
    if options.as_json:
        print_json(calibration_as_json(found))
    else:
        print_calibration(new_console(), found)
    folder = FOLDER / NAME
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "calibration.json", calibration_as_json(found))
    note(f"written: {folder / 'calibration.json'}; no declaration was changed")


def _json(found: object) -> str:
    from experiments.wording.json_text import json_text

    return json_text(found) + "\n"


def _write(options: Namespace, folder: Path, texts: dict[str, str], picture: str, draw: "Callable[[], Figure]") -> None:
    """Write texts and a picture into the folder, and where asked for the page into the documentation."""
    from experiments.pictures.page import plain_style, save
    from experiments.store.files import write_whole
    from experiments.wording.notes import note

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_whole(folder / name, text)
    with plain_style():
        save(draw(), folder / picture)
        if options.docs:
            DOCS.mkdir(parents=True, exist_ok=True)
            save(draw(), DOCS / picture)
            write_whole(DOCS / f"{picture}.md", texts[f"{picture}.md"])
    note(f"written: {folder}" + (f", {DOCS / picture}.md" if options.docs else ""))
