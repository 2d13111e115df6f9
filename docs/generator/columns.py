"""The columns of a study's tables, as the study's own data crate describes them."""

from docs.generator.markdown import code, plain, table
from experiments.provenance.columns import described
from experiments.store.tables import PROJECT_COLUMNS, RUN_COLUMNS, SERIES_COLUMNS, WEEKS_COLUMNS
from sim.outcomes.dictionary import METRIC_NAMES, SERIES_NAMES

SCHEMAS = {"runs": RUN_COLUMNS, "series": SERIES_COLUMNS, "weeks": WEEKS_COLUMNS, "projects": PROJECT_COLUMNS}
MEASURED = {*METRIC_NAMES, *SERIES_NAMES}


def column_table(name: str) -> str:
    """Return what the columns of a table are, without the metrics, which have tables of their own."""
    names = [field.name for field in SCHEMAS[name] if name == "projects" or field.name not in MEASURED]
    told = ((column, *described(name, column)) for column in names)
    return table(["column", "meaning", "unit"], ([code(each), plain(what), plain(unit)] for each, what, unit in told))
