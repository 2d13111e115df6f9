"""``orgchange animate``: one run as a moving picture, everybody a dot in their department, week by week."""

from argparse import Namespace

from experiments.commands.output import say
from experiments.commands.parser import STUDY, Parser
from experiments.commands.values import one_study, out_file, whole_number

FILE, KILO = "animation.html", 1024
STAGE = "stage"
DESCRIPTION = """\
Shows one run of a study week by week: everybody is a dot in their department, coloured by the stage of a practice or
by a trait. One HTML file that needs no network and no other file: it is played, stopped and moved by a slider or with
keys, says beside the picture what it shows, and does not move by itself. With --out town.gif or town.mp4 (where ffmpeg
is installed) a film for slides instead. Names of people are left out."""


def build_parser() -> Parser:
    """Return what reads the command line."""
    parser = Parser("orgchange animate", ["STUDY [FLAG ...]"], DESCRIPTION)
    parser.add_argument("study", nargs="*", metavar="STUDY", help=STUDY)
    run = parser.add_argument_group("which run")
    point = "a point: its choices (plan=large), its address, or its number (default: the best)"
    run.add_argument("--point", metavar="POINT", help=point)
    replicate = "which run of the point (default: %(default)s)"
    run.add_argument("--replicate", type=whole_number("--replicate", 0), default=0, metavar="R", help=replicate)
    shown = parser.add_argument_group("what is shown")
    colour = "stage, or a trait such as trust, silo, process_orientation or readiness (default: %(default)s)"
    shown.add_argument("--colour", default=STAGE, metavar="WHAT", help=colour)
    practice = "whose stages are shown, where several practices are done, such as okr (default: the first of them)"
    shown.add_argument("--practice", default="", metavar="NAME", help=practice)
    place = f"where it goes, a file with .html, .gif or .mp4 (default: {FILE} in the folder of the study)"
    parser.add_output(json=False).add_argument("--out", type=out_file("town.gif"), metavar="FILE", help=place)
    return parser


def execute(options: Namespace) -> int:
    """Write the animation of a run, say where it is, and return the exit code."""
    folder = one_study(options.study, "animate a run of which study?")
    from experiments.api.running import open_study

    target = open_study(folder).animate(
        point=options.point,
        replicate=options.replicate,
        colour=options.colour,
        practice=options.practice,
        out=options.out,
    )
    say(f"Animation: {target} ({target.stat().st_size / KILO:,.0f} KB; one file, no network needed)")
    return 0
