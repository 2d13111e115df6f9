"""Refusals: whatever Hydra, OmegaConf or the model says about bad input, as one line that tells what to change."""

import re
from collections.abc import Callable

from hydra.errors import HydraException, MissingConfigException, OverrideParseException
from hydra.plugins.config_source import ConfigLoadError
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError  # type: ignore[import-untyped]

from experiments.configuration.options import option_names
from experiments.configuration.settings import declared_everything
from sim.errors import ScenarioError, nearest_hint
from sim.interventions.catalogue import PRACTICES
from sim.interventions.intervention import Intervention, Practice

BAD_INPUT = (ScenarioError, HydraException, OmegaConfBaseException, ConfigLoadError, YAMLError, OSError)
INTERVAL = "interval(...) is for sweepers that sample (hydra/sweeper=lhs); write values (a,b,c) or range(from,to,step)"
GRAMMAR = "write key=value, a list as key=[a,b], and a text with other signs in quotes: \"key='a, b'\""
UNKNOWN = re.compile(r"unknown parameter '([\w.]+\.\w+)'; (?:did you mean '[\w.]+'\?|valid here: [\w, ]+)")
OWN_PACKAGE = re.compile(
    r"unknown section '(experiment)'|unknown parameter '(case)\.(?:horizon|organization|study|case)'"
)
HEADER = "its first line must be '# @package _global_', so that it speaks of the whole study"
OF_EVERY_PRACTICE = Practice.declarations().keys() - Intervention.declarations().keys()


def one_line(error: BaseException) -> str:
    """Return what is wrong, where, and what would be right."""
    if isinstance(error, ScenarioError):
        return _in_its_section(str(error))
    if isinstance(error, OverrideParseException):
        return f"cannot read '{error.override}'; {GRAMMAR}"
    if isinstance(error, MissingConfigException):
        return _missing_option(error)
    text, cause = str(error), error.__cause__
    for pattern, explained in EXPLAINED:
        found = re.search(pattern, text or str(cause), re.DOTALL)
        if found:
            return explained(*_fuller(found.groups(), cause))
    return ": ".join(_without_place(part) for part in (text, str(cause or "")) if part)


def _in_its_section(text: str) -> str:
    """Return a refusal; one of a parameter that its own section does not know, with what others have."""
    alone = OWN_PACKAGE.match(text)
    if alone:
        return f"a configuration below {alone[1] or alone[2]}/ speaks of itself alone: {HEADER}"
    found = UNKNOWN.fullmatch(text)
    return unknown_parameter(found[1]) if found else text


def _without_place(text: str) -> str:
    """Return a text of OmegaConf as one line, without where in its own tree something is wrong."""
    return " ".join(re.sub(r"\s+full_key:.*", "", text, flags=re.DOTALL).split())


def _fuller(groups: tuple[str, ...], cause: BaseException | None) -> tuple[str, ...]:
    """Return what was found, with a key inside a section that was given as a whole (``project={sze:5}``) in full."""
    inside = str(getattr(cause, "full_key", None) or "")
    return (inside,) if len(groups) == 1 and inside.startswith(f"{groups[0]}.") else groups


def unknown_parameter(key: str) -> str:
    """Return that no parameter has this name, with the nearest that there is."""
    names = list(declared_everything())
    sections = {name.rpartition(".")[0] for name in names}
    owner, _, name = key.rpartition(".")
    same_section = [known for known in names if known.rpartition(".")[0] == owner]
    hint = _of_practices(key) or nearest_hint(key, [*same_section, *names])
    hint = hint or _of_the_same_name(name, names) or nearest_hint(key, sections)
    listing = f"orgchange describe parameters {owner}" if owner in sections else "orgchange describe parameters"
    return f"unknown parameter '{key}'{hint or f'; see: {listing}'}"


def _of_practices(key: str) -> str:
    name = key.rpartition(".")[2]
    if name not in OF_EVERY_PRACTICE:
        return ""
    own = [f"intervention.{practice}.{name}" for practice in PRACTICES]
    return nearest_hint(key, own) or f"; each practice has its own: did you mean '{own[0]}'?"


def _of_the_same_name(name: str, names: list[str]) -> str:
    alike = [known for known in names if known.rpartition(".")[2] == name]
    return f"; did you mean '{alike[0]}'?" if alike else ""


def _missing_option(error: MissingConfigException) -> str:
    group, _, option = (error.missing_cfg_file or "").rpartition("/")
    options = error.options or option_names().get(group)
    if not options:
        return f"there is no configuration '{error.missing_cfg_file}'"
    return f"{group} has no option '{option}'{nearest_hint(option, options)}; valid: {', '.join(options)}"


def _not_in_defaults(key: str) -> str:
    return f"'{key}' has no option chosen that could be replaced; write +{key}=... to add one"


def _not_of_this_plugin(key: str, kind: str) -> str:
    return (
        f"'{key}' is no setting of the {kind} that is chosen; choose another with hydra/{kind}=..., see: orgchange "
        "run --help"
    )


def _in_file(file: str, key: str) -> str:
    group, sign, package = key.partition("@")
    if sign and package.endswith(group) and file.partition("/")[0] in package:
        return f"the configuration '{file}' chooses {group} for itself alone: {HEADER}"
    return f"the configuration '{file}' replaces '{key}', which has no option chosen"


EXPLAINED: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"^In '([^']+)': Could not override '([^']+)'", _in_file),
    (r"Could not override '([^']+)'\. No match in the defaults list", _not_in_defaults),
    (r"Could not override '(hydra\.(sweeper|launcher)\.[^']+)'", _not_of_this_plugin),
    (r"Could not override '([^']+)'", unknown_parameter),
    (
        r"Could not append to config\. An item is already at '([^']+)'",
        lambda key: f"'{key}' is there already; write {key}=... without +",
    ),
    (r"Could not delete from config\. '([^']+)' does not exist", unknown_parameter),
    (r"Could not delete '([^']+)'", lambda key: f"'{key}' is not chosen, so it cannot be taken away; leave ~{key} out"),
    (r"Multiple values for (\S+?)\. ", lambda key: f"{key} is chosen twice; write {key}=... without +"),
    (
        r"Sweeping over Hydra's configuration is not supported : '([^']+)'",
        lambda text: f"'{text}': Hydra's own settings cannot vary",
    ),
    (r"does not support sweep type : INTERVAL_SWEEP", lambda: INTERVAL),
    (r"force-add of config groups is not supported: '\+*([^']+)'", lambda text: f"write {text} without ++"),
    (r"Interpolation key '([^']+)' not found", lambda key: f"a value refers to '{key}', and {unknown_parameter(key)}"),
    (r"Missing mandatory value: (\S+)", lambda key: f"{key} has no value; give it one"),
)
