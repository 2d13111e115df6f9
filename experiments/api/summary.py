"""``summary.csv`` as a frame."""

import io

import pandas as pd

from experiments.api.frames import described
from experiments.results.study import Study
from experiments.results.summary import summary_lines
from sim.outcomes.dictionary import METRICS


def summary_frame(study: Study) -> pd.DataFrame:
    """Return a row a point and metric: mean, interval, and the paired difference to the baseline."""
    return described(pd.read_csv(io.StringIO("".join(summary_lines(study)))), METRICS)
