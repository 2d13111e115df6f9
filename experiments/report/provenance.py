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
from experiments.wording.language import localized, say, say_counted, translated
from experiments.wording.terminal import shell_command

KILO = 1024


def provenance(content: ReportContent, target: Path) -> Section:
    """Return the section of a report that will lie at ``target``."""
    check = shell_command("verify", content.folder)
    blocks: list[Block] = [
        Facts(_facts(content)),
        Paragraph(say("provenance.repeat")),
        ShellCommand(command_line(content.manifest)),
    ]
    blocks += [Paragraph(say("provenance.check")), ShellCommand(check), _files(content, target)]
    return Section("provenance", say("provenance.title"), blocks)


def _facts(content: ReportContent) -> list[Fact]:
    manifest = content.manifest
    code, machine = manifest.code, manifest.machine
    packages = ", ".join(f"{name} {version}" for name, version in manifest.packages.items())
    return [
        Fact(say("provenance.study"), manifest.name),
        Fact(say("provenance.made"), f"orgchange {code.version}", say("provenance.source", hash=code.source[:16])),
        Fact(say("provenance.packages"), packages),
        Fact(
            say("provenance.machine"),
            ", ".join(
                say_counted("provenance.cores", value) if name == "cores" else str(value)
                for name, value in asdict(machine).items()
            ),
        ),
        Fact(say("provenance.seed"), str(manifest.seed), say("provenance.same_seed")),
        Fact(say("provenance.configuration"), f"SHA-256 {manifest.configuration_hash}"),
        Fact(say("provenance.finished"), moment(manifest.finished or manifest.started)),
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
                Cell(METADATA, say("provenance.crate"), link=_link(metadata, target)),
                Cell(""),
            ]
        )
    heads = [Heading(say("provenance.file")), Heading(say("provenance.size"), number=True)]
    return TableBlock("files", say("provenance.files"), heads, rows)


def _row(content: ReportContent, target: Path, file: StudyFile) -> list[Cell]:
    return [
        Cell(file.path, f"{translated(file.meaning)}.", link=_link(content.folder / file.path, target)),
        Cell(_size(file.size)),
    ]


def _link(path: Path, target: Path) -> str:
    return quote(os.path.relpath(path.resolve(), target.resolve().parent).replace(os.sep, "/"))


def _size(count: int) -> str:
    return localized(f"{count / KILO:,.0f} KB" if count < KILO**2 else f"{count / KILO**2:,.1f} MB")
