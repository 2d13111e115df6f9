"""What separates two plans, in a sentence."""

from experiments.configuration.case import ARM
from experiments.configuration.plans.plan import PLAN
from experiments.provenance.kept import Plain
from experiments.results.study import Study
from experiments.separate.saved import kept_separation
from experiments.wording.names import intervention_name
from experiments.wording.quantities import signed
from experiments.wording.terminal import shell_command

NAMES = {"project": "the projects", "rollout": "the rollout"}


def separated(study: Study) -> list[str]:
    """Return what separates the plans of a study, a sentence a pair; how to find out where two plans are compared.

    Nothing where there are none.
    """
    kept = kept_separation(study)
    if kept is not None:
        return [sentence(pair) for pair in kept["pairs"]]
    several = PLAN in study.varied or ARM in study.varied
    return [f"What separates them: {shell_command('separate', study.folder)}"] if several else []


def sentence(pair: Plain) -> str:
    """Return which part carries how much of one difference, the largest first."""
    whole = signed(pair["difference"]["mean"])
    parts = [f"{called(one['part'])} {signed(one['carries']['mean'])}" for one in pair["parts"]]
    return f"{pair['label']}: of {whole} {', '.join(parts)}." if parts else f"{pair['label']}: nothing separates them."


def called(part: str) -> str:
    """Return what a part is called."""
    return NAMES.get(part) or intervention_name(part)
