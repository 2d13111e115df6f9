"""What the projects of a run are called: by the names of a list, where one tells them, else by their numbers."""

from experiments.wording.names import project_name
from sim.processes.listed_portfolio import project_names
from sim.replay import Replay


def names_of_projects(replay: Replay) -> list[str]:
    """Return the names of all projects of a run, by number."""
    told, keys = project_names(replay.scenario.portfolio), replay.plan.projects["key"].tolist()
    return [told[key] if told else project_name(number) for number, key in enumerate(keys)]
