"""What lies in columns, as an array of records."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.compiler import Columns
from sim.state import World


def records_of(columns: Columns) -> NDArray[np.void]:
    """Return the records as an array."""
    records = np.zeros(columns.shape, columns.kind)
    for field, before in type(columns).before().items():
        column = columns.block[before * columns.room :].view(columns.kind[field])[: records.size]
        records[field] = column.reshape(columns.shape)
    return records


def world_in_records(world: World) -> World:
    """Return a world whose columns became arrays of records."""
    arrays: list[Any] = [records_of(array) if isinstance(array, Columns) else array for array in world]
    return World(*arrays)
