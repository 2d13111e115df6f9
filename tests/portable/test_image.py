"""A run is laid out as the engine was compiled for it, and what does not fit ends the run instead of spoiling it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import wasmtime

from portable.build import SIMD
from portable.capture import _example_chart, _example_run, _example_schedule, _example_world
from portable.entries import new_run
from portable.image import PAGE, laid_out
from portable.linking import STACK_TOP
from sim.replay import Replay
from tests.portable.wasmtime_host import Host, compiled
from tests.scenarios import small_organization, small_scenario


def replay() -> Replay:
    return Replay(small_scenario(intervention__okr__strength=1.0), small_organization())


def test_the_engine_is_compiled_for_what_a_plan_has() -> None:
    plan = replay().plan
    given = (plan.new_world()._asdict(), plan.chart._asdict(), plan.schedule._asdict(), new_run(plan, 0)._asdict())
    examples = (_example_world(), _example_chart(), _example_schedule(), _example_run())
    for bundle, example in zip(given, examples, strict=True):
        for (name, array), other in zip(bundle.items(), example, strict=True):
            assert (array.dtype, array.ndim) == (other.dtype, other.ndim), name
            assert array.flags.c_contiguous, name


def test_no_two_arrays_share_a_byte() -> None:
    image = laid_out(replay().plan, 0)
    places = sorted(image.places.values(), key=lambda place: (place.at, place.size))
    assert places[0].at == STACK_TOP
    assert all(one.at + one.size <= other.at for one, other in pairwise(places))
    assert all(place.at % 16 == 0 for place in places)
    assert places[-1].at + places[-1].size <= image.begin + len(image.content) <= image.scratch[0]
    assert image.scratch[1] == image.pages * PAGE


def test_what_is_given_is_read_back() -> None:
    plan = replay().plan
    host = Host(laid_out(plan, 0), compiled(SIMD))
    for name, array in plan.chart._asdict().items():
        np.testing.assert_array_equal(host.read(f"chart.{name}"), array, err_msg=name)
    assert host.read("run.silo") == plan.silo


def test_nothing_lies_between_the_fields_of_a_record() -> None:
    plan = replay().plan
    dirty = np.frombuffer(b"\xff" * plan.projects.nbytes, plan.projects.dtype).copy()
    for name in dirty.dtype.names or ():
        dirty[name] = plan.projects[name]
    assert dirty.tobytes() != plan.projects.tobytes()
    assert laid_out(replace(plan, projects=dirty), 0).content == laid_out(plan, 0).content


def test_too_little_memory_ends_a_run() -> None:
    image = laid_out(replay().plan, 0)
    host = Host(replace(image, scratch=(image.scratch[1] - 64, image.scratch[1])), compiled(SIMD))
    with pytest.raises(wasmtime.Trap, match="unreachable"):
        host.sum_up()


def test_memory_for_one_call_is_free_again() -> None:
    host = Host(laid_out(replay().plan, 0), compiled(SIMD))
    host.begin()
    for _ in range(2000):
        host.sum_up()
