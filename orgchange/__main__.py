"""``python -m orgchange``, and the command ``orgchange``."""

import sys

from orgchange.own_packages import find_own_packages_first


def main() -> int:
    """Run the command line of the process and return the exit code."""
    find_own_packages_first()
    from experiments.command import main as command

    return command()


if __name__ == "__main__":
    sys.exit(main())
