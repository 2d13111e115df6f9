"""``orgchange export``: a study as a workbook, tidy tables, and one run week by week."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from experiments.commands.output import print_json
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_of, one_study, whole_number
from experiments.export.formats import EXCEL, FORMATS, GRAPHML, NETWORK, SHEETS, USUAL
from sim.errors import ScenarioError

ALL = "all"
DESCRIPTION = """\
Writes a study as files for people who work with other tools: a workbook, tidy CSV or Parquet with units and meanings
in its schema. What one run is about (projects, people, events, network) is lived again, as orgchange explain does it.
What is not there is empty: no 0 for a share of nothing, no number for a week that never came. Texts that begin as
formulas do stay texts."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange export", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    files = parser.add_argument_group("which files")
    kinds = f"kinds of files, such as csv,parquet (default: {EXCEL}); see below"
    files.add_argument("--format", type=_words("--format", list(FORMATS)), metavar="KINDS", help=kinds)
    what = f"what is written, such as people,events, or {ALL} (default: {','.join(USUAL)}); see below"
    files.add_argument("--what", type=_words("--what", [*SHEETS, ALL]), metavar="SHEETS", help=what)
    run = parser.add_argument_group("which run, of what is about one")
    point = "a point: its choices (plan=large), its address, or its number (default: the best)"
    run.add_argument("--point", metavar="POINT", help=point)
    replicate = "which run of the point (default: %(default)s)"
    run.add_argument("--replicate", type=whole_number("--replicate", 0), default=0, metavar="R", help=replicate)
    weeks = "weeks of the network, such as 0,26,51 (default: the first of every quarter, and the last)"
    run.add_argument("--weeks", type=_weeks, default=(), metavar="WEEKS", help=weeks)
    place = "folder, or a workbook that ends with .xlsx (default: export in the folder of the study)"
    parser.add_output().add_argument("--out", type=_place, metavar="PLACE", help=place)
    parser.add_notes("sheets", SHEETS)
    parser.add_notes("kinds of files", FORMATS)
    return parser


def execute(options: Namespace) -> int:
    """Write what is asked for, say which files there are, and return the exit code."""
    folder = one_study(options.study, "export which study?")
    formats, sheets = options.format or (EXCEL,), _sheets(options)
    _refuse(formats, sheets, options)
    from experiments.api.running import open_study

    written = open_study(folder).export(
        what=sheets,
        formats=formats,
        point=options.point,
        replicate=options.replicate,
        weeks=options.weeks,
        out=options.out,
    )
    if options.as_json:
        print_json([{"file": str(each.path), "holds": each.holds, "rows": each.rows} for each in written])
        return 0
    from experiments.console.export import print_written
    from experiments.wording.terminal import new_console

    print_written(new_console(), written)
    return 0


def _sheets(options: Namespace) -> Sequence[str]:
    if options.what is None:
        return (NETWORK,) if options.format == (GRAPHML,) else USUAL
    return tuple(SHEETS) if ALL in options.what else tuple(options.what)


def _refuse(formats: Sequence[str], sheets: Sequence[str], options: Namespace) -> None:
    if GRAPHML in formats and NETWORK not in sheets:
        raise ScenarioError(f"--format {GRAPHML} holds networks alone; add --what {','.join([*sheets, NETWORK])}")
    if formats == (GRAPHML,) and set(sheets) - {NETWORK}:
        raise ScenarioError(f"--format {GRAPHML} holds networks alone; for the rest add another, such as {EXCEL}")
    if options.weeks and NETWORK not in sheets:
        raise ScenarioError(f"--weeks are those of the network; add --what {NETWORK}")
    if options.out is not None and options.out.suffix == ".xlsx" and formats != (EXCEL,):
        raise ScenarioError(f"--out {options.out} is a workbook; for {', '.join(formats)} name a folder")


def _words(flag: str, valid: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads some of several words, with commas between them."""
    read = one_of(flag, valid)
    return lambda text: tuple(dict.fromkeys(read(word.strip()) for word in text.split(",")))


def _weeks(text: str) -> tuple[int, ...]:
    return tuple(sorted({whole_number("--weeks", 0)(word.strip()) for word in text.split(",")}))


def _place(text: str) -> Path:
    if not text or (Path(text).is_file() and Path(text).suffix != ".xlsx"):
        raise ScenarioError(f"--out names a folder, or a workbook such as town.xlsx, not '{text}'")
    return Path(text)
