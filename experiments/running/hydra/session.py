"""Hydra for one command: started on the shipped configuration, and gone without a trace afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from hydra import initialize_config_module
from hydra._internal.hydra import Hydra
from hydra.core.global_hydra import GlobalHydra

from experiments.running.hydra.plugins import register_plugins


@contextmanager
def hydra_started() -> Iterator[Hydra]:
    """Start Hydra on the package ``configs``; its errors come as exceptions, not as printed texts."""
    os.environ["HYDRA_FULL_ERROR"] = "1"
    register_plugins()
    with initialize_config_module("configs", job_name="orgchange", version_base="1.3"):
        yield cast("Hydra", GlobalHydra.instance().hydra)
