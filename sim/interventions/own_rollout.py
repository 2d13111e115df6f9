"""A rollout of its own: when, how fast and to whom one measure is brought, where that is not as in the common rollout.

Rule    What is not set is as in ``rollout``. ``departments`` are those it is meant for; no other is taken on.
        Who is taken on first among equals is the same luck for every measure, so that measures with the same rollout
        come to the same units together.
Source  Amsterdam, Sweden: waves of teams, and trainings before and beside them; that measures keep apart is a matter of
        how a plan is written.
"""

from sim.parameters import Parameters, as_in
from sim.rollout import Order, Rollout


class OwnRollout(Parameters):
    """What is set for one measure alone."""

    speed: float | None = as_in("rollout.speed", Rollout, default=None)
    growth: float | None = as_in("rollout.growth", Rollout, default=None)
    start_week: int | None = as_in("rollout.start_week", Rollout, default=None)
    pilot_units: int | None = as_in("rollout.pilot_units", Rollout, default=None)
    wave_weeks: tuple[float, ...] | None = as_in("rollout.wave_weeks", Rollout, default=None)
    wave_units: tuple[float, ...] | None = as_in("rollout.wave_units", Rollout, default=None)
    order: Order | None = as_in("rollout.order", Rollout, default=None)
    first_departments: tuple[float, ...] | None = as_in("rollout.first_departments", Rollout, default=None)
    departments: tuple[float, ...] | None = as_in("rollout.departments", Rollout, default=None)
    gate: float | None = as_in("rollout.gate", Rollout, default=None)
    gate_patience: int | None = as_in("rollout.gate_patience", Rollout, default=None)
    catch_up_weeks: int | None = as_in("rollout.catch_up_weeks", Rollout, default=None)
    support_weeks: int | None = as_in("rollout.support_weeks", Rollout, default=None)

    def told(self) -> dict[str, object]:
        """Return what is set, by the name of the parameter of the common rollout."""
        own = ((name, getattr(self, name)) for name in self.declarations())
        return {name: value for name, value in own if value is not None}
