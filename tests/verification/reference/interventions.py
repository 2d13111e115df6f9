"""The week of every intervention, in the order of the catalogue."""

from tests.verification.reference.benefits_governance import govern
from tests.verification.reference.effects import running
from tests.verification.reference.lean import improve
from tests.verification.reference.microprojects import define_and_present
from tests.verification.reference.okr import live_the_cadence
from tests.verification.reference.plain import Place
from tests.verification.reference.strategic_doing import do_strategically
from tests.verification.reference.training import train

ACTS = {
    "okr": live_the_cadence,
    "training": train,
    "strategic_doing": do_strategically,
    "lean": improve,
    "benefits_governance": govern,
    "microprojects": define_and_present,
}


def intervene(place: Place) -> None:
    """Let nobody's time be claimed any more, and every intervention that runs act."""
    for seat in place.seats:
        seat.claimed = 0.0
    for name, act in ACTS.items():
        if running(name, place) > 0.0:
            act(place)
