"""What a week changed in a project, one rule an event, in the order of the week."""

from collections.abc import Callable

import numpy as np

from experiments.explain.events import Event
from experiments.explain.project_week import ProjectWeek
from experiments.wording.names import intervention_name
from experiments.wording.phrases import counted, listed, person_in_words, signed_percent, signed_work, work
from experiments.wording.quantities import percent
from sim.interventions.catalogue import MEASURES
from sim.state import CANCELLED, COLOURS, GREEN, NEVER, OUTCOMES, PLANNED, RED, RUNNING, UNUSED

NOTHING_LEFT = 1e-9


def events_of_week(week: ProjectWeek) -> list[Event]:
    """Return what happened to a project in a week."""
    found = [waits_for_people(week)]
    if week.runs:
        found += [rule(week) for rule in RULES]
    return [event for event in found if event is not None]


def waits_for_people(week: ProjectWeek) -> Event | None:
    """Approved, but too few people are free, or others were wanted first."""
    project, portfolio = week.after, week.moment.after.portfolio[0]
    if project["wanted"] != week.moment.week or project["status"] != PLANNED:
        return None
    engaged, people = int(portfolio["engaged"]), week.replay.organization.headcount
    limit = week.replay.scenario.project.engaged_limit
    text = f"approved, but waits: {engaged:,} of {people:,} people are on projects, and at most {percent(limit)} may be"
    return week.event("approved", "approved, waits", text, engaged=engaged, effort=float(project["effort"]))


def members_leave(week: ProjectWeek) -> Event | None:
    """Members left, and with them a part of what they knew; newcomers took their places."""
    before, after = week.moment.before.seats, week.moment.after.seats
    left = np.flatnonzero((before["project"] == week.number) & (before["people"] != after["people"]))
    if not len(left):
        return None
    lost = (
        week.replay.scenario.turnover.knowledge_lost * float(week.before["done"]) / int(week.after["team"]) * len(left)
    )
    organization = week.replay.organization
    names = listed([person_in_words(seat, int(before["people"][seat]), organization) for seat in left.tolist()])
    text = (
        f"{counted(len(left), 'member')} of the team left ({names}): newcomers take over, and {work(lost)} must be "
        "done again"
    )
    return week.event("left", f"{counted(len(left), 'member')} left", text, members=len(left), rework=lost)


def starts(week: ProjectWeek) -> Event | None:
    """People were free and the project started."""
    if not week.starts:
        return None
    project, organization = week.after, week.replay.organization
    waited = week.moment.week - int(project["wanted"])
    late = f"starts after waiting {counted(waited, 'week')} for people" if waited > 0 else "approved and starts"
    lead = organization.department_names[int(project["lead"])]
    team, departments = int(project["team"]), int(project["departments"])
    budget, weeks = float(project["budget_first"]), float(project["planned_weeks_first"])
    people = f"{counted(team, 'person', 'people')} from {counted(departments, 'department')}, for {lead}"
    what = (
        f"a microproject of {work(float(project['effort']))}" if project["is_micro"] else work(float(project["effort"]))
    )
    tracked = "; its benefits are tracked" if project["tracked"] else ""
    way = "" if project["run_by"] == NEVER else f"; run by {intervention_name(MEASURES[project['run_by']])}"
    text = f"{late}: {what}, {people}; first baseline {work(budget)} and {weeks:.0f} weeks{tracked}{way}"
    return week.event(
        "start",
        f"starts, {team} people",
        text,
        team=team,
        departments=departments,
        budget=budget,
        weeks=weeks,
        lead=lead,
    )


def requirements_change(week: ProjectWeek) -> Event | None:
    """More work was asked for."""
    added = week.gain("added_scope")
    if added <= 0.0:
        return None
    share = signed_percent(added / float(week.after["effort"]))
    text = f"requirements change: {signed_work(added)} person-weeks ({share} of the estimate)"
    return week.event("requirements", f"requirements {signed_work(added)}", text, added=added)


def sponsor_leaves(week: ProjectWeek) -> Event | None:
    """Nobody at the top stands behind it any more."""
    had_one = week.starts or bool(week.before["sponsored"])
    if week.after["sponsored"] or not had_one:
        return None
    election, cycle = int(week.moment.after.portfolio[0]["election"]), week.replay.scenario.exposure.election_cycle
    age = week.moment.week - election
    why = ": there was an election" if age >= 0 and age % cycle == 0 else ""
    return week.event("sponsor", "sponsor lost", f"the sponsor loses interest{why}")


def sponsor_follows(week: ProjectWeek) -> Event | None:
    """Somebody at the top stands behind it again."""
    if week.starts or week.before["sponsored"] or not week.after["sponsored"]:
        return None
    return week.event("sponsor", "sponsor found", "a new sponsor follows")


def work_is_complete(week: ProjectWeek) -> Event | None:
    """Everything that was asked for is done, but known mistakes keep the project going."""
    now, then = (record["scope"] - record["done"] <= NOTHING_LEFT for record in (week.after, week.before))
    if not now or (then and not week.starts) or week.after["status"] != RUNNING:
        return None
    rework = float(week.after["rework_known"])
    text = f"all that was asked for is done; {work(rework)} of known rework are left"
    return week.event("complete", "work complete, rework left", text, rework=rework)


def acceptance_fails(week: ProjectWeek) -> Event | None:
    """The test before handing over found too much."""
    hidden, before = float(week.after["hidden"]), float(week.before["hidden"])
    most_left = 1.0 - 0.5 * week.replay.scenario.delivery.test_finds
    complete = week.after["scope"] - week.after["done"] <= NOTHING_LEFT
    if not complete or week.after["status"] != RUNNING or hidden > most_left * before:
        return None
    rework = float(week.after["rework_known"])
    text = (
        f"does not pass the acceptance test: {work(rework)} of rework known now, {work(hidden)} of wrong work "
        "still unseen"
    )
    return week.event("test", "fails the test", text, rework=rework, hidden=hidden)


def truth_turns_red(week: ProjectWeek) -> Event | None:
    """What the project really costs passes the red line, in either direction."""
    now, then = (week.true_colour(record) == RED for record in (week.after, week.before))
    if now == then:
        return None
    truth, green = float(week.after["true_overrun"]), week.after["reported"] == GREEN
    hidden = float(week.after["hidden"])
    report = COLOURS[week.after["reported"]]
    if now:
        seen = "reported green: a watermelon" if green else f"reported {report}"
        text = (
            f"truly red ({signed_percent(truth)}, {work(hidden)} of wrong work unseen), but {seen}"
            if report != "red"
            else ""
        )
        text = text or f"truly red ({signed_percent(truth)})"
        return week.event("red", f"truly red, reports {report}", text, truly=truth, watermelon=bool(green))
    end = ": the watermelon ends" if week.before["reported"] == GREEN else ""
    return week.event(
        "not red", "no longer truly red", f"no longer truly red ({signed_percent(truth)}){end}", truly=truth
    )


def report_changes(week: ProjectWeek) -> Event | None:
    """The traffic light that the steering committee sees changes."""
    light = int(week.after["reported"])
    if light == week.before["reported"] or week.after["status"] == PLANNED:
        return None
    truth, known = float(week.after["true_overrun"]), float(week.after["known_overrun"])
    red = week.true_colour(week.after) == RED and week.true_colour(week.before) == RED
    melon = (
        "; a watermelon"
        if red and light == GREEN
        else "; the watermelon ends"
        if red and week.before["reported"] == GREEN
        else ""
    )
    figures = f"the team knows of {signed_percent(known)}, the truth is {signed_percent(truth)}"
    colour = COLOURS[light]
    return week.event(
        "report", f"reports {colour}", f"reports {colour}: {figures}{melon}", colour=colour, known=known, truly=truth
    )


def reviewed_in_red(week: ProjectWeek) -> Event | None:
    """Steering looks at a project that reports red, and lets it go on."""
    count, grace = int(week.after["red_reviews"]), week.replay.scenario.steering.grace
    if week.gain("red_reviews") <= 0 or week.after["status"] != RUNNING:
        return None
    text = f"red at the review, {count} in a row (a new baseline comes at {grace})"
    return week.event("review", "red at the review", text, reviews=count)


def baseline_moves(week: ProjectWeek) -> Event | None:
    """Steering stretches the ruler."""
    if week.gain("rebaselines") <= 0:
        return None
    budget, before = float(week.after["budget_last"]), float(week.before["budget_last"])
    weeks, weeks_before = float(week.after["planned_weeks_last"]), float(week.before["planned_weeks_last"])
    text = (
        f"steering sets a new baseline: {before:,.0f} -> {budget:,.0f} person-weeks, {weeks_before:.0f} -> "
        f"{weeks:.0f} weeks"
    )
    return week.event("baseline", f"new baseline {budget:,.0f}", text, budget=budget, weeks=weeks)


def ends(week: ProjectWeek) -> Event | None:
    """It was handed over, never used, or given up."""
    if not week.ends:
        return None
    status, outcome = int(week.after["status"]), OUTCOMES[week.after["outcome"]]
    if status == CANCELLED:
        reported, sponsor = float(week.after["reported_overrun"]), bool(week.after["sponsored"])
        behind = "" if sponsor else ", without a sponsor"
        text = f"steering gives it up at a reported overrun of {signed_percent(reported)}{behind}: {outcome}"
        return week.event("end", "cancelled", text, outcome=outcome, status="cancelled")
    if status == UNUSED:
        return week.event(
            "end",
            "delivered, never used",
            f"delivered, but nobody uses it: {outcome}",
            outcome=outcome,
            status="unused",
        )
    text = f"delivered: {outcome}"
    return week.event("end", f"delivered, {outcome}", text, outcome=outcome, status="delivered")


RULES: tuple[Callable[[ProjectWeek], Event | None], ...] = (
    members_leave,
    starts,
    requirements_change,
    sponsor_leaves,
    sponsor_follows,
    work_is_complete,
    acceptance_fails,
    truth_turns_red,
    report_changes,
    reviewed_in_red,
    baseline_moves,
    ends,
)
