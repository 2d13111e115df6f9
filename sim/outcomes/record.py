"""The weekly record: one row of the series in the order of ``dictionary.SERIES``."""

from sim.compiler import kernel, step
from sim.compiler.simd import four_of, numbers_of, row_of
from sim.outcomes.dictionary import WEEKLY
from sim.outcomes.network import ei_index, exact_sum, standing_strength
from sim.processes.reporting import Reporting, colour
from sim.state import ADOPTED, AWARE, GREEN, NEVER, RED, THIS_WEEK, TRYING, UNAWARE, Array, Chart, World


@step
def record_week(world: World, chart: Chart, p: Reporting, row: Array) -> None:
    """Write this week's values into ``row``, float64 (len(SERIES))."""
    for column in range(len(row)):
        row[column] = 0.0
    formed = _record_people(world, row)
    _record_practices(world, chart, row)
    standing = world.portfolio[0]
    row[WEEKLY.ei_index] = ei_index(standing.ties_inside, standing.ties_across + formed)
    _record_projects(world, p, row)
    _record_departments(world, chart, row)


@kernel
def measure_standing_ties(world: World, chart: Chart) -> None:
    """Remember the strength of the standing ties, which never changes in a run."""
    world.portfolio[0].ties_inside, world.portfolio[0].ties_across = standing_strength(chart)


@kernel
def _record_people(world: World, row: Array) -> float:
    """Write the means over people, what they master of the first practice, and return the strength of formed ties.

    All in one pass: several sums wait no longer than one.
    """
    n = len(world.seats)
    traits, formed = four_of(0.0, 0.0, 0.0, 0.0), four_of(0.0, 0.0, 0.0, 0.0)
    skill, readiness, workload, satisfaction, influence, proficiency = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    practices, first = world.portfolio[0].practices, world.practised[0]
    for i in range(n):
        seat = world.seats[i]
        traits += row_of(world.traits, i)
        formed += row_of(world.formed_strength, i)
        skill += seat.collaboration_skill
        readiness += seat.readiness
        workload += seat.workload
        satisfaction += seat.job_satisfaction
        influence += seat.sense_of_influence
        proficiency += world.ladders[first, i].proficiency
    row[WEEKLY.silo], row[WEEKLY.trust], row[WEEKLY.process_orientation], _ = numbers_of(traits)
    row[WEEKLY.collaboration_skill], row[WEEKLY.readiness], row[WEEKLY.workload] = skill, readiness, workload
    row[WEEKLY.job_satisfaction], row[WEEKLY.sense_of_influence] = satisfaction, influence
    for column in range(WEEKLY.trust, WEEKLY.workload + 1):
        row[column] /= n
    row[WEEKLY.proficiency] = proficiency if practices > 0 else 0.0
    row[WEEKLY.training_applied] = _applied(world)
    return exact_sum(formed)


@kernel
def _applied(world: World) -> float:
    """Return which share of those who were trained apply what they learned."""
    trained, applying = 0, 0
    for i in range(len(world.seats)):
        seat = world.seats[i]
        applies = 1 if seat.collaboration_skill >= seat.transfer_bar else 0
        trained += 1 if seat.sessions > 0 else 0
        applying += applies if seat.sessions > 0 else 0
    return applying / trained if trained > 0 else 0.0


@kernel
def _record_practices(world: World, chart: Chart, row: Array) -> None:
    """Write how far practices are taken up, the mean over those that are done; nobody knows of any where none is."""
    done = world.portfolio[0].practices
    for q in range(done):
        _count_stages(world.practised[q], world, row)
    for q in range(1, done):  # the first was seen with all else that is known of people
        row[WEEKLY.proficiency] += _total_proficiency(world.practised[q], world)
    row[WEEKLY.unaware] += 0.0 if done > 0 else len(world.seats)
    for column in range(WEEKLY.unaware, WEEKLY.proficiency + 1):
        row[column] /= max(1, done) * len(world.seats)
    row[WEEKLY.using] = row[WEEKLY.trying] + row[WEEKLY.adopted]
    row[WEEKLY.support] = _mean_support(world)
    row[WEEKLY.joined] = _mean_joined(world, chart)


@kernel
def _count_stages(m: int, world: World, row: Array) -> None:
    unaware, aware, trying, adopted = 0, 0, 0, 0
    for i in range(len(world.seats)):
        ladder = world.ladders[m, i]
        unaware += 1 if ladder.stage == UNAWARE else 0
        aware += 1 if ladder.stage == AWARE else 0
        trying += 1 if ladder.stage == TRYING else 0
        adopted += 1 if ladder.stage == ADOPTED else 0
    row[WEEKLY.unaware] += unaware
    row[WEEKLY.aware] += aware
    row[WEEKLY.trying] += trying
    row[WEEKLY.adopted] += adopted
    row[WEEKLY.relapsed] += len(world.seats) - unaware - aware - trying - adopted


@kernel
def _total_proficiency(m: int, world: World) -> float:
    total = 0.0
    for i in range(len(world.seats)):
        total += world.ladders[m, i].proficiency
    return total


@kernel
def _mean_support(world: World) -> float:
    support, joined = 0.0, 0
    for q in range(world.portfolio[0].practices):
        m = world.practised[q]
        for u in range(world.units.shape[1]):
            if world.units[m, u].joined != NEVER:
                support += world.units[m, u].support
                joined += 1
    return support / joined if joined > 0 else 0.0


@kernel
def _mean_joined(world: World, chart: Chart) -> float:
    people, done = 0, 0
    for m in range(len(world.rollouts)):
        if world.measures[THIS_WEEK, m].strength > 0.0:
            done += 1
            for u in range(world.units.shape[1]):
                if world.units[m, u].joined != NEVER:
                    people += chart.unit_start[u + 1] - chart.unit_start[u]
    return people / (max(1, done) * len(world.seats))


@kernel
def _record_departments(world: World, chart: Chart, row: Array) -> None:
    for d in range(len(world.departments)):
        share = (chart.department_start[d + 1] - chart.department_start[d]) / len(world.seats)
        row[WEEKLY.service_saved] += share * world.departments[d].saved
        row[WEEKLY.legacy_debt] += share * world.departments[d].legacy


@kernel
def _record_projects(world: World, p: Reporting, row: Array) -> None:
    portfolio = world.portfolio[0]
    running = portfolio.running
    row[WEEKLY.running_projects] = running
    row[WEEKLY.engaged] = portfolio.engaged / len(world.seats)
    for r in range(running):
        project = world.projects[world.running[r]]
        truly = colour(project.true_overrun, p)
        row[WEEKLY.reported_red] += 1.0 if project.reported == RED else 0.0
        row[WEEKLY.truly_red] += 1.0 if truly == RED else 0.0
        row[WEEKLY.watermelon] += 1.0 if truly == RED and project.reported == GREEN else 0.0
    portfolio.project_weeks += running
    portfolio.watermelon_weeks += row[WEEKLY.watermelon]
    for column in range(WEEKLY.reported_red, WEEKLY.watermelon + 1):
        row[column] /= max(1, running)
    row[WEEKLY.work_delivered] = (
        portfolio.delivered_work / portfolio.wanted_work if portfolio.wanted_work > 0.0 else 0.0
    )
    row[WEEKLY.effort_spent] = portfolio.spent
