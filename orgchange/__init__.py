"""orgchange: a laboratory for organizational change.

    import orgchange as oc

    study = oc.run("intervention=[okr]", "project.size=5,20,80", multirun=True)   # or oc.open_study("results/plan")
    study.verdict                                # text; study.runs, .summary, .series, .projects are tables
    study.compare(); study.discover(); study.sensitivity(); study.flips("learning"); study.explain(project=3)
    study.plot.adoption()                        # a matplotlib figure
    oc.parameters("miscommunication"); oc.metrics(); oc.week()

    plan = oc.scenario({"project.size": 40}, case="amsterdam")
    model = oc.OrganizationModel(plan)           # a Mesa model: step, branch, look at anybody

Everything is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from orgchange.own_packages import find_own_packages_first

if TYPE_CHECKING:
    from experiments.api.answer import Answer
    from experiments.api.calibrating import calibrate
    from experiments.api.describing import evidence, metrics, parameters, week
    from experiments.api.importing import imported
    from experiments.api.lessons import lesson
    from experiments.api.listing import studies
    from experiments.api.running import composed, forecast, open_study, run
    from experiments.api.scenarios import Simulation, organization, scenario, simulate
    from experiments.api.study import OpenStudy
    from sim.batch import batch_run
    from sim.errors import ScenarioError
    from sim.model import OrganizationModel
    from sim.organization.chart import Organization
    from sim.organization.export import to_networkx
    from sim.organization.measures import network_measures
    from sim.scenario import Scenario

__all__ = [
    "Answer",
    "OpenStudy",
    "Organization",
    "OrganizationModel",
    "Scenario",
    "ScenarioError",
    "Simulation",
    "batch_run",
    "calibrate",
    "composed",
    "evidence",
    "forecast",
    "imported",
    "lesson",
    "metrics",
    "network_measures",
    "open_study",
    "organization",
    "parameters",
    "run",
    "scenario",
    "simulate",
    "studies",
    "to_networkx",
    "week",
]

_HOMES = {
    "experiments.api.answer": ("Answer",),
    "experiments.api.calibrating": ("calibrate",),
    "experiments.api.describing": ("evidence", "metrics", "parameters", "week"),
    "experiments.api.importing": ("imported",),
    "experiments.api.listing": ("studies",),
    "experiments.api.lessons": ("lesson",),
    "experiments.api.running": ("composed", "forecast", "open_study", "run"),
    "experiments.api.scenarios": ("Simulation", "organization", "scenario", "simulate"),
    "experiments.api.study": ("OpenStudy",),
    "sim.batch": ("batch_run",),
    "sim.errors": ("ScenarioError",),
    "sim.model": ("OrganizationModel",),
    "sim.organization.chart": ("Organization",),
    "sim.organization.export": ("to_networkx",),
    "sim.organization.measures": ("network_measures",),
    "sim.scenario": ("Scenario",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

find_own_packages_first()


def __getattr__(name: str) -> object:
    """Return a public name, whose module is loaded only now."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'orgchange' has no attribute '{name}'; it has: {', '.join(__all__)}")
    found: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
