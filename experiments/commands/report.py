"""``orgchange report``: one HTML file about a study, for people who never saw the program."""

from argparse import Namespace
from pathlib import Path

from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_study
from sim.errors import ScenarioError, reason

FILE, KILO = "report.html", 1024
DESCRIPTION = """\
Writes a report of a study as one HTML file that needs no network and no other file: the question, the verdict and how
sure it is, the map, every plan against its baseline, what would change the verdict, how it was computed, where it
comes from, and what the words mean. It can be printed, sent by mail, and read with a keyboard or a screen reader.

What orgchange flips has found about the study is in the report, too: run it first."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange report", ["STUDY [--out FILE]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    place = f"where it goes (default: {FILE} in the folder of the study)"
    parser.add_output(json=False).add_argument("--out", type=_target, metavar="FILE", help=place)
    return parser


def execute(options: Namespace) -> int:
    """Write the report of a study, say where it is, and return the exit code."""
    folder = one_study(options.study, "report on which study?")
    target = options.out or folder / FILE
    from experiments.provenance.crate import add_to_crate
    from experiments.store.files import write_whole
    from experiments.store.manifest import finished_manifest

    finished_manifest(folder)
    from experiments.report.content import content_of
    from experiments.report.page import page

    inside = target.resolve().parent == folder.resolve()
    if inside:
        add_to_crate(folder, [])
    text = page(content_of(folder), target)
    try:
        write_whole(target, text)
    except OSError as error:
        raise ScenarioError(f"cannot write {target} ({reason(error)}); name another file with --out FILE") from None
    if inside:
        add_to_crate(folder, [folder / target.name])
    print(f"Report: {target} ({len(text.encode()) / KILO:,.0f} KB; one file, no network needed)")
    return 0


def _target(text: str) -> Path:
    if not text or Path(text).is_dir():
        raise ScenarioError(f"--out names a file, such as --out {FILE}, not '{text}'")
    return Path(text)
