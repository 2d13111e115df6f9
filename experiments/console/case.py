"""What a person gets to see after a case.

Its arms, what was observed beside what was simulated, question and answer.
"""

from typing import TYPE_CHECKING

from experiments.cases.findings import Findings
from experiments.cases.wording import answer, known, seen, simulated, sources, spoken
from experiments.configuration.case import ARM
from experiments.configuration.observation import BASELINE, EvidenceGrade
from experiments.console.caveats import print_caveats
from experiments.console.stopping import stopping_text
from experiments.flips.saved import edge_of, line_of
from experiments.results.caveats import codes, weights
from experiments.results.study import Study
from experiments.results.verdict import UNITS
from experiments.separate.wording import separated
from experiments.wording.quantities import number, percent, signed, span
from experiments.wording.terminal import new_table

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.wording.tables import Table


def print_case(console: "Console", study: Study, findings: Findings) -> None:
    """Print the findings of a case for people."""
    confidence = study.confidence_text
    title = findings.case.settings.title or study.manifest.name
    console.print(f"{title}: means of {study.manifest.replicates} replicates")
    console.print(_arms(study, findings))
    print_caveats(console, study)
    if findings.observations:
        how = (
            f"(a week: median and middle 90 % of the runs; else mean and {confidence} interval; a direction: paired "
            "difference)"
        )
        console.print(f"\nObserved beside simulated {how}")
        _print_observations(console, findings)
    if findings.case.settings.question:
        console.print(f"\nQuestion: {findings.case.settings.question}")
    if findings.answers:
        console.print(_answers(findings, confidence))
        if edge := edge_of(study):
            console.print(edge)
        console.print(f"Answer: {answer(findings, study.manifest.confidence)}")
        for line in separated(study):
            console.print(line)
        console.print(line_of(study))
    if turning := weights(study, codes()):
        console.print(turning)
    if stopping := study.manifest.stopping:
        console.print(stopping_text(stopping))
    console.print(f"Data: {study.folder}")


def _arms(study: Study, findings: Findings) -> "Table":
    table = new_table()
    table.add_column("arm")
    for metric in findings.metrics:
        table.add_column(f"{metric} ({UNITS[metric]})", number=True)
    for point in study.points:
        means = study.means(point)
        name = str(point.choices.get(ARM, point.label))
        table.add_row(spoken(name), *(number(means[metric].mean) for metric in findings.metrics))
    if study.points[0].baseline_runs is not None:
        means = study.means_of(study.points[0].baseline_runs)
        table.add_row(BASELINE, *(number(means[metric].mean) for metric in findings.metrics))
    return table


def _print_observations(console: "Console", findings: Findings) -> None:
    table, numbered = new_table(), sources(findings)
    for heading in ("what", "observed", "simulated", "says", "known"):
        table.add_column(heading)
    for found in findings.observations:
        told = found.observation
        table.add_row(
            told.what, seen(told), simulated(found), found.agreement.value, f"{known(told)} [{numbered[told.source]}]"
        )
    console.print(table)
    for found in findings.observations:
        if found.opposed:
            console.print(f"Not shown by the model: {found.observation.what}. {found.opposed}.")
    grades = {found.observation.grade for found in findings.observations}
    console.print(
        f"Grades: {', '.join(f'{grade.value} {grade.meaning}' for grade in EvidenceGrade if grade in grades)}"
    )
    for name, place in numbered.items():
        console.print(f"[{place}] {name}")


def _answers(findings: Findings, confidence: str) -> "Table":
    table = new_table()
    for heading in ("arm", "against", "metric"):
        table.add_column(heading)
    for heading in ("difference", f"{confidence} interval"):
        table.add_column(heading, number=True)
    for heading in ("verdict", "pairs with this sign"):
        table.add_column(heading)
    for found in findings.answers:
        for metric, difference in found.differences.items():
            pair = (spoken(found.contrast.arm), spoken(found.contrast.against), metric)
            interval = signed(difference.mean), span(difference.low, difference.high)
            table.add_row(
                *pair,
                *interval,
                found.verdict(metric).value,
                percent(difference.share) if difference.mean and difference.pairs > 1 else "",
            )
    return table
