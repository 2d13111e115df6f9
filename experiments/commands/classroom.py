"""``orgchange classroom``: a lesson with a class that bets and decides on its phones."""

from argparse import Namespace
from ipaddress import AddressValueError, IPv4Address

from experiments.commands.output import say
from experiments.commands.parser import Parser
from experiments.commands.values import metric, number, whole_number
from sim.errors import ScenarioError

LAST_PORT, MOST_TEAMS, MOST_BUDGET = 65535, 30, 1e9
DESCRIPTION = """\
Serves a lesson to a class. Everybody opens an address on a phone, or scans its QR code, and comes in with the code of
the class: no account, no name, no internet. Bets and decisions come in live; the teacher's page shows how they are
spread. Teams have a budget, and what they decide is lived again in twenty worlds that nobody has seen; teams that
nothing tells apart share a rank. Nothing is kept unless the teacher saves it.

Without --lan only this machine can open it. With --lan everybody in the same network can, over plain HTTP: use the
network of the room or a hotspot of your own. It needs: pip install 'orgchange[classroom]'"""


def build_parser() -> Parser:
    """Return what reads the command line."""
    usage = ["LESSON [--lan ADDRESS] [--port N]", "LESSON [--teams N] [--budget WEEKS] [--metric METRIC]"]
    parser = Parser("orgchange classroom", usage, DESCRIPTION)
    parser.add_argument("names", nargs="*", metavar="LESSON", help="a shipped lesson, or a folder with one of your own")
    output = parser.add_output("flags", json=False)
    address = "the IPv4 address of this machine under which phones reach it, such as 192.168.1.20 (default: none do)"
    output.add_argument("--lan", type=_address, metavar="ADDRESS", help=address)
    port = "where it is served (default: a free port)"
    output.add_argument("--port", type=whole_number("--port", 1, LAST_PORT), metavar="N", help=port)
    teams = "how many teams there are (default: 6)"
    output.add_argument("--teams", type=whole_number("--teams", 1, MOST_TEAMS), metavar="N", help=teams)
    budget = "person-weeks that a team may spend (default: half as much again as the dearer of the two futures)"
    output.add_argument("--budget", type=number("--budget", 1, MOST_BUDGET), metavar="WEEKS", help=budget)
    ranked = "what ranks the teams (default: the first bet on a metric of which more or less is better)"
    output.add_argument("--metric", type=metric, metavar="METRIC", help=ranked)
    return parser


def execute(options: Namespace) -> int:
    """Serve a class until it is interrupted, and return the exit code."""
    if len(options.names) != 1:
        raise ScenarioError("classroom with which lesson? Name one, such as: orgchange classroom waves")
    from experiments.lesson.content import read_lesson
    from experiments.lesson.serving import LOOPBACK

    lesson = read_lesson(options.names[0])
    try:
        from experiments.classroom.serving import Choices, class_of, prepared
    except ModuleNotFoundError as error:
        raise ScenarioError(
            f"a class with phones needs {error.name}; install what it needs with: pip install 'orgchange[classroom]'"
        ) from None
    defaults = Choices()
    choices = Choices(options.teams or defaults.teams, options.budget or defaults.budget, options.metric or "")
    with class_of(lambda: prepared(lesson), choices, options.lan or LOOPBACK, options.port or 0) as ready:
        try:
            say(f"The class:   {ready.place.url}/   code {ready.hall.door.code}")
            say(f"The teacher: {ready.teacher}   (keep this address to yourself)")
            say("Ctrl+C ends it.")
            ready.serve()
        except KeyboardInterrupt:  # before the server listens to it, or after
            say("The class is over.")
    return 0


def _address(text: str) -> str:
    """Return an address to be reached under; any address at all is none that a browser could be held to."""
    try:
        address = IPv4Address(text)
    except AddressValueError:
        address = IPv4Address(0)
    if address.is_unspecified or address.is_multicast:
        raise ScenarioError(f"--lan needs the IPv4 address of this machine, such as 192.168.1.20, not '{text}'")
    return str(address)
