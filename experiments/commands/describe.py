"""``orgchange describe``.

What can be set, what is measured, and the order of a week, from the model's own declarations.
"""

from argparse import Namespace

from experiments.commands.output import print_answer
from experiments.commands.parser import Parser
from sim.errors import ScenarioError, nearest_hint

TOPICS = {
    "parameters": "what can be set: default, bounds, unit, source",
    "metrics": "what is measured",
    "week": "the order of a week",
    "evidence": "what everything rests on: parameters and targets, assumptions first",
    "interventions": "what can be tried",
    "events": "what may come from outside",
    "plans": "the plans that are shipped, and what each consists of",
    "cases": "the cases that are shipped: question and arms",
}
DESCRIPTION = """\
Prints a table of what the model itself declares. A narrow terminal gets its first columns, or a block a row, and is
told what else there is; a pipe and --json get all."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange describe", ["TOPIC [WORD ...] [--json]"], DESCRIPTION)
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help=f"{', '.join(TOPICS)}; see below")
    filters = "only rows with all the words in their name, or else anywhere in them"
    parser.add_argument("filters", nargs="*", metavar="WORD", help=filters)
    parser.add_output()
    parser.add_notes("topics", TOPICS)
    return parser


def execute(options: Namespace) -> int:
    """Print one of the tables, only rows with all the words in their name (else anywhere), and return the exit code."""
    topic = options.topic
    if topic not in TOPICS:
        unknown = f" '{topic}' is unknown{nearest_hint(topic, TOPICS)};" if topic else ""
        raise ScenarioError(f"describe what?{unknown} one of: {', '.join(TOPICS)}")
    from experiments.api.describing import describe

    found = describe(topic, options.filters)
    print_answer(found, as_json=options.as_json, plain=lambda plain: plain[topic])
    return 0
