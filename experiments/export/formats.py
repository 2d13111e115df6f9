"""What can be exported, and into which kinds of files."""

EXCEL, CSV, PARQUET, GRAPHML = "excel", "csv", "parquet", "graphml"
FORMATS = {
    EXCEL: "one workbook, a sheet each",
    CSV: "a tidy table each",
    PARQUET: "a table each, with units and meanings in its schema",
    GRAPHML: "the network, a file a week",
}
NETWORK = "network"
SHEETS = {
    "levels": "what every point and baseline reaches, a row a metric",
    "differences": "paired differences to the baselines, and what a case compares",
    "money": "what every plan costs and brings in EUR, with the prices that orgchange money was last told",
    "departments": "how the plan ends in each department, as orgchange departments tells it",
    "projects": "the ledger of one run: a row a project, every column described",
    "people": "everybody in one run, week by week, persons told apart from seats",
    "events": "what happened in one run: who joined, adopted, relapsed, left; what projects did",
    NETWORK: "who turns to whom in one run, in the first week of every quarter or in --weeks",
    "dictionary": "what every column and metric is",
}
USUAL = ("levels", "differences", "money", "departments", "projects", "dictionary")
OF_ONE_RUN = ("projects", "people", "events", NETWORK)
