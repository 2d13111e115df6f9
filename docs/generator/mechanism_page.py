"""The page of a mechanism: its idea, its picture, rule, source, parameters, place in the week and functions."""

from importlib.resources import files

from docs.generator.declarations import function_table, parameter_table
from docs.generator.markdown import code, plain, sentence
from docs.generator.mechanisms import NEEDED, Mechanism
from experiments.configuration.declarations import week_rows
from sim.parameters import Parameters

WIDE = "---\nhide:\n  - toc\n---\n"
AS_TEXT = "Rule"


def mechanism_page(mechanism: Mechanism, picture: str | None) -> str:
    """Return the page in Markdown; ``picture`` says in words what its picture shows, None where it has none."""
    others = [name for name in mechanism.parts if name not in NEEDED]
    blocks = [
        f"{WIDE}# {plain(mechanism.title)}",
        plain(sentence(mechanism.summary)),
        _picture(mechanism, picture),
        *(_part(mechanism, name) for name in (*NEEDED, *others)),
        _parameters(mechanism),
        _place_in_week(mechanism),
        f"## In the code\n\nModule {code(mechanism.module)}.\n\n{function_table(mechanism.module)}",
    ]
    return "\n\n".join(block for block in blocks if block)


def _picture(mechanism: Mechanism, words: str | None) -> str:
    file = f"{mechanism.address.rpartition('/')[2]}.svg"
    return f"![{plain(words)}]({file})" if words else ""


def _part(mechanism: Mechanism, name: str) -> str:
    text = mechanism.parts[name]
    body = f"```text\n{text.replace('``', '')}\n```" if name == AS_TEXT else plain(text)
    return f"## {name}\n\n{body}"


def _parameters(mechanism: Mechanism) -> str:
    if not mechanism.sections:
        return "## Parameters\n\nIt has no section of its own."
    return f"## Parameters\n\n{_how_to_switch(mechanism)}\n\n{_tables(mechanism)}"


def _tables(mechanism: Mechanism) -> str:
    """Return a table a kind of section; of sections that are alike the first, and which they are."""
    alike: dict[type[Parameters], list[str]] = {}
    for name, declared in mechanism.sections.items():
        alike.setdefault(declared, []).append(name)
    return "\n".join(f"{_alike(names)}{parameter_table(names[0])}" for names in alike.values())


def _alike(names: list[str]) -> str:
    return f"The same in {', '.join(map(code, names))}.\n\n" if len(names) > 1 else ""


def _how_to_switch(mechanism: Mechanism) -> str:
    if all(one.as_in for declared in mechanism.sections.values() for one in declared.declarations().values()):
        return "Nothing of it is set at first."
    if mechanism.switch is None:
        return "It has no switch: without it there would be nothing to simulate."
    if not mechanism.is_intervention:
        return f"Taken out with {code(f'{mechanism.switch}=false')}."
    name = mechanism.switch.split(".")[1]
    option = files("configs") / "intervention" / f"{name}.yaml"
    asked = f"intervention=[{name}]" if option.is_file() else f"{mechanism.switch}=1"
    return f"Tried with {code(asked)}; strength 0 changes nothing."


def _place_in_week(mechanism: Mechanism) -> str:
    steps = [row for row in week_rows() if row["module"] == mechanism.module]
    lines = [f"- step {row['step']}, {code(row['name'].strip())}: {plain(row['does'])}" for row in steps]
    return "## In the week\n\n" + "\n".join(lines) if lines else ""
