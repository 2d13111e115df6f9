"""A run that was lived elsewhere as a whole: the memory after each of its steps, looked at one after the other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from portable.image import Image
from portable.linking import STACK_TOP


class LivedHost:
    def __init__(self, image: Image, lived: NDArray[np.uint8]) -> None:
        self.image, self._step = image, -1
        self._lived = lived.reshape(image.weeks + 2, image.begin - STACK_TOP)

    def begin(self) -> None:
        self._step = 0

    def live(self, week: int) -> None:
        self._step = week + 1

    def sum_up(self) -> None:
        self._step = self.image.weeks + 1

    def read(self, name: str) -> NDArray[Any]:
        place = self.image.places[name]
        return place._replace(at=place.at - STACK_TOP).read(self._lived[self._step])
