"""Write below the markers of pages what their commands print: ``make guides``.

So a guide shows it to those who read it in the repository, too.
"""

from pathlib import Path

from docs.generator.markers import kept

DOCS = Path(__file__).resolve().parents[1]


def main() -> None:
    """Fill every guide, and the pages beside them."""
    for page in (*sorted(DOCS.glob("*.md")), *sorted((DOCS / "guides").glob("*.md"))):
        before = page.read_text(encoding="utf-8")
        after = kept(before)
        if after != before:
            page.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
