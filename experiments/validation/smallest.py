"""The smallest effects that matter where a source tells a direction and no size: conventions, each with its reason."""

POINT = (
    0.01,
    "convention: one percentage point, which is one project in a portfolio of a hundred; less is not worth a plan",
)
ADOPTION = (0.02, "convention: 2 percentage points of people, about a team of 20 in an organization of 1,000")
TRAIT = (0.02, "convention: 0.02 of a trait from 0 to 1, about an eighth of how far people differ (sd 0.16)")
MONTH = (4.0, "convention: a month, a third of the quarter in which the source tells time")
