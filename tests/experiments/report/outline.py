"""What an HTML file consists of, read by Python's own parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = ("style", "pre", "code", "title")
VOID = ("meta", "link", "img")


@dataclass
class Element:
    """An element: its tag, its attributes, and the text directly or deeper inside it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Outline(HTMLParser):
    """The elements of a page in their order, and the text that people read (commands apart)."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(parent.tag for parent in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data
        if not any(element.tag in SILENT for element in self._open):
            self.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return the elements with one of the tags."""
        return [element for element in self.elements if element.tag in tags]


def outline_of(html: str) -> Outline:
    """Return the outline of a page; every element must be closed where it was opened."""
    found = Outline()
    found.feed(html)
    found.close()
    assert not found._open
    return found
