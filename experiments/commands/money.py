"""``orgchange money``: what the plans of a study cost and bring."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import number, one_study

MOST = 1e6
DESCRIPTION = """\
Tells of every plan what its measures and projects cost and what they bring until the horizon, in EUR: means with
intervals, the paired difference to the baseline, net benefit, and what one more point of change success and of adoption
costs. Nothing is run again. The prices are kept as prices.json in the folder of the study, for its report."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange money", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    prices = parser.add_argument_group("prices, in EUR")
    for flag, what in (
        ("--person-week", "what a person-week costs (default: 2,030; orgchange money says from where)"),
        ("--benefit-week", "what a person-week of benefits is worth (default: what a person-week costs)"),
    ):
        prices.add_argument(flag, type=number(flag, 0.0, MOST), default=None, metavar="EUR", help=what)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Tell what the plans of a study cost and bring, and return the exit code."""
    folder = one_study(options.study, "money of which study?")
    from experiments.api.running import open_study

    found = open_study(folder).money(person_week=options.person_week, benefit_week=options.benefit_week)
    print_answer(found, as_json=options.as_json)
    return 0
