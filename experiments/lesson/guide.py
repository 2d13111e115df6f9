"""The facilitator's guide of a lesson: one page to print, with what the model of today says."""

from collections.abc import Mapping
from typing import Any

from experiments.lesson.content import Lesson
from experiments.lesson.filling import as_number, as_points, as_share
from experiments.lesson.findings import Finding
from experiments.lesson.page import told
from experiments.lesson.templates_of import own_text, templates
from experiments.lesson.texts import Text, Words
from sim.errors import ScenarioError, nearest_hint

STEPS = ("situation", "bet", "watch", "why", "luck", "debrief")
MINUTES: Mapping[int, tuple[int, ...]] = {20: (2, 3, 6, 0, 3, 6), 45: (4, 6, 13, 4, 4, 14), 90: (8, 12, 25, 10, 5, 30)}
VERDICTS: Mapping[str, str] = {
    "first": "first_more",
    "second": "second_more",
    "same": "same",
    "undecided": "undecided",
}
HUNDRED = 100.0


def guide(lesson: Lesson, language: str) -> str:
    """Return the guide of a lesson as HTML; raise ScenarioError where it has none in a language."""
    if language not in lesson.texts:
        hint = nearest_hint(language, lesson.texts)
        raise ScenarioError(f"{lesson.name} has no language '{language}'{hint}; it has: {', '.join(lesson.texts)}")
    found = told(lesson)
    text, words = found.texts[language], lesson.words[language]
    if text.guide is None:
        raise ScenarioError(f"{lesson.name}/{language}.yaml says nothing to the facilitator; add a guide")
    return (
        templates()
        .get_template("guide.html")
        .render(
            language=language,
            style=own_text("guide.css"),
            text=text,
            words=words.guide,
            steps=_steps(words),
            minutes=MINUTES,
            stops=[(stop.week, line) for stop, line in zip(lesson.setting.stops, text.stops, strict=True)],
            results=[
                _row(name, bet.kind, found.findings[name], text, words) for name, bet in lesson.setting.bets.items()
            ],
            worlds=words.guide["worlds"].format(n=lesson.setting.worlds),
            model=words.page["model"],
        )
    )


def _steps(words: Words) -> list[Mapping[str, Any]]:
    """Return the steps of the lesson with what is to be done, and how many minutes each takes."""
    names = words.page["steps"]
    return [
        {"name": names[k], "text": words.guide[f"step_{step}"], "minutes": [MINUTES[all_][k] for all_ in MINUTES]}
        for k, step in enumerate(STEPS)
    ]


def _row(name: str, kind: str, finding: Finding, text: Text, words: Words) -> Mapping[str, str]:
    number = as_share if finding.is_share else (lambda value, of: as_number(value, of, 1))
    told = {"question": text.bets[name].question, "turn": text.bets[name].turn, "first": number(finding.first, words)}
    if kind == "range":
        return {**told, "second": "", "difference": "", "verdict": words.guide["range"]}
    return {
        **told,
        "second": number(finding.second, words),
        "difference": _interval(finding, words),
        "verdict": words.guide[VERDICTS[finding.answer]],
    }


def _interval(finding: Finding, words: Words) -> str:
    apart, scale = finding.difference, HUNDRED if finding.is_share else 1.0
    low, high = (as_number(scale * bound, words, 1) for bound in (apart.low, apart.high))
    mean = as_points(apart.mean, words) if finding.is_share else as_number(apart.mean, words, 1)
    return f"{mean} ({low} \u2026 {high})"
