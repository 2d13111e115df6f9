"""The whole description of the model as one file, for the supplement of a paper.

``make odd`` writes the ODD protocol with its tables, and behind it every mechanism: rule, source, parameters.
"""

import re
import sys
from pathlib import Path

from docs.generator.markers import filled
from docs.generator.mechanism_page import WIDE, mechanism_page
from docs.generator.mechanisms import mechanisms
from experiments.store.environment import package_version
from sim.compiler import source_stamp

ODD = Path(__file__).resolve().parents[1] / "odd.md"
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)\s]*\)")
HEADING = re.compile(r"^#(?=#* )", flags=re.MULTILINE)
FENCED = re.compile(r"(^```.*?^```$)", flags=re.MULTILINE | re.DOTALL)
DEEPER = 2


def supplement() -> str:
    """Return the description as one text: what it is of, the protocol, and all mechanisms as its appendix."""
    title, _, protocol = filled(ODD.read_text(encoding="utf-8")).partition("\n")
    made = f"Made from the declarations of orgchange {package_version('orgchange')}, model {source_stamp()}."
    pages = [_deeper(mechanism_page(each, None).removeprefix(WIDE)) for each in mechanisms().values()]
    appendix = "## Appendix: every mechanism, with its rule, source and parameters"
    return "\n\n".join(_without_links(part.strip()) for part in (title, made, protocol, appendix, *pages)) + "\n"


def _deeper(page: str) -> str:
    """Return a page as a part of the appendix; what stands in a rule begins with no heading."""
    parts = FENCED.split(page)
    return "".join(part if part.startswith("```") else HEADING.sub("#" * (DEEPER + 1), part) for part in parts)


def _without_links(text: str) -> str:
    """Return a text in which links to other pages of the site are words: in one file there are none."""
    return LINK.sub(r"\1", text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(supplement(), encoding="utf-8")
