"""The worlds that the documents tell of, put together from the options that their cases use."""

from collections.abc import Callable, Mapping

from experiments.validation.options import option


def _antwerp() -> dict[str, object]:
    return option("organization", "antwerp_section") | option("intervention", "microprojects")


def _amsterdam() -> dict[str, object]:
    return option("organization", "amsterdam_it") | option("intervention", "okr")


def _sweden() -> dict[str, object]:
    growing = {"workload.base": 0.85, "workload.growth": 0.05}
    return option("organization", "swedish_section") | option("intervention", "lean") | growing


def _community() -> dict[str, object]:
    teams = {"intervention.strategic_doing.way": "projects"}
    return option("organization", "community") | option("intervention", "strategic_doing") | teams


def _public_it() -> dict[str, object]:
    return option("organization", "public_it")


WORLDS: Mapping[str, Callable[[], dict[str, object]]] = {
    "antwerp": _antwerp,
    "amsterdam": _amsterdam,
    "sweden": _sweden,
    "community": _community,
    "public_it": _public_it,
}
