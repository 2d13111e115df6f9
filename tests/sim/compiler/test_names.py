"""What a package exports keeps its name whatever is imported first."""

import importlib
import pkgutil

import pytest

import experiments
import sim

PACKAGES = [
    found.name
    for root in (sim, experiments)
    for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")
    if found.ispkg
]


@pytest.mark.parametrize("name", PACKAGES)
def test_no_package_exports_the_name_of_its_own_file(name: str) -> None:
    package = importlib.import_module(name)
    files = {found.name for found in pkgutil.iter_modules(package.__path__)}
    assert not files & set(getattr(package, "__all__", ()))
