"""``orgchange money``: what the plans of a study cost and bring."""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import STUDY, Parser, UsageError
from experiments.commands.values import number, one_study, whole_number
from experiments.money.period import DISCOUNT, FEWEST, LONGEST, REPLAYS
from experiments.money.period import MOST as MOST_REPLAYS

MOST = 1e6
DESCRIPTION = """\
Tells of every plan what its measures and projects cost and what they bring until the horizon, in EUR: means with
intervals, the paired difference to the baseline, net benefit, and what one more point of change success and of adoption
costs. Nothing is run again, but
for --years. The prices are kept as prices.json in the folder of the study, for its report and its export."""


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
    view = parser.add_argument_group("a longer view, for which some runs are lived again")
    years = whole_number("--years", 1, LONGEST)
    view.add_argument(
        "--years", type=years, metavar="N", help="tell what plans are worth over so many years, and when they pay back"
    )
    rate = f"discount a year at this rate (default: {DISCOUNT}); with --years"
    view.add_argument("--discount", type=number("--discount", 0.0, 1.0), metavar="RATE", help=rate)
    again = f"runs that are lived again (default: {REPLAYS}); with --years"
    view.add_argument("--replays", type=whole_number("--replays", FEWEST, MOST_REPLAYS), metavar="N", help=again)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Tell what the plans of a study cost and bring, and return the exit code."""
    folder = one_study(options.study, "money of which study?")
    from experiments.api.running import open_study

    if options.years is None and (options.discount is not None or options.replays is not None):
        raise UsageError("--discount and --replays belong to a longer view: add --years")
    view = {name: getattr(options, name) for name in ("years", "discount", "replays")}
    given = {name: value for name, value in view.items() if value is not None}
    found = open_study(folder).money(person_week=options.person_week, benefit_week=options.benefit_week, **given)
    print_answer(found, as_json=options.as_json)
    return 0
