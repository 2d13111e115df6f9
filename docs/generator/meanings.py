"""What every state variable means: the one place where the records of ``sim.state`` are put into words.

A line is: name | unit or range | meaning. ``state.py`` says which fields there are; a field without
a line here, or a line without its field, stops the build.
"""

from sim.state import FORMED_TIES, OUTCOMES, STAGES, STATUSES

TRAITS = """
silo | 0 to 1 | keeps work and talk inside the own department
trust | 0 to 1 | trust in colleagues of other departments and in the change
process_orientation | 0 to 1 | 1: the job is done when the plan has been followed; 0: works toward outcomes
use | 0 or 1 | uses the practice visibly (trying or adopted)
"""

STANCE = """
silo_anchor | 0 to 1 | silo the person returns to when nobody influences them
trust_anchor | 0 to 1 | trust the person returns to
process_anchor | 0 to 1 | process orientation the person returns to
threshold | 0 to 1 | exposure above which contacts begin to convince
exposure | 0 to 1 | weighted share of contacts who visibly use the practice
"""

SEAT = f"""
proficiency | 0 to 1 | how well the person masters the practice
collaboration_skill | 0 to 1 | skill in working with others; avoids failed exchanges
readiness | 0 to 1 | readiness for change, before other changes crowd it
service_load | sd | standard normal deviate of the person's service demand, kept while the person stays
workload | ratio | demand over capacity of this week
job_satisfaction | 0 to 1 | job satisfaction
sense_of_influence | 0 to 1 | sense of being able to influence things
clock | hazard | hazard lived through since the present stage of adoption began
patience | hazard | hazard at which the person moves on, drawn when the stage began
tenure_clock | hazard | hazard of leaving lived through since arrival
tenure_patience | hazard | hazard at which the person leaves, drawn at arrival
claimed | share of a week | time that interventions take from the person this week
transfer_bar | 0 to 1 | collaboration skill from which a trained person applies what was learned, drawn at arrival
project | number | running project the person works on; -1: none
stage_week | week | when the present stage of adoption began
stage_entries | count | stages entered so far; part of the key of the next draw
people | count | people who have sat here so far; part of the key of a newcomer's draws
stage | choice | stage of adoption: {", ".join(STAGES)}
sessions | count | training sessions attended
"""

UNIT = """
joined | week | when the rollout took the team on; -1: not yet
rank | number | place in the order of the rollout
support | 0 to 1 | share of full coaching the team has this week
"""

DEPARTMENT = """
projects | count | running projects with members from here
good_news | sum | successes felt this week
bad_news | sum | failures felt this week
legacy | 0 to 1 | legacy debt: old systems and data silos
saved | share | service demand saved by process improvement
"""

PROJECT = f"""
status | choice | {", ".join(STATUSES)}
reported | choice | traffic light in the report: green, amber, red
sponsored | yes or no | still has a sponsor
tracked | yes or no | its benefits are tracked
is_micro | yes or no | is a microproject
departments | count | departments involved: planned until it starts, then those of its team
lead | number | department it is for, the first one asked for people
key | number | part of the key of all its draws; cutting other work differently does not change it
team | people | size of the team
team_start | number | first place of the team in the list of members
wanted | week | when it has been approved and could start
start | week | when it started
finish | week | when it ended
rebaselines | count | new baselines so far
red_reviews | count | reviews in red, one after another
planned_weeks_first | weeks | duration of the first baseline
planned_weeks_last | weeks | duration of the last baseline
elapsed_weeks | weeks | time since it started; the last week counts as far as it was needed
effort | person-weeks | estimated effort
budget_first | person-weeks | budget of the first baseline: effort, fixed work and coordination
budget_last | person-weeks | budget of the last baseline
scope | person-weeks | true effort of the work itself, with what requirement changes added
done | person-weeks | scope worked off, whether right or wrong
hidden | person-weeks | wrong work in what is done that nobody has found
rework_known | person-weeks | work to mend what was found, not yet done
startup_left | person-weeks | fixed work still to do
complexity | ratio | multiplies failed exchanges and how errors breed; mean 1
spent_startup | person-weeks | time spent on fixed work
spent_progress | person-weeks | time spent on scope
spent_rework | person-weeks | time spent on mending
spent_coordination | person-weeks | time spent on talking to each other
spent | person-weeks | time spent in all
added_scope | person-weeks | scope added by requirement changes
failed_exchanges | count | exchanges that failed so far
true_overrun | ratio | overrun of the last budget, hidden errors included
known_overrun | ratio | overrun of the last budget as far as the team can know it
reported_overrun | ratio | overrun of the last budget as the steering committee hears it
steering_clock | hazard | hazard of cancellation lived through
steering_patience | hazard | hazard at which the project is cancelled, drawn at its start
use_luck | 0 to 1 | luck that decides whether the result is used, drawn at the start
failures_now | 0 to 1 | share of this week's exchanges that failed
outcome | choice | {", ".join(OUTCOMES)}
benefit_rate | 0 to 1 | benefits over planned benefits; 0 until it is delivered
defects | ratio | wrong work left at delivery, over scope
reach | 0 to 1 | how much of the benefits across departments can be had
practice | 0 to 1 | how far its team practises the new way of working, this week
concise | 0 to 1 | how far its scope is tied to a target group and a service (microprojects)
audience | 0 to 1 | how far its result reaches those not involved (microprojects)
talent | 0 to 1 | how far it uses talents that work leaves idle (microprojects)
"""

PORTFOLIO = """
wanted | count | projects wanted over the run
next | number | the next project that may start
running | count | projects running
finished | count | projects that ended this week
engaged | people | people on projects
election | week | first election of this replicate
hires | people | newcomers so far
project_weeks | weeks | weeks lived by running projects so far
watermelon_weeks | weeks | of these, weeks reported green and truly red
wanted_work | person-weeks | change work wanted over the run
delivered_work | person-weeks | effort of projects delivered and used so far
spent | person-weeks | time spent on projects so far
claimed_effort | person-weeks | time that interventions took from people so far
coaching_effort | person-weeks | time of coaches so far
money | EUR | money that interventions spent outside so far
rollout_start | week | when units can first be taken on
postponed | weeks | by how much closed gates have put the rollout off
waited | weeks | how long the present wave has waited at its gate
ties_inside | strength | standing ties inside departments, summed once
ties_across | strength | standing ties across departments, summed once
"""

EFFECTS = """
attention | changes | attention that all interventions take together
attention_units | changes | what those take from the people they reach that come with the rollout
attention_everywhere | changes | what those take from everybody that do not come with the rollout
onboarding | share of people | people in units that are being taken on
reaches_units | 0 to 1 | how fully the strongest of those runs; at 0 no unit is taken on
practice | 0 to 1 | how fully a practice is done, the strongest one
push | ratio | how hard people in units on board are pushed to try
self_help | 0 to 1 | what a playbook does for learning without a coach
focus | ratio | gain in productivity of a master of the practice
clarity | 0 to 1 | failed exchanges avoided between two masters
visibility | ratio | how much earlier errors and status are seen by those who use the practice
independence | 0 to 1 | exchanges that a team of masters does not need
modularity | 0 to 1 | chain reactions that a team of masters avoids
reuse | 0 to 1 | fixed work that a team of masters saves
bridging | ratio | how much faster ties across departments grow between users
agility | 0 to 1 | requirement changes that a team of masters absorbs
partnering | 0 to 1 | loss of a trial at the border with non-users that partners avoid
outcome_focus | 0 to 1 | plan-mindedness that a team of masters leaves behind
scope_control | 0 to 1 | requirement changes refused in any project
estimate_care | 0 to 1 | spread of estimates avoided
risk_review | ratio | how much more reviews find
openness | ratio | what is added to the trust that makes reports honest
sponsor_care | 0 to 1 | lost sponsors avoided
user_care | 0 to 1 | refusals by users avoided
tracking | 0 to 1 | what governance adds to the chance that a starting project is tracked
"""

WORLD = f"""
traits | see above | the traits of everybody, those that are read together in one row
traits_next | see above | the traits after this week's influence, before everybody changes at once
stances | record | a record a seat: what the traits return to, and what is heard about the practice
seats | record | a record a seat: everything else
formed_target | number | to whom each of a seat's {FORMED_TIES} formed ties leads
formed_strength | 0 to 1 | how strong each of them is
units | record | a record a team
departments | record | a record a department
projects | record | a record a project
members | number | seats in project teams, team after team
running | number | projects that run, the first ``portfolio.running`` of the list
finished | number | projects that ended this week, the first ``portfolio.finished`` of the list
portfolio | record | the one record of what concerns all projects and the rollout
effects | record | what interventions do this week, and what that is without any
"""

CHART = """
department | number | department of each seat
unit | number | team of each seat
manager | number | seat each seat reports to; -1 at the top
leads | yes or no | whether anybody reports to a seat
level | steps | distance from the top
department_start | number | first seat of each department
unit_start | number | first seat of each team
unit_department | number | department of each team
change_oriented | yes or no | whether a department is change-oriented
tie_start | number | first tie of each seat
tie_split | number | first of its ties that leads to another department
tie_target | number | whom a seat turns to
tie_weight | 0 to 1 | and how much
traits | 0 to 1 | silo, trust and process orientation where data tell; else drawn for every replicate
"""

MEANINGS = {
    "TRAITS": TRAITS,
    "STANCE": STANCE,
    "SEAT": SEAT,
    "UNIT": UNIT,
    "DEPARTMENT": DEPARTMENT,
    "PROJECT": PROJECT,
    "PORTFOLIO": PORTFOLIO,
    "EFFECTS": EFFECTS,
    "World": WORLD,
    "Chart": CHART,
}
