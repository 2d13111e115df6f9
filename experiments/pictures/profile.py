"""One plan against its baseline, metric by metric."""

from matplotlib.figure import Figure

from experiments.pictures.page import page
from experiments.pictures.rows import Row, draw_rows, explain, point_to_better
from experiments.results.study import Study
from experiments.results.titles import called
from experiments.wording.language import say, say_counted
from experiments.wording.names import METRIC, metric_name

HUNDRED = 100.0
METRICS = (
    "change_success",
    "portfolio_benefits",
    "benefits_per_effort",
    "work_delivered",
    "successful",
    "challenged",
    "failed",
    "unfinished",
    "cost_overrun_first",
    "schedule_overrun_first",
    "rework_share",
    "coordination_share",
    "waiting_share",
    "watermelon",
    "trust",
    "silo",
    "process_orientation",
    "readiness",
    "job_satisfaction",
    "sense_of_influence",
    "workload",
)


def draw_profile(study: Study) -> Figure | None:
    """Return the paired difference in every metric that has 0 to 1 as its scale.

    None unless there is one point with a baseline.
    """
    point = study.ended[0]
    rows: list[Row] = []
    for name in METRICS:
        down, difference = " ↓" if METRIC[name].direction < 0 else "", study.difference_to_baseline(point, name)
        if difference is not None:
            rows.append(Row(f"{metric_name(name)}{down}", difference, METRIC[name].direction))
    if len(study.ended) > 1 or not rows:
        return None
    name, pairs = called(study.manifest, point.choices), rows[0].difference.pairs
    subtitle = say_counted("pictures.profile_pairs", pairs, label=name)
    title, note = say("pictures.profile"), f"{explain(study)} {say('pictures.less_is_better')}"
    figure = page(0.26 * len(rows) + 0.7, title, subtitle, note)
    axes = figure.subplots()
    draw_rows(axes, rows, HUNDRED)
    point_to_better(axes, rows)
    axes.set_xlabel(say("pictures.difference", unit=say("pictures.hundredths")))
    return figure
