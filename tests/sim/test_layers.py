"""Data flows one way: the model knows no experiments, no Hydra, no files and no plots."""

import ast
from pathlib import Path

SIM = Path(__file__).resolve().parents[2] / "sim"
FORBIDDEN = {"experiments", "configs", "hydra", "omegaconf", "matplotlib", "pyarrow", "pandas", "rich", "random", "pickle"}


def test_the_model_imports_nothing_of_what_people_do_with_it() -> None:
    found = {(path.name, name) for path in SIM.rglob("*.py") for name in _imported(path) if name in FORBIDDEN}
    assert found == set()


def test_only_the_mesa_face_imports_mesa() -> None:
    faces = {path.name for path in SIM.rglob("*.py") if "mesa" in _imported(path)}
    assert faces <= {"model.py", "agents.py"}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
