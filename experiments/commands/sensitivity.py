"""``orgchange sensitivity``: a sampled study, run if it is not there, explained, kept and drawn."""

from argparse import Namespace
from pathlib import Path

from experiments.commands.output import print_answer, say_kept
from experiments.commands.parser import Parser, UsageError
from experiments.commands.values import choices, metric, one_of, override

FILE = "sensitivity.json"
METHODS = {"morris": "morris", "sobol": "sobol_indices"}  # what each is called as an option of hydra/sweeper
DESCRIPTION = """\
Says which parameters, over their whole ranges and all together, decide about a metric, and about its difference to
the baseline where there is one. Either of a study that was sampled (hydra/sweeper=lhs or sobol: first-order indices,
no further run), or of one that it runs for this: by Morris, which screens many parameters with few points, or Sobol,
which says how much of the variance each explains. The points are kept as a study, so the same command goes on where
it was stopped.

The result is kept as sensitivity.json in the folder of the study."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    forms = ["STUDY [FLAG ...]", "OVERRIDE ... [--over WORD] [FLAG ...]"]
    parser = Parser("orgchange sensitivity", forms, DESCRIPTION)
    either = "one sampled study, or overrides as in orgchange run; parameter=interval(low,high) samples a parameter"
    parser.add_argument("given", nargs="*", type=override, metavar="STUDY | OVERRIDE", help=either)
    sample = parser.add_argument_group("the sample that is run")
    over = "sample every assumption with this in its name over its declared bounds; again for more"
    sample.add_argument("--over", action="append", metavar="WORD", help=over)
    method = one_of("--method", list(METHODS))
    sample.add_argument("--method", type=method, default="morris", metavar="METHOD", help="morris (default) or sobol")
    samples = (
        "trajectories (morris, default 10) or rows of a block (sobol, default 64, best a power of 2); with k "
        "parameters these are N (k + 1) or N (k + 2) points"
    )
    sample.add_argument("--samples", metavar="N", help=samples)
    together = "change the parameters of one mechanism (learning.rate, learning.dip) together, as one: fewer points"
    sample.add_argument("--groups", action="store_true", help=together)
    explained = parser.add_argument_group("what is explained")
    judged = "which metric (default: study.metric)"
    explained.add_argument("--metric", type=metric, metavar="METRIC", help=judged)
    which = "of a sampled study with several policies: which one, such as intervention=[okr],project.size=80"
    explained.add_argument("--policy", type=choices("--policy"), default={}, metavar="CHOICES", help=which)
    parser.add_output()
    return parser


def execute(options: Namespace) -> int:
    """Explain what is asked for, and return the exit code."""
    named = len(options.given) == 1 and "=" not in Path(options.given[0]).name
    overrides = () if named else _overrides(options)
    from experiments.api.running import open_study, run
    from experiments.api.sensitivity import FILE

    study = open_study(options.given[0]) if named else run(*overrides, multirun=True, pictures=False)
    found = study.sensitivity(metric=options.metric or "", policy=options.policy)
    print_answer(found, as_json=options.as_json)
    say_kept(study.folder / FILE)
    return 0


def _overrides(options: Namespace) -> tuple[str, ...]:
    """Return the overrides of a run with the sweeper of the method asked for."""
    from experiments.configuration.assumptions import chosen

    over = chosen(options.over) if options.over else []
    if not over and not any("interval(" in word for word in options.given):
        raise UsageError("what varies? write parameter=interval(low,high), or --over WORD for all assumptions with it")
    sweeper = [f"hydra/sweeper={METHODS[options.method]}"]
    named = [f"hydra.sweeper.over=[{','.join(over)}]"] if over else []
    samples = [] if options.samples is None else [f"hydra.sweeper.samples={options.samples}"]
    groups = ["hydra.sweeper.groups=true"] if options.groups else []
    return (*sweeper, *named, *samples, *groups, *options.given)
