"""The entries in the language of the compiler, before anything is known of the processor.

Numba optimizes for the processor that it runs on, and the result speaks of that processor alone. So the libraries of
Numba are told here to do nothing but put together; ``NUMBA_OPT=0`` in the environment says the same to those that come
with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import typeof
from numba.core.compiler import Flags, compile_extra
from numba.core.compiler_machinery import register_pass
from numba.core.registry import cpu_target
from numba.core.typed_passes import NativeLowering

from portable.entries import Run, begin_run, live, sum_up
from sim.compiler.linking import WholeCompiler, _Whole
from sim.scenario import Scenario, parameter_record, section_records
from sim.schedules import rollouts_of
from sim.state import CHART, PORTFOLIO, PROJECT, ROLLOUT_OF_MEASURE, WORLD, Chart, Field, Schedule, World
from sim.streams import LUCK

WEEK = 0


@dataclass(frozen=True)
class Captured:
    """An entry as the compiler wrote it: its name, the name it goes by in its text, what it is given, the text."""

    name: str
    symbol: str
    given: tuple[str, ...]
    text: str


class _AsWritten(_Whole):
    """Code that is put together with all that it reaches, and neither optimized nor translated."""

    def _optimize_functions(self, ll_module: Any) -> None:  # noqa: ANN401 - as Numba calls it
        """Leave them as they are."""

    def _optimize_final_module(self) -> None:
        """Leave it as it is."""

    def _finalize_final_module(self) -> None:
        self._finalized = True

    def text(self) -> str:
        """Return the whole as text."""
        return str(self._final_module)


@register_pass(mutates_CFG=True, analysis_only=False)
class _LowerAsWritten(NativeLowering):
    _name = "orgchange_lower_as_written"

    def run_pass(self, state: Any) -> bool:  # noqa: ANN401 - the state of Numba's compiler
        """Write the function in the compiler's language, and no more."""
        state.library = _AsWritten(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        super().run_pass(state)
        state.library.finalize()
        return True


class _Capturing(WholeCompiler):
    lowering = _LowerAsWritten


def captured() -> list[Captured]:
    """Return the entries of the portable engine as the compiler wrote them."""
    world, chart, schedule, run = _example_world(), _example_chart(), _example_schedule(), _example_run()
    return [
        _captured(begin_run, (world, chart, run)),
        _captured(live, (WEEK, world, chart, schedule, run)),
        _captured(sum_up, (WEEK, world, chart, run)),
    ]


def _captured(entry: Callable[..., Any], arguments: Sequence[Any]) -> Captured:
    function: Any = entry
    given = tuple("i64" if isinstance(one, int) else "ptr" for one in arguments)
    result = compile_extra(
        cpu_target.typing_context,
        cpu_target.target_context,
        function.dispatcher.py_func,  # a dispatcher makes the types of bundles known
        tuple(typeof(one) for one in arguments),
        None,
        _flags(),
        {},
        pipeline_class=_Capturing,
    )
    return Captured(function.__name__, result.fndesc.mangled_name, given, result.library.text())


def _flags() -> Any:  # noqa: ANN401 - flags of Numba
    """Return what ``sim.compiler`` asks of Numba for entry points, without the glue to Python."""
    flags: Any = Flags()
    flags.nrt = True
    flags.error_model = "numpy"
    flags.no_cpython_wrapper = True
    flags.no_cfunc_wrapper = True
    return flags


def _smallest(fields: Sequence[Field]) -> list[Any]:
    return [np.zeros((1,) * len(field.shape), field.kind) for field in fields]


def _example_world() -> World:
    return World(*_smallest(WORLD))


def _example_chart() -> Chart:
    return Chart(*_smallest(CHART))


def _example_schedule() -> Schedule:
    rollouts = section_records(rollouts_of(Scenario()))
    return Schedule(
        on_board=np.zeros((1, 1), np.int32),
        again=np.zeros((1, 1), np.bool_),
        strengths=np.zeros((1, 1)),
        rollouts=rollouts,
        reached=np.zeros((1, 1), np.bool_),
        turns=np.zeros((1, 1), np.int32),
        asked=np.zeros(1, np.int32),
        divisions=np.zeros(1, np.int32),
        regrouped=np.zeros(1, np.bool_),
        budgets=np.zeros(1),
    )


def _example_run() -> Run:
    return Run(
        parameters=np.array([parameter_record(Scenario())]),
        projects=np.zeros(0, PROJECT),
        portfolio=np.zeros(1, PORTFOLIO),
        rollouts=np.zeros(1, ROLLOUT_OF_MEASURE),
        silo=np.zeros(1),
        luck=np.zeros(1, LUCK),
        series=np.zeros((1, 1)),
        metrics=np.zeros(1),
    )
