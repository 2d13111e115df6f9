"""Changed places of the code, made by cosmic-ray: a random sample of those that tests could notice."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

Place = tuple[int, int]  # line, from 1, and column, from 0

# of no behaviour, in need of names, joined types, or never equal and yet the same
LEFT_OUT = re.compile(r"RemoveDecorator|Variable|BitOr|Invert|UAdd|(Eq|Lt|LtE|Gt|GtE)_Is|_IsNot_")
DECLARED = ("declare", "Field", "Metric")  # what is declared are choices with a source, and words


class Mutant(NamedTuple):
    """One change of one file: where, by which operator of cosmic-ray, and which of its occurrences."""

    path: Path
    place: Place
    operator: str
    occurrence: int

    def changed(self) -> str:
        """Return the text of the file with the change."""
        text: str | None = mutate_code(self.path.read_text(encoding="utf-8"), _made(self.operator), self.occurrence)
        if text is None:
            raise ValueError(f"{self.path} has no occurrence {self.occurrence} of {self.operator}")
        return text


def sampled(paths: Sequence[Path], count: int, seed: int) -> list[Mutant]:
    """Return mutants at random places, each place with one of its operators, all places as likely."""
    draw = Random(seed)  # noqa: S311 - not for secrets
    places: defaultdict[tuple[Path, Place], list[Mutant]] = defaultdict(list)
    for path in paths:
        for mutant in _mutants(path):
            places[path, mutant.place].append(mutant)
    chosen = draw.sample(sorted(places), min(count, len(places)))
    return [draw.choice(places[place]) for place in chosen]


def _mutants(path: Path) -> Iterator[Mutant]:
    text = path.read_text(encoding="utf-8")
    silent, nodes = _silent(ast.parse(text)), list(ast_nodes(get_ast(text)))
    for name in operator_names():
        if LEFT_OUT.search(name):
            continue
        operator, occurrence = _made(name), 0
        for node in nodes:
            for (line, column), _ in operator.mutation_positions(node):
                if not any(first <= (line, column) < last for first, last in silent):
                    yield Mutant(path, (line, column), name, occurrence)
                occurrence += 1


def _made(name: str) -> Any:  # noqa: ANN401 - an operator of cosmic-ray
    return get_operator(name)()


def _silent(tree: ast.Module) -> list[tuple[Place, Place]]:
    """Return the parts of a file in which no behaviour stands: declarations, annotations, calls by name."""
    nodes: list[ast.expr | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DECLARED:
            nodes.append(node)
        nodes += [node.annotation] if isinstance(node, ast.arg | ast.AnnAssign) else []
        nodes += [node.returns] if isinstance(node, ast.FunctionDef) else []
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0))
        for node in nodes
        if node is not None
    ]
