"""The scenarios in which the compiled week is compared with the plain one."""

from sim.scenario import declared_parameters
from tests.verification.organizations import changed
from tests.verification.reference.effects import MEASURES, ORDER, PRACTICES
from tests.verification.reference.events import KINDS

MECHANISMS = {
    *(
        "turnover",
        "leave_taking",
        "workload",
        "estimation",
        "legacy",
        "tracking",
        "fixed_costs",
        "coordination",
        "miscommunication",
        "hidden_errors",
    ),
    *(
        "exposure",
        "reporting",
        "steering",
        "delivery",
        "feedback",
        "experience",
        "ties",
        "influence",
        "adoption",
        "saturation",
        "budget",
    ),
    *(f"events.{name}" for name in KINDS),
    *("learning", "wellbeing", "onboarding", "deadline"),
}
INTERVENTIONS = tuple(f"intervention.{name}" for name in ORDER)
ROLLOUTS = tuple(f"rollouts.{name}" for name in MEASURES)
KNOWN = {"project", "rollout", "people", *ROLLOUTS, *INTERVENTIONS, *MECHANISMS}
SWITCHES = {section for section in MECHANISMS if f"{section}.active" in declared_parameters()}
OTHERS = set(sorted(SWITCHES)[1::2])


def at_strength(strength: float, *names: str) -> dict[str, object]:
    """Return the changes that leave only some interventions, at one strength."""
    return {f"intervention.{name}.strength": strength if name in names else 0.0 for name in ORDER}


def ladders(**values: object) -> dict[str, object]:
    """Return the changes that give every practice the same ladder."""
    return {f"intervention.{name}.{key}": value for name in PRACTICES for key, value in values.items()}


def switched_off(sections: set[str]) -> dict[str, object]:
    """Return the changes that switch some mechanisms off."""
    return {f"{section}.active": False for section in sections}


BASE = changed(
    ladders(trial=13, bar=0.25),
    at_strength(1.0, "okr"),
    horizon__weeks=32,
    project__size=12.0,
    people__readiness=0.7,
    people__spread=0.15,
    miscommunication__base=0.03,
    adoption__push=0.2,
    adoption__relapse=0.03,
    learning__rate=0.1,
)

COUPLINGS_OF_PROJECTS = changed(
    miscommunication__strain=5.0,
    miscommunication__mixed=0.5,
    coordination__serial=0.4,
    turnover__bring_in=0.3,
    steering__completion=0.9,
    steering__renewal=0.5,
    exposure__successor=0.2,
    delivery__luck=0.5,
    deadline__filled=0.8,
    onboarding__share=0.15,
)
COUPLINGS_OF_PEOPLE = changed(
    adoption__wins=0.4,
    adoption__credit=0.1,
    adoption__encouragement=0.2,
    adoption__lasting_harm=0.5,
    adoption__compliance=0.6,
    experience__liking=0.05,
    learning__peers=0.4,
    intervention__okr__partner_care=0.5,
    feedback__memory=10.0,
)
CASES: dict[str, dict[str, object]] = {
    "default": {},
    "nothing is tried": at_strength(0.0, *ORDER),
    "all six": at_strength(0.9, *ORDER),
    "everything small": changed(project__size=3.0, turnover__annual_rate=0.4),
    "one large project": changed(project__size=150.0, project__share=0.2, miscommunication__base=0.1),
    "errors breed": changed(
        project__size=40.0, miscommunication__base=0.2, hidden_errors__interdependence=2.0, experience__friction=0.5
    ),
    "crowded": changed(
        project__share=0.5, project__engaged_limit=1.0, workload__base=1.3, project__departments_factor=2.0
    ),
    "steered": changed(
        estimation__bias=0.6,
        exposure__election_cycle=52,
        exposure__election_loss=1.0,
        reporting__honesty=0.5,
        steering__every=4,
        steering__grace=2,
        steering__cancel_rate=0.7,
        steering__orphan=4.0,
        steering__resigned=20.0,
    ),
    "too little estimated": changed(
        estimation__bias=0.8,
        estimation__spread=0.1,
        project__size=6.0,
        delivery__refusal=0.0,
        delivery__use=1.0,
        reporting__honesty=0.5,
        steering__every=4,
        steering__grace=1,
        steering__cancel_rate=0.1,
    ),
    "too much estimated": changed(
        estimation__bias=-0.5,
        estimation__spread=0.1,
        estimation__task_spread=0.1,
        project__size=4.0,
        delivery__refusal=0.0,
        delivery__use=1.0,
        delivery__needed=0.3,
        miscommunication__base=0.01,
    ),
    "late, in waves": changed(
        rollout__wave_weeks=[3, 9],
        rollout__wave_units=[2, 7],
        intervention__okr__start_week=5,
        intervention__okr__cycle=4,
        intervention__okr__partners_week=14,
    ),
    "big bang": changed(
        ladders(trial=4),
        rollout__speed=1.0,
        rollout__coaches=1.0,
        rollout__support_weeks=6,
        adoption__relapse=0.4,
    ),
    "contagious": changed(
        ladders(bar=-0.5),
        rollout__pilot_units=2,
        rollout__speed=0.05,
        adoption__contagion=2.0,
        people__threshold=0.1,
    ),
    "half-hearted": changed(
        at_strength(0.4, "okr"),
        intervention__okr__partners=False,
        intervention__okr__cycle=6,
        adoption__relapse=0.5,
        adoption__push=0.05,
        rollout__catch_up_weeks=5,
    ),
    "mixed": changed(
        influence__rate=0.5,
        ties__growth=0.6,
        ties__half_life=4.0,
        experience__contact=0.1,
        experience__lasting=1.0,
        people__spread=0.4,
    ),
    "loud": changed(
        feedback__gain=0.8, feedback__recall=0.1, delivery__refusal=0.9, people__readiness=0.4, project__size=4.0
    ),
    "gated": changed(
        ladders(bar=0.0, trial=5),
        rollout__wave_weeks=[1, 4, 7, 12, 13],
        rollout__wave_units=[2, 3, 5, 6, 8],
        rollout__gate=0.35,
        rollout__gate_patience=4,
        rollout__catch_up_weeks=7,
        adoption__push=1.0,
        adoption__relapse=0.6,
    ),
    "trained": changed(
        at_strength(0.8, "training"),
        intervention__training__sessions=7,
        intervention__training__span_weeks=12,
        intervention__training__presence=0.6,
        intervention__training__together=2.0,
        rollout__speed=0.3,
        rollout__gate=0.9,
        rollout__catch_up_weeks=11,
        wellbeing__skilled=0.8,
    ),
    "everybody trained at once, and lean": changed(
        at_strength(1.0, "training", "lean"),
        intervention__training__who="all",
        intervention__training__together=4.0,
        intervention__training__sessions=5,
        intervention__training__span_weeks=3,
        intervention__training__start_week=6,
        intervention__lean__delay=3,
        intervention__lean__pace=0.5,
        adoption__push=1.0,
    ),
    "okr where lean has been for weeks": changed(
        at_strength(0.8, "okr", "lean"),
        intervention__okr__start_week=5,
        intervention__okr__delay=2,
        intervention__okr__masterclass_hours=6.0,
        rollout__speed=0.3,
    ),
    "strategic doing": changed(
        ladders(bar=-0.5),
        at_strength(1.0, "strategic_doing"),
        intervention__strategic_doing__cycle_weeks=3,
        intervention__strategic_doing__metrics=0.5,
        rollout__speed=1.0,
        adoption__push=2.0,
        learning__rate=0.8,
        exposure__change_chance=0.5,
        ties__growth=0.4,
        miscommunication__base=0.2,
        project__departments_factor=2.0,
    ),
    "governed": changed(
        at_strength(1.0, "benefits_governance", "training"),
        intervention__benefits_governance__tracking=0.3,
        intervention__benefits_governance__start_week=4,
        tracking__base=0.4,
        exposure__change_chance=0.4,
        exposure__sponsor_hazard=0.1,
        legacy__debt=0.9,
        legacy__drag=1.5,
        project__size=6.0,
    ),
    "microprojects from week 6": changed(
        at_strength(0.6, "microprojects", "benefits_governance"),
        intervention__microprojects__start_week=6,
        intervention__microprojects__cap=3.0,
        intervention__microprojects__audience=1.0,
        intervention__microprojects__executives=0.9,
        intervention__microprojects__uptake=1.0,
        exposure__change_chance=0.5,
        delivery__refusal=0.1,
        feedback__gain=0.9,
    ),
    "microprojects that end in the week in which they start": changed(
        at_strength(1.0, "microprojects"),
        switched_off({"coordination", "fixed_costs"}),
        intervention__microprojects__cap=1.0,
        intervention__microprojects__delay=2,
        project__allocation=1.0,
    ),
    "microprojects only, soon tired": changed(
        at_strength(1.0, "microprojects", "okr"),
        intervention__microprojects__attention=4.0,
        saturation__fatigue=0.6,
        saturation__noise=2.0,
        project__share=0.2,
    ),
    "all six, one after another": changed(
        at_strength(0.7, *ORDER),
        {f"intervention.{name}.start_week": 3 * number for number, name in enumerate(ORDER)},
        {f"intervention.{name}.delay": 8 - number for number, name in enumerate(ORDER)},
        rollout__start_week=2,
        rollout__speed=1.0,
        saturation__fatigue=0.3,
        adoption__push=1.0,
    ),
    "each its own rollout": changed(
        at_strength(0.9, "okr", "training", "lean"),
        intervention__lean__dip=0.6,
        intervention__lean__trial=3,
        intervention__lean__bar=-0.2,
        intervention__lean__border=0.1,
        intervention__okr__trial=5,
        intervention__training__end_week=14,
        rollout__coaches=20.0,
        rollout__speed=0.4,
        rollouts__okr__start_week=6,
        rollouts__okr__departments=[1, 3],
        rollouts__okr__order="chart",
        rollouts__okr__catch_up_weeks=9,
        rollouts__training__speed=1.0,
        rollouts__lean__wave_weeks=[2, 8],
        rollouts__lean__wave_units=[3, 7],
        rollouts__lean__support_weeks=4,
        rollouts__lean__gate=0.5,
        rollouts__lean__gate_patience=3,
        saturation__fatigue=0.3,
        adoption__push=1.0,
    ),
    "one ends, another comes": changed(
        at_strength(1.0, "okr", "strategic_doing", "lean"),
        ladders(trial=3, bar=-0.5),
        intervention__okr__end_week=15,
        intervention__strategic_doing__start_week=10,
        intervention__lean__start_week=12,
        intervention__lean__end_week=22,
        rollout__speed=1.0,
        adoption__push=2.0,
    ),
    "projects run by strategic doing": changed(
        at_strength(0.8, "strategic_doing", "okr"),
        intervention__strategic_doing__way="projects",
        intervention__strategic_doing__share=0.7,
        intervention__strategic_doing__cycle_weeks=3,
        intervention__strategic_doing__delay=5,
        exposure__change_chance=0.3,
        ties__growth=0.4,
        miscommunication__base=0.2,
        project__departments_factor=2.0,
        project__size=6.0,
    ),
    "projects meet people": changed(
        at_strength(0.9, "okr", "lean", "benefits_governance"),
        COUPLINGS_OF_PROJECTS,
        intervention__benefits_governance__tracking=0.2,
        workload__base=1.2,
        project__size=8.0,
        project__team_factor=1.4,
        turnover__annual_rate=0.5,
        exposure__sponsor_hazard=0.1,
        steering__every=3,
        estimation__bias=0.2,
        rollout__speed=0.5,
        adoption__push=1.0,
    ),
    "people meet projects": changed(
        at_strength(1.0, "okr"),
        ladders(trial=4, bar=0.3),
        COUPLINGS_OF_PEOPLE,
        project__size=4.0,
        project__departments_factor=2.0,
        miscommunication__base=0.2,
        rollout__speed=0.6,
        adoption__push=1.0,
        adoption__relapse=0.2,
    ),
    "both meet, too little planned": changed(
        at_strength(0.8, *ORDER), COUPLINGS_OF_PROJECTS, COUPLINGS_OF_PEOPLE, estimation__bias=0.6, project__size=20.0
    ),
    "both meet, too much planned": changed(
        at_strength(0.8, "okr"), COUPLINGS_OF_PROJECTS, COUPLINGS_OF_PEOPLE, estimation__bias=-0.7, project__size=9.0
    ),
    "everything happens": changed(
        at_strength(0.8, "okr", "training"),
        {f"events.{name}.chance": 1.0 for name in KINDS},
        {f"events.{name}.week": 4 + 2 * number for number, name in enumerate(KINDS)},
        events__hiring_freeze__weeks=9,
        events__sick_leave__share=0.6,
        events__leavers__share=0.5,
        turnover__annual_rate=0.3,
        budget__yearly=[30_000.0],
        intervention__training__fee=400_000.0,
        rollout__coaches=40.0,
        rollout__speed=0.3,
        project__departments_factor=2.0,
    ),
    "something may happen": changed(
        {f"events.{name}.chance": 0.5 for name in KINDS},
        {f"events.{name}.week": 3 for name in KINDS},
        horizon__seed=77,
    ),
    "no money": changed(
        at_strength(1.0, *ORDER),
        budget__yearly=[40_000.0],
        budget__time_week=2_000.0,
        budget__project_week=500.0,
        budget__coach_week=2_500.0,
        events__budget_cut__chance=1.0,
        events__budget_cut__week=20,
        rollout__gate=0.3,
        project__size=6.0,
    ),
    "listed": changed(
        at_strength(0.5, "microprojects"),
        portfolio__efforts=[40.0, 6.0, 6.0, 12.0, 3.0, 25.0],
        portfolio__starts=[0.0, 2.0, 2.0, 2.0, 5.0, 4.0],
        portfolio__deadlines=[30.0, 0.0, 9.0, 0.0, 0.0, 60.0],
        portfolio__owners=[1.0, -1.0, 3.0, 0.0, -1.0, 2.0],
        portfolio__participants=[0.0, 2.0, 0.0, 3.0, 5.0, 1.0],
        portfolio__ranks=[0.0, 0.0, 3.0, 1.0, 2.0, 2.0],
        portfolio__mandatory=[1.0, 0.0, 0.0, 0.0, 1.0, 0.0],
        portfolio__benefits=[2.0, 1.0, 0.0, 0.5, 1.0, 1.0],
        project__engaged_limit=0.4,
        exposure__election_cycle=52,
        budget__yearly=[20_000.0],
        budget__project_week=1_000.0,
    ),
    "every second thing off": changed(at_strength(0.8, *ORDER), switched_off(OTHERS), project__departments_factor=2.0),
    "the others off": changed(at_strength(0.8, *ORDER), switched_off(SWITCHES - OTHERS)),
}
