"""Results beside a case and the scoreboard are shown when they are there, and missed by nobody when they are not."""

import json
from pathlib import Path

import pytest

from docs.generator.errors import DocumentationError
from docs.generator.markers import filled
from docs.generator.results import case_results_in, preset, scoreboard_in


def test_without_results_a_page_says_so(tmp_path: Path) -> None:
    assert "No results" in case_results_in(tmp_path, "antwerp")
    assert "No scoreboard" in scoreboard_in(tmp_path)


def test_figure_and_numbers_of_a_case_are_shown(tmp_path: Path) -> None:
    (tmp_path / "antwerp.png").write_bytes(b"")
    (tmp_path / "antwerp.json").write_text(json.dumps([{"label": "Use | share", "text": "12 %"}]), encoding="utf-8")
    shown = case_results_in(tmp_path, "antwerp")
    assert "(/cases/antwerp.png)" in shown
    assert "| Use \\| share | 12 % |" in shown


@pytest.mark.parametrize("text", ["{", '{"label": "a"}', '[{"label": "a"}]', "[1]"])
def test_unreadable_numbers_stop_the_build(text: str, tmp_path: Path) -> None:
    (tmp_path / "antwerp.json").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentationError, match=r"antwerp\.json"):
        case_results_in(tmp_path, "antwerp")


def test_the_scoreboard_is_taken_over_without_its_title(tmp_path: Path) -> None:
    (tmp_path / "scoreboard.md").write_text("# Scoreboard\n\n| P1 | met |\n", encoding="utf-8")
    (tmp_path / "ablation.png").write_bytes(b"")
    shown = scoreboard_in(tmp_path)
    assert "# Scoreboard" not in shown
    assert "| P1 | met |" in shown
    assert "(/validation/ablation.png)" in shown


@pytest.mark.long
def test_a_preset_shows_what_it_changes() -> None:
    shown = preset("amsterdam")
    assert "orgchange run case=amsterdam" in shown
    assert "| `rollout.wave_units` | `[2, 10, 20, 48]` | `[]` |" in shown
    assert "no preset" in preset("atlantis")


def test_an_unknown_marker_stops_the_build() -> None:
    with pytest.raises(DocumentationError, match="unknown marker 'generated: weather'"):
        filled("a\n<!-- generated: weather today -->\n")
