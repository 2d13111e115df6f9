"""``orgchange discover``: what a study says about policies in worlds, told, kept and drawn."""

from argparse import Namespace

from experiments.commands.output import print_answer, say_kept
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import choices, metric, one_study

DESCRIPTION = """\
Takes the points of a study as policies (combinations of the levers that vary) in worlds (combinations of the
uncertainties), and says which policy is best where, which one holds up in all worlds, and in which worlds plans fail.

The result is kept as discover.json in the folder of the study."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange discover", ["STUDY [FLAG ...]"], DESCRIPTION)
    study = "a study of several points that orgchange run -m has made"
    parser.add_argument("study", nargs="*", metavar="STUDY", help=study)
    good = parser.add_argument_group("what is good")
    judged = "by what policies are judged (default: study.metric)"
    good.add_argument("--metric", type=metric, metavar="METRIC", help=judged)
    enough = (
        "what is good enough; again for more; also <=, and the word baseline instead of a number (default: the metric "
        "is as good as if nothing is tried, or as the median of the study)"
    )
    good.add_argument("--meet", action="append", type=_enough, metavar="METRIC>=VALUE", help=enough)
    question = parser.add_argument_group("what is asked")
    sides = "the sides of the map (default: project.size,rollout.speed, else the first two levers)"
    question.add_argument("--map", dest="levers", type=_levers, default=(), metavar="LEVER,LEVER", help=sides)
    short = "where policies with these choices fall short, such as intervention=[okr],project.size=80"
    question.add_argument("--policy", type=choices("--policy"), default={}, metavar="CHOICES", help=short)
    lose = (
        "where policies with these choices lose against the same with those of --against (without --policy and "
        "--loses: where any policy falls short, where the most robust one does, and where the largest projects and "
        "the fastest rollout lose against the smallest and the slowest)"
    )
    question.add_argument("--loses", type=choices("--loses"), metavar="CHOICES", help=lose)
    other = "what --loses is compared with"
    question.add_argument("--against", type=choices("--against"), metavar="CHOICES", help=other)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Discover what is asked about a study, tell, keep and draw it, and return the exit code."""
    folder = one_study(options.study, "discover takes one study:", "results/sweep")
    if (options.loses is None) != (options.against is None):
        raise UsageError("--loses and --against belong together: --loses project.size=80 --against project.size=5")
    from experiments.api.running import open_study
    from experiments.discover.as_json import FILE

    study = open_study(folder)
    found = study.discover(
        metric=options.metric or "",
        meet=options.meet or (),
        map=options.levers,
        policy=options.policy,
        loses=options.loses,
        against=options.against,
    )
    print_answer(found, as_json=options.as_json)
    say_kept(folder / FILE)
    return 0


def _levers(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _enough(text: str) -> str:
    from experiments.discover.thresholds import read_threshold

    read_threshold(text)
    return text
