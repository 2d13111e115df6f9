"""Tables of what the model declares: parameters, metrics, the order of a week, the mechanisms."""

import ast
import inspect
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from docs.generator.markdown import code, plain, sentence, table
from docs.generator.mechanisms import ROLLOUTS, Mechanism, mechanisms, parameter_sections
from experiments.configuration.case import CASE, CaseSettings
from experiments.configuration.declarations import metric_rows, parameter_rows, week_rows
from experiments.configuration.points import shown
from experiments.configuration.settings import SECTION, StudySettings
from experiments.validation.evidence import counted, evidence_rows
from sim.parameters import Parameters

EVIDENCE_COLUMNS = ("name", "grade", "role", "value", "allowed", "unit", "source")
PARAMETER_COLUMNS = ("name", "default", "allowed", "unit", "meaning", "role", "grade", "source")
AS_CODE = {"name", "default", "value", "allowed"}

Row = dict[str, Any]


@cache
def _parameters() -> list[Row]:
    return parameter_rows()


def parameter_table(section: str) -> str:
    """Return the table of a section's parameters, with all that is declared about them."""
    rows = [row for row in _parameters() if row["name"].rpartition(".")[0] == section]
    return table(PARAMETER_COLUMNS, ([_cell(column, row[column]) for column in PARAMETER_COLUMNS] for row in rows))


def _cell(column: str, value: object) -> str:
    if value == "":
        return ""
    return code("[]" if value == [] else shown(value)) if column in AS_CODE else plain(value)


def all_parameters() -> str:
    """Return the tables of all sections, each under its name, with a link to the mechanism it belongs to."""
    owners = {name: found for found in mechanisms().values() for name in found.sections}
    sections: list[tuple[str, type[Parameters]]] = [
        *parameter_sections(),
        (SECTION, StudySettings),
        (CASE, CaseSettings),
    ]
    return "\n".join(_section(name, declared, owners.get(name)) for name, declared in sections)


def _section(name: str, declared: type[Parameters], owner: Mechanism | None) -> str:
    meaning = (inspect.getdoc(declared) or "").splitlines()[0]
    more = f" See [{plain(owner.title)}](/{owner.address}.md)." if owner else ""
    return f"## {name}\n\n{plain(meaning)}{more}\n\n{parameter_table(name)}"


def evidence_table(kind: str) -> str:
    """Return the evidence ledger of every ``parameter`` or ``target`` under its counts by grade, the weakest first."""
    rows = [row for row in evidence_rows() if row["kind"] == kind]
    return f"{plain(counted(rows))}.\n\n" + table(
        EVIDENCE_COLUMNS, ([_cell(name, row[name]) for name in EVIDENCE_COLUMNS] for row in rows)
    )


def week_table() -> str:
    """Return the steps of a week in their order."""
    rows = [
        [str(row["step"]), _where(row["module"]), code(row["name"].strip()), plain(row["reads"]), plain(row["does"])]
        for row in week_rows()
    ]
    return table(["step", "mechanism", "function", "reads", "what it does"], rows)


def _where(module: str) -> str:
    found = mechanisms().get(module)
    return f"[{plain(found.title)}](/{found.address}.md)" if found else code(module)


def mechanism_table(group: str) -> str:
    """Return a table of the mechanisms of a group, each linked to its page."""
    chosen = [found for found in mechanisms().values() if _is_of(group, found)]
    rows = [[_where(found.module), plain(sentence(found.summary)), code(found.switch or "")] for found in chosen]
    return table(["mechanism", "idea", "switch"], rows)


def _is_of(group: str, found: Mechanism) -> bool:
    """Return whether the module of a mechanism begins with ``sim.GROUP``; all rollouts are together."""
    if found.module in ROLLOUTS:
        return f"sim.{group}" in ROLLOUTS
    return found.module.startswith(f"sim.{group}")


def metric_table(recorded: str) -> str:
    """Return the dictionary of what is measured once a ``run`` or every ``week``."""
    chosen = [row for row in metric_rows() if row["recorded"] == recorded]
    rows = ([code(row["name"]), plain(row["definition"]), plain(row["unit"]), row["better"]] for row in chosen)
    return table(["name", "definition", "unit", "better"], rows)


def function_table(module: str) -> str:
    """Return the public functions of a module, each with the first line of its description; nothing without any."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return table(["function", "what it does"], _described(public)) if public else ""


def _described(functions: Iterable[ast.FunctionDef]) -> Iterable[Sequence[str]]:
    return ([code(node.name), plain((ast.get_docstring(node) or "").partition("\n\n")[0])] for node in functions)
