"""The weekly series of runs as few bytes.

About 8 kB for a run of 156 weeks, half of what it is, and the same bits when unpacked.

Weeks change little, so each is kept as its difference to the week before (of the bit patterns, which loses nothing),
and bytes of one significance lie together before they are compressed with Zstandard.
"""

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.dictionary import SERIES_NAMES

LEVEL = -1
WEEKS = np.dtype("<i4")
BYTES = 4


def packed(series: NDArray[np.float32]) -> bytes:
    """Return the series of some runs, float32 (r, w, len(SERIES)), packed."""
    import pyarrow as pa

    bits = np.ascontiguousarray(series.transpose(2, 0, 1)).view(np.uint32)
    bits[:, :, 1:] -= bits[:, :, :-1].copy()
    planes = np.ascontiguousarray(np.moveaxis(bits.view(np.uint8).reshape(*bits.shape, 4), -1, 0))
    return WEEKS.type(series.shape[1]).tobytes() + pa.Codec("zstd", LEVEL).compress(planes.data, asbytes=True)


def unpacked(content: bytes, runs: int) -> NDArray[np.float32]:
    """Return the series of ``runs`` runs, float32 (runs, w, len(SERIES))."""
    import pyarrow as pa

    weeks = int(np.frombuffer(content, WEEKS, 1)[0])
    shape = (len(SERIES_NAMES), runs, weeks)
    plain = pa.Codec("zstd").decompress(content[WEEKS.itemsize :], BYTES * int(np.prod(shape)), asbytes=True)
    planes = np.frombuffer(plain, np.uint8).reshape(BYTES, -1)
    bits = planes[-1].astype(np.uint32)
    for plane in planes[-2::-1]:
        bits <<= 8
        bits |= plane
    summed = np.cumsum(bits.reshape(shape), axis=2, dtype=np.uint32)
    return np.ascontiguousarray(summed.view(np.float32).transpose(1, 2, 0))
