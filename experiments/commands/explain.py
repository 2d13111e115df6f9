"""``orgchange explain``: why it went as it did in one run, for one project, unit, department or employee."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import STUDY, Parser, UsageError
from experiments.commands.values import one_study, whole_number
from experiments.explain import KINDS
from sim.errors import ScenarioError, nearest_hint

PLURALS = [f"{kind}s" for kind in KINDS]
DESCRIPTION = """\
Replays one run of a study beside its counterpart in the baseline (same people, same luck), and tells what happened to
one subject, why, where the two runs part, and which mechanism decided it. Without a subject it lists what can be asked
about.

Numbers and weeks are counted from 0, as in the tables of a study and as number in the Mesa face."""
NAMED = {
    "project": "a project, by number (column project of projects.parquet) or by name (P1 is number 0)",
    "unit": "a team, the unit of a rollout, by number",
    "department": "a department, by number or by name (D1 is number 0)",
    "employee": "a seat, by number or by name (e1 is number 0, or the id in your own table of people)",
}


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange explain", ["STUDY [--project N | --unit N | ...] [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    subject = parser.add_argument_group("what is asked about, one of")
    for kind in KINDS:
        subject.add_argument(f"--{kind}", metavar="N", help=NAMED[kind])
    listed = "all projects, units, departments or employees of the run"
    subject.add_argument("--list", dest="listing", type=_plural, metavar="KIND", help=listed)
    run = parser.add_argument_group("which run")
    point = "which point of a sweep: its choices (project.size=80,rollout.speed=0.1), its address, or its number"
    run.add_argument("--point", metavar="POINT", help=point)
    replicate = "which run of the point (default: %(default)s)"
    run.add_argument("--replicate", type=whole_number("--replicate", 0), default=0, metavar="R", help=replicate)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Tell what is asked about, and return the exit code."""
    folder = one_study(options.study, "explain which study?")
    kind = _kind(options)
    from experiments.api.running import open_study

    listing = options.listing or ""
    subject = {} if kind is None else {kind: getattr(options, kind)}
    found = open_study(folder).explain(point=options.point, replicate=options.replicate, listing=listing, **subject)
    print_answer(found, as_json=options.as_json, plain=lambda plain: plain[listing] if listing else plain)
    return 0


def _kind(options: Namespace) -> str | None:
    """Return the kind of thing that is asked about, None where nothing is named."""
    kinds = [kind for kind in KINDS if getattr(options, kind) is not None]
    named = [*kinds, *(["list"] if options.listing else [])]
    if len(named) > 1:
        raise UsageError(f"ask about one thing at a time: --{' or --'.join(named)}")
    return kinds[0] if kinds else None


def _plural(text: str) -> str:
    if text not in PLURALS:
        raise ScenarioError(
            f"--list: '{text}' cannot be listed{nearest_hint(text, PLURALS)}; one of: {', '.join(PLURALS)}"
        )
    return text
