"""The page: the sections of a report in their order, and the one file they become."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.report.blocks import Section
from experiments.report.content import Study
from experiments.report.flips_section import doubts
from experiments.report.glossary import glossary
from experiments.report.methods import methods
from experiments.report.pictures import pictures
from experiments.report.provenance import provenance
from experiments.report.sections import results, setting
from experiments.report.verdict import question, verdict
from experiments.report.wording import intervention_name, listed, metric_name, moment, name_of, sentence


def page(study: Study, target: Path) -> str:
    """Return the report of a study as HTML that needs no other file.

    Its links hold for a report that lies at ``target``.
    """
    templates = Environment(
        loader=PackageLoader("experiments.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return templates.get_template("report.html").render(
        title=_title(study),
        question=question(study),
        verdict=verdict(study),
        sections=_sections(study, target),
        name=study.manifest["name"],
        made=f"orgchange {study.manifest['code']['version']}, "
        f"{moment(study.manifest['finished'] or study.manifest['started'])}",
    )


def _title(study: Study) -> str:
    case = study.findings.case.settings.title if study.findings is not None else ""
    if case:
        return case
    if study.sensitivities:
        return f"What decides about {metric_name(study.metric).lower()}"
    if study.varied:
        levers = [name_of(key) for key in study.varied if key not in study.uncertain]
        over = f": what holds up in {study.worlds.worlds:,} possible worlds" if study.worlds is not None else ""
        return sentence(listed(levers or [name_of(key) for key in study.varied]))[:-1] + over
    tried = listed([intervention_name(name) for name in study.tried])
    return f"What {tried} would change" if tried else sentence(str(study.manifest["name"]).replace("_", " "))[:-1]


def _sections(study: Study, target: Path) -> list[Section]:
    doubted = doubts(study)
    return [
        setting(study),
        *results(study, pictures(study)),
        *([doubted] if doubted is not None else []),
        methods(study),
        provenance(study, target),
        glossary(study),
    ]
