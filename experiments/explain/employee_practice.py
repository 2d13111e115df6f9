"""What somebody makes of one practice: taken on, hears of it, tries it, adopts it, gives it up, lays it down."""

import inspect

from experiments.explain.events import Event, Figure, Reason
from experiments.explain.group_practice import attention_left
from experiments.explain.trials import PracticeTrial, trials_of_week
from experiments.wording.quantities import percent
from sim.processes.adoption import relapse_hazard
from sim.replay import Moment, Replay
from sim.state import AWARE, NEVER, RELAPSED, TRYING, UNAWARE


class EmployeePractice:
    """Watches one seat on the ladder of one practice."""

    def __init__(self, m: int, replay: Replay, seat: int) -> None:
        self.m = m
        self.replay = replay
        self.seat = seat
        self.unit = int(replay.organization.unit[seat])
        self._trials: list[PracticeTrial] = []

    def taken_on(self, moment: Moment) -> Event | None:
        """Return that the unit was taken on, if it was."""
        before, after = (world.units[self.m, self.unit] for world in (moment.before, moment.after))
        if after["joined"] == before["joined"]:
            return None
        support = float(after["support"])
        text = f"unit {self.unit} is taken on; support {support:.2f} (1: full)"
        return _event(moment, "taken on", text, brief=f"unit taken on, support {support:.2f}", support=support)

    def moves(self, moment: Moment) -> Event | None:
        """Return that the person moved to another stage, and why."""
        left = moment.before.seats["people"][self.seat] != moment.after.seats["people"][self.seat]
        was = UNAWARE if left else int(moment.before.ladders["stage"][self.m, self.seat])
        stage = int(moment.after.ladders["stage"][self.m, self.seat])
        ended = trials_of_week(self.m, [self.seat], moment, self.replay)
        self._trials += ended
        if ended:
            return _end_of_trial(moment, ended[0])
        if stage == was:
            return None
        if stage == AWARE:
            return self._hears(moment) if was == UNAWARE else _event(moment, "lays down", "lays it down: it has ended")
        if stage == TRYING:
            return self._tries(moment)
        return self._gives_up_later(moment) if stage == RELAPSED else None

    def _using(self, moment: Moment) -> float:
        return float(moment.after.ladders["exposure"][self.m, self.seat])

    def _hears(self, moment: Moment) -> Event:
        using = self._using(moment)
        text = f"hears of the practice; {percent(using)} of the contacts use it"
        return _event(moment, "hears", text, brief="hears of it", exposure=using)

    def _tries(self, moment: Moment) -> Event:
        using, threshold = self._using(moment), float(moment.after.stances["threshold"][self.seat])
        unit = moment.after.units[self.m, self.unit]
        against = "more" if using > threshold else "less"
        drawn = f"{percent(using)} of the contacts use it, {against} than the {percent(threshold)} that convince"
        text = f"begins to try, without being asked: {drawn}"
        if unit["joined"] != NEVER:
            left = attention_left(self.m, moment, self.replay)
            text = (
                f"begins to try: the unit is asked to (support {unit['support']:.2f}, attention of the programme "
                f"{left:.2f}); {drawn}"
            )
        return _event(moment, "tries", text, exposure=using, threshold=threshold)

    def _gives_up_later(self, moment: Moment) -> Event:
        using, mastered = self._using(moment), float(moment.before.ladders["proficiency"][self.m, self.seat])
        hazard = inspect.unwrap(relapse_hazard)(using, mastered, self.replay.scenario.adoption)
        skill = f"proficiency {mastered:.2f}, hazard {hazard:.4f} a week"
        text = f"gives up later: {percent(using)} of the contacts use it, {skill}"
        return _event(moment, "gives up", text, exposure=using)

    def reasons(self) -> list[Reason]:
        """Return what every trial came to, and what would have saved the failed ones."""
        return [Reason("trial", _verdict(trial), _figures(trial)) for trial in self._trials]


def _event(moment: Moment, kind: str, text: str, *, brief: str = "", **figures: Figure) -> Event:
    return Event(moment.week, kind, brief or kind, text, figures)


def _end_of_trial(moment: Moment, trial: PracticeTrial) -> Event:
    verb = "adopts" if trial.adopted else "goes on" if trial.complies else "gives up"
    return _event(moment, verb, f"{verb} after the trial: {trial.in_words()}", quality=trial.quality)


def _figures(trial: PracticeTrial) -> dict[str, Figure]:
    return {**trial._asdict(), "quality": trial.quality}


def _verdict(trial: PracticeTrial) -> str:
    if trial.adopted:
        return f"week {trial.week}: good enough, {trial.in_words()}"
    words = {"border": "if all contacts used it", "strain": "without overload", "luck": "with average luck"}
    saved = [text for part, text in words.items() if trial.passes_without(part)]
    return (
        f"week {trial.week}: not good enough, {trial.in_words()}; enough "
        f"{' or '.join(saved) or 'only with more proficiency'}"
    )
