"""Formulas of people's own: arithmetic over names, read into a tree of a few kinds of nodes, and nothing else.

Grammar     numbers, names, ``+ - * / **``, parentheses, and the functions ``min max abs sqrt log exp``; at most
            ``MOST_NODES`` parts, exponents are numbers up to ``LARGEST_EXPONENT``. Nothing is evaluated as code:
            Python's parser only cuts the text into its parts, and every part has to be one of those named here.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError, nearest_hint

Numbers = NDArray[np.float64]
Columns = Callable[[str], Numbers]
Operation = Callable[..., Numbers]

LONGEST, MOST_NODES, LARGEST_EXPONENT, LARGEST_NUMBER = 500, 60, 4.0, 1e12
BINARY: Mapping[type[ast.operator], Operation] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
FUNCTIONS: Mapping[str, tuple[int, Operation]] = {
    "min": (2, np.minimum),
    "max": (2, np.maximum),
    "abs": (1, np.abs),
    "sqrt": (1, np.sqrt),
    "log": (1, np.log),
    "exp": (1, np.exp),
}
ALLOWED = f"numbers, names of metrics, + - * / **, parentheses and {', '.join(FUNCTIONS)}"


@dataclass(frozen=True)
class Formula:
    """A checked formula."""

    text: str
    _tree: ast.expr

    @property
    def names(self) -> Sequence[str]:
        """The names it is about, each once."""
        called = {id(node.func) for node in ast.walk(self._tree) if isinstance(node, ast.Call)}
        found = (node for node in ast.walk(self._tree) if isinstance(node, ast.Name) and id(node) not in called)
        return list(dict.fromkeys(node.id for node in found))

    def values(self, columns: Columns) -> Numbers:
        """Return what it is, float64 (n), where ``columns`` gives a name's; NaN where it has no finite value."""
        with np.errstate(all="ignore"):
            found = np.asarray(_value(self._tree, columns), np.float64)
        return np.where(np.isfinite(found), found, np.nan)


def checked_formula(text: object, known: Sequence[str], where: str) -> Formula:
    """Return a formula over ``known`` names; raise ScenarioError for anything else."""
    if not isinstance(text, str) or not text.strip():
        raise ScenarioError(f"{where} must be a formula such as 'adopted / (1 + cost_overrun_first)', not {text!r}")
    if len(text) > LONGEST:
        raise ScenarioError(f"{where} is longer than {LONGEST} signs")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ScenarioError(f"{where}: '{text}' is no formula; it may have {ALLOWED}") from None
    if sum(isinstance(node, ast.expr) for node in ast.walk(tree)) > MOST_NODES:
        raise ScenarioError(f"{where} has more than {MOST_NODES} parts")
    _check(tree, known, where)
    formula = Formula(text.strip(), tree)
    if not formula.names:
        raise ScenarioError(f"{where}: '{text}' names no metric")
    return formula


def _check(node: ast.expr, known: Sequence[str], where: str) -> None:
    for inner in _operands(node, where):
        _check(inner, known, where)
    if isinstance(node, ast.Name) and node.id not in known:
        hint = nearest_hint(node.id, known) or "; see: orgchange describe metrics"
        raise ScenarioError(f"{where}: there is no metric '{node.id}'{hint}")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not _is_exponent(node.right):
        raise ScenarioError(f"{where}: an exponent must be a number up to {LARGEST_EXPONENT:g}")


def _operands(node: ast.expr, where: str) -> Sequence[ast.expr]:
    """Return the parts of a node; raise ScenarioError for a node of a kind that a formula cannot have."""
    if isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and _is_number(node.value)):
        return []
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        return [node.left, node.right]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return [node.operand]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        count, _ = FUNCTIONS.get(node.func.id, (0, None))
        if count == len(node.args) > 0:
            return node.args
    raise ScenarioError(f"{where}: '{ast.unparse(node)[:60]}' cannot be in a formula; it may have {ALLOWED}")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER


def _is_exponent(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and abs(float(str(inner.value))) <= LARGEST_EXPONENT


def _value(node: ast.expr, columns: Columns) -> Numbers:
    if isinstance(node, ast.Name):
        return columns(node.id)
    if isinstance(node, ast.Constant):
        return np.float64(str(node.value))  # type: ignore[return-value]  # a number stands for a column of it
    if isinstance(node, ast.BinOp):
        return BINARY[type(node.op)](_value(node.left, columns), _value(node.right, columns))
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, columns)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        _, operation = FUNCTIONS[node.func.id]
        return operation(*(_value(each, columns) for each in node.args))
    raise TypeError(f"{type(node).__name__} is no part of a checked formula")
