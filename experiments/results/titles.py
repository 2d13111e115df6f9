"""What people call a plan or an arm: the title it was given, else its name as words."""

from collections.abc import Mapping

from experiments.configuration.case import ARM, CASE, checked_case
from experiments.configuration.plans.plan import PLAN
from experiments.configuration.settings import SECTION
from experiments.store.manifest import Manifest
from experiments.wording.choices import Choice
from experiments.wording.language import say
from experiments.wording.names import brief, key_name, option, small

INTERVENTION = "intervention"
NAMED = (ARM, PLAN, INTERVENTION)


def title_of(manifest: Manifest, key: str, name: str) -> str:
    """Return the title of a plan or an arm of a study; empty where none was given."""
    if key == PLAN:
        return manifest.plans[name].title if name in manifest.plans else ""
    if key != ARM:
        return ""
    arms = checked_case(manifest.configuration.get(CASE, {})).arms
    return arms[name].title if name in arms else ""


def label(manifest: Manifest, key: str, value: Choice | None) -> str:
    """Return the value of a key as it stands beside a line or a bar: titles of plans, percentages with their sign."""
    if isinstance(value, str):
        return title_of(manifest, key, value) or option(value)
    return brief(key, float(f"{value:.3g}")) if isinstance(value, float) else brief(key, value)


def called(manifest: Manifest, choices: Mapping[str, Choice]) -> str:
    """Return a point in words: what tells it from the others, or all that was chosen where it is alone."""
    keys = manifest.varied or [key for key in choices if not key.startswith(f"{SECTION}.")]
    told = ", ".join(_told(manifest, key, choices.get(key)) for key in keys)
    return f"{told[:1].upper()}{told[1:]}"


def _told(manifest: Manifest, key: str, value: Choice | None) -> str:
    if key == INTERVENTION and not str(value).strip("[]"):
        return say("value.no_intervention")
    said = label(manifest, key, value)
    return said if key in NAMED else f"{small(key_name(key))} {said}"
