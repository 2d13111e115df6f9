"""Where a study comes from: code, packages, machine, seed, the command that repeats it, and its files."""

import os
from pathlib import Path
from urllib.parse import quote

from msgspec.structs import asdict

from experiments.provenance.entities import command_line
from experiments.provenance.files import METADATA, StudyFile, paths_of, study_file
from experiments.report.blocks import Block, Cell, Fact, Facts, Heading, Paragraph, Section, ShellCommand, TableBlock
from experiments.report.content import ReportContent
from experiments.report.wording import moment
from experiments.wording.terminal import shell_command

REPEAT = "The same command on the same version gives the same numbers, to the last bit on a machine of the same kind:"
CHECK = "Whether the files still are what they were, and whether the runs come out again bit for bit:"
KILO = 1024


def provenance(content: ReportContent, target: Path) -> Section:
    """Return the section of a report that will lie at ``target``."""
    check = shell_command("verify", content.folder)
    blocks: list[Block] = [Facts(_facts(content)), Paragraph(REPEAT), ShellCommand(command_line(content.manifest))]
    blocks += [Paragraph(CHECK), ShellCommand(check), _files(content, target)]
    return Section("provenance", "Where this comes from", blocks)


def _facts(content: ReportContent) -> list[Fact]:
    manifest = content.manifest
    code, machine = manifest.code, manifest.machine
    packages = ", ".join(f"{name} {version}" for name, version in manifest.packages.items())
    return [
        Fact("Study", manifest.name),
        Fact("Made by", f"orgchange {code.version}", f"SHA-256 of the model's source {code.source[:16]}…"),
        Fact("Packages", packages),
        Fact(
            "Machine",
            ", ".join(f"{value} cores" if name == "cores" else str(value) for name, value in asdict(machine).items()),
        ),
        Fact("Seed", str(manifest.seed), "The same seed is the same people and the same luck."),
        Fact("Configuration", f"SHA-256 {manifest.configuration_hash}"),
        Fact("Finished", moment(manifest.finished or manifest.started)),
    ]


def _files(content: ReportContent, target: Path) -> TableBlock:
    files = [
        study_file(content.folder, path)
        for path in paths_of(content.folder)
        if (content.folder / path).resolve() != target.resolve()
    ]
    rows = [_row(content, target, file) for file in files if "/" not in file.path]
    metadata = content.folder / METADATA
    if metadata.exists():
        rows.append(
            [
                Cell(
                    METADATA, "Everything about this folder for programs (RO-Crate 1.1).", link=_link(metadata, target)
                ),
                Cell(""),
            ]
        )
    caption = "Files of the study. CSV opens in a spreadsheet; Parquet in pandas, R or DuckDB."
    return TableBlock("files", caption, [Heading("File"), Heading("Size", number=True)], rows)


def _row(content: ReportContent, target: Path, file: StudyFile) -> list[Cell]:
    return [Cell(file.path, f"{file.meaning}.", link=_link(content.folder / file.path, target)), Cell(_size(file.size))]


def _link(path: Path, target: Path) -> str:
    return quote(os.path.relpath(path.resolve(), target.resolve().parent).replace(os.sep, "/"))


def _size(count: int) -> str:
    return f"{count / KILO:,.0f} KB" if count < KILO**2 else f"{count / KILO**2:,.1f} MB"
