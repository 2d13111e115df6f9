"""The page: the sections of a report in their order, and the one file they become."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from experiments.configuration.plans.plan import PLAN
from experiments.report.blocks import Section
from experiments.report.content import ReportContent
from experiments.report.departments_section import departments
from experiments.report.flips_section import doubts
from experiments.report.front.front import front
from experiments.report.glossary import glossary
from experiments.report.methods import methods
from experiments.report.money_section import money
from experiments.report.pictures import pictures
from experiments.report.provenance import provenance
from experiments.report.sections import results, setting
from experiments.report.separation_section import separation
from experiments.report.verdict import question, verdict
from experiments.report.wording import listed, moment, name_of, small_metric, title
from experiments.wording.language import language, say
from experiments.wording.names import intervention_name

POSTERIOR = "posterior"


def page(content: ReportContent, target: Path) -> str:
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
        title=_title(content),
        front=front(content),
        question=question(content),
        verdict=verdict(content),
        sections=_sections(content, target),
        name=content.manifest.name,
        made=say(
            "page.made",
            version=content.manifest.code.version,
            when=moment(content.manifest.finished or content.manifest.started),
        ),
        language=language(),
        say=say,
    )


def _title(content: ReportContent) -> str:
    case = content.findings.case.settings.title if content.findings is not None else ""
    if case:
        return case
    if content.sensitivities:
        return say("page.decides", metric=small_metric(content.metric))
    if content.manifest.plans and list(content.varied) == [PLAN]:
        titles = (plan.title or name.replace("_", " ") for name, plan in content.manifest.plans.items())
        return say("list.or").join(titles)
    if content.varied:
        levers = [name_of(key) for key in content.varied if key not in content.uncertain]
        over = say("page.over", worlds=content.worlds.worlds) if content.worlds is not None else ""
        return title(listed(levers or [name_of(key) for key in content.varied])) + over
    tried = listed([intervention_name(name) for name in content.tried])
    return say("page.what", names=tried) if tried else title(str(content.manifest.name).replace("_", " "))


def _sections(content: ReportContent, target: Path) -> list[Section]:
    asked = (_posterior(content), separation(content), money(content), departments(content), doubts(content))
    others = [section for section in asked if section is not None]
    return [
        setting(content),
        *results(content, pictures(content)),
        *others,
        methods(content),
        provenance(content, target),
        glossary(content),
    ]


def _posterior(content: ReportContent) -> Section | None:
    """Return what data told of the worlds; only worlds from a posterior wait for what makes one to be loaded."""
    design = content.manifest.design
    if design is None or design.kind != POSTERIOR:
        return None
    from experiments.report.posterior_section import posterior

    return posterior(content, design)
