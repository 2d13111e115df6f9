"""Hydra for one command: started on the shipped configuration, and gone without a trace afterwards.

Hydra keeps what it does in one place of the whole process. A command may be called from a program that uses Hydra for
itself, or from several threads at once, so whatever was there is put aside and brought back, and one command waits for
another.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import cast

from hydra import initialize_config_module
from hydra._internal.hydra import Hydra
from hydra.core.global_hydra import GlobalHydra
from hydra.core.hydra_config import HydraConfig

from experiments.configuration.messages import BAD_INPUT, one_line
from experiments.running.hydra.plugins import register_plugins
from experiments.running.hydra.repository import share_repository
from sim.errors import ScenarioError

FULL_ERROR = "HYDRA_FULL_ERROR"
_one_at_a_time = RLock()


@contextmanager
def hydra_started() -> Iterator[Hydra]:
    """Start Hydra on the package ``configs``; raise ScenarioError for what it refuses."""
    with _one_at_a_time, _state_put_aside(), _refusals_in_one_line():
        os.environ[FULL_ERROR] = "1"
        register_plugins()
        with initialize_config_module("configs", job_name="orgchange", version_base="1.3"):
            yield share_repository(cast("Hydra", GlobalHydra.instance().hydra))


@contextmanager
def _state_put_aside() -> Iterator[None]:
    hydra, configuration = GlobalHydra.instance().hydra, HydraConfig.instance().cfg
    full_error = os.environ.get(FULL_ERROR)
    GlobalHydra.instance().clear()
    try:
        yield
    finally:
        GlobalHydra.instance().hydra = hydra
        HydraConfig.instance().cfg = configuration
        if full_error is None:
            os.environ.pop(FULL_ERROR, None)
        else:
            os.environ[FULL_ERROR] = full_error


@contextmanager
def _refusals_in_one_line() -> Iterator[None]:
    try:
        yield
    except BAD_INPUT as error:
        raise ScenarioError(one_line(error)) from error
