"""What is different here from where a study was made: the code, the packages, the machine."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import asdict

from experiments.store.environment import code_here, machine_here, packages_here
from experiments.store.manifest import Manifest


class EnvironmentChange(NamedTuple):
    """Something that was otherwise when the study was made."""

    what: str
    then: str
    now: str


def changes_since(manifest: Manifest) -> list[EnvironmentChange]:
    """Return everything that the manifest of a study says otherwise than it is here.

    What it does not say is left out.
    """
    code, packages, machine = manifest.code, manifest.packages, manifest.machine
    return [
        *_between("version of orgchange", {"": code.version}, {"": code_here().version}),
        *_between("model, SHA-256 of its source", {"": code.source[:12]}, {"": code_here().source[:12]}),
        *_between("package", packages, packages_here()),
        *_between("machine", asdict(machine), asdict(machine_here())),
    ]


def _between(what: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[EnvironmentChange]:
    for name, value in then.items():
        if name in now and now[name] != value:
            yield EnvironmentChange(f"{what} {name}".strip(), str(value), str(now[name]))
