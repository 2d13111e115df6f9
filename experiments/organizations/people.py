"""The table of people: a CSV or a spreadsheet with a header, or two columns of whole numbers."""

from experiments.organizations.cleaning import cleaned_people
from experiments.organizations.how import HowPeople
from experiments.organizations.table import data_lines, first_line, read_table, separator_of
from experiments.organizations.text_file import text_of
from sim.errors import ScenarioError
from sim.organization.roster import EmployeeRow

OPTION = "organization.employees"
COLUMNS = {
    "id": (
        "employee_id",
        "employeeid",
        "emp_id",
        "empid",
        "employee",
        "employee_no",
        "employee_number",
        "personnel_no",
        "personnel_number",
        "person_id",
        "person",
        "staff_id",
        "personeelsnummer",
        "medewerkernummer",
        "medewerker",
        "personalnummer",
        "mitarbeiter",
        "name",
    ),
    "department": ("dept", "department_name", "dept_name", "unit", "division", "directorate", "afdeling", "abteilung"),
    "manager": (
        "manager_id",
        "managerid",
        "line_manager",
        "supervisor",
        "supervisor_id",
        "boss",
        "reports_to",
        "leidinggevende",
        "vorgesetzter",
    ),
    "team": (),
    "silo": (),
    "trust": ("vertrouwen",),
    "process_orientation": (),
}
AS_IT_IS = HowPeople()
WANTED = "expected a CSV header such as id,department,manager or two columns of whole numbers"


def read_employees(path: str, notes: list[str] | None = None, how: HowPeople = AS_IT_IS) -> list[EmployeeRow]:
    """Read the table of people; what was guessed or left out goes into ``notes``.

    Raises ScenarioError for files that cannot be read or understood.
    """
    notes = [] if notes is None else notes
    text, where = text_of(path, OPTION, notes), f"{OPTION} = {path}"
    if not separator_of(text).strip("\t") and _are_numbers(text):
        return [
            EmployeeRow(name, department, row=row) for row, name, department in two_columns(text, where, WANTED, True)
        ]
    table = read_table(text, where, COLUMNS, ("id", "department"), notes, how.columns)
    return cleaned_people(table, where, how, notes)


def two_columns(text: str, where: str, wanted: str, numbers: bool) -> list[tuple[int, str, str]]:
    """Return row number and both ids of the lines of two columns, comments and blank lines left out."""
    found = []
    for row, line in data_lines(text):
        fields = line.split()
        if len(fields) != 2 or (numbers and not all(field.isdecimal() for field in fields)):  # noqa: PLR2004 - two
            raise ScenarioError(f"{where} row {row}: {wanted}, not '{line.strip()[:60]}'")
        found.append((row, fields[0], fields[1]))
    return found


def _are_numbers(text: str) -> bool:
    """Return whether a text without commas has no header: it is two columns, or nothing that is known."""
    return not (separator_of(text) == "\t" and not all(field.isdecimal() for field in first_line(text).split()))
