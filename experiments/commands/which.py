"""Which two points of a study are meant: flags that commands share."""

from argparse import _ArgumentGroup

from experiments.commands.parser import Parser


def add_which(parser: Parser, default: str = "") -> _ArgumentGroup:
    """Take the flags that name a point (without it: ``default``) and what it is held against; return their group."""
    which = parser.add_argument_group("which")
    one = f"a point: its choices (plan=large), its address, or its number{default}"
    which.add_argument("--point", metavar="POINT", help=one)
    other = "the point it is held against, or baseline (default)"
    which.add_argument("--with", dest="other", metavar="POINT", help=other)
    return which
