"""Entities of the crate: the study, its files and columns, the command that made it, the software and the machine.

Source  RO-Crate Metadata Specification 1.1 (Sefton et al. 2020, https://w3id.org/ro/crate/1.1): root data entity, data
        entities, provenance of entities (CreateAction with instrument, object and result).
"""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import asdict

from experiments.configuration.points import ORGANIZATION_FILES, file_digest, shown
from experiments.configuration.settings import SECTION, declared_everything
from experiments.organizations.text_file import file_and_sheet
from experiments.provenance.columns import columns_of, described
from experiments.provenance.files import METADATA, StudyFile
from experiments.store.manifest import Manifest

Entity = dict[str, Any]
ROOT, ACTION, SOFTWARE, MACHINE = "./", "#command", "#orgchange", "#machine"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
LICENCE = "https://spdx.org/licenses/Apache-2.0"
LICENCE_TEXT = (
    "Licence of the software that made this folder; whoever publishes the folder may choose another for the data"
)
COMPLETED = "http://schema.org/CompletedActionStatus"


def entities(folder: Path, manifest: Manifest, files: Sequence[StudyFile]) -> Iterator[Entity]:
    """Yield every entity, in a fixed order."""
    yield {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": SPECIFICATION}, "about": {"@id": ROOT}}
    yield _root(manifest, files)
    yield {"@id": LICENCE, "@type": "CreativeWork", "name": "Apache License 2.0", "description": LICENCE_TEXT}
    columns: dict[str, Entity] = {}
    for file in files:
        found = list(_columns(folder, file))
        columns |= {column["@id"]: column for column in found}
        yield _file(file, found)
    yield from _folders(files)
    parameters = [*_parameters(manifest), *_inputs(manifest)]
    yield _action(manifest, parameters, files)
    yield from parameters
    yield from _software(manifest)
    yield _machine(manifest)
    yield from columns.values()


def _root(manifest: Manifest, files: Sequence[StudyFile]) -> Entity:
    parts = [file.path for file in files if "/" not in file.path] + [folder["@id"] for folder in _folders(files)]
    title = manifest.configuration.get("case", {}).get("title", "")
    varied = ", ".join(manifest.varied)
    points = f"{_count(len(manifest.points), 'design point')}{f' over {varied}' if varied else ''}"
    replicates = _count(manifest.replicates, "replicate")
    return {
        "@id": ROOT,
        "@type": "Dataset",
        "name": f"{manifest.name}: {title or 'a study of organizational change'}",
        "description": f"Simulated with orgchange: {points}, {replicates} each, judged by {manifest.metric}. "
        "Runs of the same number share people and luck, and are compared pair by pair.",
        "datePublished": str(manifest.finished or manifest.started)[:10],
        "license": {"@id": LICENCE},
        "hasPart": [{"@id": path} for path in parts],
        "mentions": {"@id": ACTION},
    }


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _folders(files: Iterable[StudyFile]) -> list[Entity]:
    inside: dict[str, list[str]] = {}
    for file in files:
        parent = PurePosixPath(file.path).parent.as_posix()
        if parent != ".":
            inside.setdefault(f"{parent}/", []).append(file.path)
    return [
        {"@id": folder, "@type": "Dataset", "name": folder.rstrip("/"), "hasPart": [{"@id": path} for path in paths]}
        for folder, paths in inside.items()
    ]


def _file(file: StudyFile, columns: Sequence[Entity]) -> Entity:
    entity = {
        "@id": file.path,
        "@type": "File",
        "name": PurePosixPath(file.path).name,
        "description": file.meaning,
        "encodingFormat": file.encoding,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
    return entity | ({"variableMeasured": [{"@id": column["@id"]} for column in columns]} if columns else {})


def _columns(folder: Path, file: StudyFile) -> Iterator[Entity]:
    table = PurePosixPath(file.path).stem
    for name in columns_of(folder / file.path):
        meaning, unit = described(table, name)
        entity = {
            "@id": f"#{table}.{name}",
            "@type": "PropertyValue",
            "name": name,
            "description": meaning,
            "unitText": unit,
        }
        yield {key: value for key, value in entity.items() if value}


def _action(manifest: Manifest, parameters: Sequence[Entity], files: Sequence[StudyFile]) -> Entity:
    return {
        "@id": ACTION,
        "@type": "CreateAction",
        "name": "Simulation",
        "description": command_line(manifest),
        "startTime": manifest.started,
        "endTime": manifest.finished,
        "actionStatus": {"@id": COMPLETED},
        "instrument": [{"@id": SOFTWARE}, {"@id": MACHINE}],
        "object": [{"@id": parameter["@id"]} for parameter in parameters],
        "result": [{"@id": file.path} for file in files],
    }


def command_line(manifest: Manifest) -> str:
    """Return the command that asks for the study again, as it is typed in any folder."""
    sweeps = ["-m"] if len(manifest.points) > 1 and manifest.varied != ("case.arm",) else []
    options = [word for folder in manifest.search for word in ("--config-dir", folder)]
    command = shlex.join(["orgchange", "run", *sweeps, *options, *manifest.command])
    return f"cd {shlex.quote(manifest.home)} && {command}" if manifest.home else command


def _parameters(manifest: Manifest) -> Iterator[Entity]:
    declared = declared_everything()
    settings = {f"{SECTION}.{name}": value for name, value in manifest.settings.items() if value not in ("", None)}
    varied = {
        key: list(dict.fromkeys(shown(point.choices.get(key)) for point in manifest.points)) for key in manifest.varied
    }
    hashes = {"configuration_hash": manifest.configuration_hash, "horizon.seed": manifest.seed}
    for name, value in {**varied, **settings, **hashes}.items():
        entity: Entity = {"@id": f"#parameter.{name}", "@type": "PropertyValue", "name": name, "value": value}
        if name in declared:
            entity["description"] = declared[name].meaning
            entity |= {"unitText": declared[name].unit} if declared[name].unit != "1" else {}
        yield entity


def _inputs(manifest: Manifest) -> Iterator[Entity]:
    """Yield the files that the organization was read from: by name and checksum only, they may hold data of persons."""
    for name in ORGANIZATION_FILES:
        section, key = name.split(".")
        path = manifest.configuration.get(section, {}).get(key)
        file = Path(file_and_sheet(path)[0]) if isinstance(path, str) and path else None
        if file is not None and file.is_file():
            yield {
                "@id": f"#input.{name}",
                "@type": "CreativeWork",
                "name": file.name,
                "sha256": file_digest(name, path),
            }


def _software(manifest: Manifest) -> Iterator[Entity]:
    packages = [{"@id": f"#package.{name}"} for name in manifest.packages]
    yield {
        "@id": SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "orgchange",
        "description": "A laboratory for organizational change",
        "softwareVersion": manifest.code.version,
        "license": {"@id": LICENCE},
        "softwareRequirements": packages,
        "identifier": {"@id": "#orgchange.source"},
    }
    source = "SHA-256 of the source of the model"
    yield {"@id": "#orgchange.source", "@type": "PropertyValue", "name": source, "value": manifest.code.source}
    for name, version in manifest.packages.items():
        yield {"@id": f"#package.{name}", "@type": "SoftwareApplication", "name": name, "softwareVersion": version}


def _machine(manifest: Manifest) -> Entity:
    said = ", ".join(f"{name} {value}" for name, value in asdict(manifest.machine).items())
    return {"@id": MACHINE, "@type": "IndividualProduct", "name": "Machine of the simulation", "description": said}
