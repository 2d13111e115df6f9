"""``python -m docs.generator.cases [FOLDER]``: run every shipped case, and keep what it says for the documentation.

FOLDER (default docs/cases) gets for every case its picture, and as JSON a list of {label, text}: the question, the
answer, every comparison, and every observation with what the simulation says about it.
"""

import argparse
import shutil
import sys
from pathlib import Path

from experiments.cases.findings import Findings, findings_of
from experiments.cases.wording import answer, in_full, known, pair, seen, simulated
from experiments.command import main
from experiments.configuration.options import option_names
from experiments.pictures.draw import FOLDER
from experiments.results.study import read_study
from experiments.wording.json_text import json_text

RESULTS = Path("results")


def write_case(name: str, target: Path) -> int:
    """Run a case as a user would, keep its picture and its JSON in a folder, and return the exit code."""
    code = main(["run", f"case={name}"])
    if code == 0:
        study = read_study(RESULTS / name)
        findings = findings_of(study)
        if findings is not None:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(RESULTS / name / FOLDER / "case.png", target / f"{name}.png")
            text = json_text(_items(findings, study.manifest.confidence))
            (target / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    return code


def _items(findings: Findings, confidence: float) -> list[dict[str, str]]:
    items = [("Question", findings.case.settings.question), ("Answer", answer(findings, confidence))]
    items += [(pair(found, findings), in_full(found)) for found in findings.answers]
    for found in findings.observations:
        observation = found.observation
        says = f"observed: {seen(observation)}; simulated: {simulated(found)}; {found.agreement.value}"
        why = f". What stands against it: {found.opposed}" if found.opposed else ""
        items.append(
            (observation.what, f"{says} ({observation.kind.value}, {known(observation)}; {observation.source}){why}")
        )
    return [{"label": label, "text": text} for label, text in items]


def write_cases(target: Path) -> int:
    """Write every shipped case into a folder, and return 0, or the largest exit code of those that fail."""
    return max(write_case(name, target) for name in option_names()["case"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m docs.generator.cases",
        description="Run every shipped case, and keep its picture and what it says for the documentation.",
    )
    parser.add_argument("folder", nargs="?", type=Path, default="docs/cases", help="where to (default: %(default)s)")
    sys.exit(write_cases(parser.parse_args().folder))
