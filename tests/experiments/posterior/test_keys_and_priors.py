"""Keyed numbers that nothing else moves, and priors inside declared bounds."""

import numpy as np
import pytest

from experiments.posterior.keys import PRIOR, share_table, shares
from experiments.posterior.prior import Prior, Unknown, unknowns_of, written_prior
from sim.errors import ScenarioError
from sim.scenario import Scenario, declared_parameters

SHARES = np.linspace(0.001, 0.999, 401)


def test_more_draws_and_other_names_move_no_number() -> None:
    few, many = (shares(1, PRIOR, "adoption.push", np.arange(count)) for count in (10, 1000))
    assert np.array_equal(few, many[:10])
    assert abs(np.corrcoef(many, shares(1, PRIOR, "adoption.bar", np.arange(1000)))[0, 1]) < 0.1
    assert abs(many.mean() - 0.5) < 0.03
    assert np.array_equal(share_table(1, PRIOR, "x", np.arange(5), 7), share_table(1, PRIOR, "x", np.arange(9), 7)[:5])


@pytest.mark.parametrize(
    ("text", "median"),
    [
        ("uniform(0.1, 0.5)", 0.3),
        ("loguniform(0.1, 0.4)", 0.2),
        ("normal(0.3, 0.05)", 0.3),
        ("lognormal(0.2, 0.5)", 0.2),
    ],
)
def test_a_written_prior_has_its_quantiles(text: str, median: float) -> None:
    prior = written_prior("adoption.push", text)
    assert prior.value(np.array([0.5]))[0] == pytest.approx(median, rel=0.01)
    assert prior.share(prior.value(SHARES)) == pytest.approx(SHARES, abs=1e-6)


def test_priors_are_cut_off_at_the_bounds() -> None:
    values = written_prior("people.trust", "normal(0.95, 0.3)").value(SHARES)
    assert values.min() > 0.0
    assert values.max() <= 1.0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("adoption.push", "uniform(0.5, 0.1)", "takes the low and the high end"),
        ("adoption.push", "unifrom(0.1, 0.5)", "did you mean 'uniform'"),
        ("adoption.push", "beta(0, 1)", "two numbers above 0"),
        ("people.trust", "uniform(0.5, 1.5)", "allowed is 0 to 1"),
        ("people.trsut", "uniform(0, 1)", "did you mean 'people.trust'"),
        ("organization.contacts", "uniform(1, 9)", "given, not fitted"),
        ("adoption.active", "uniform(0, 1)", "only numbers have a prior"),
    ],
)
def test_what_is_no_prior_is_refused(name: str, text: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        written_prior(name, text)


def test_everything_uncertain_that_is_used_varies_inside_its_bounds() -> None:
    scenario = Scenario().with_values({"intervention.okr.strength": 1.0})
    unknowns = {one.name: one for one in unknowns_of(scenario, {}, frozenset({"people.trust"}))}
    assert len(unknowns) > 100
    assert {"adoption.push", "intervention.okr.trial", "influence.rate"} <= unknowns.keys()
    assert not {"people.trust", "people.silo", "intervention.lean.trial", "organization.contacts"} & unknowns.keys()
    for name, one in unknowns.items():
        low, high = declared_parameters()[name].bounds or (0.0, 0.0)
        values = one.values(SHARES)
        assert values.min() >= low, name
        assert values.max() <= high, name
        assert values.max() > values.min(), name


def test_whole_numbers_stay_whole() -> None:
    values = Unknown("steering.every", Prior("uniform", 4, 20, 4, 20), whole=True).values(SHARES)
    assert np.array_equal(values, np.round(values))


def test_of_an_event_that_came_only_its_size_is_unknown() -> None:
    def about(**values: float) -> set[str]:
        scenario = Scenario().with_values({f"events.scandal.{name}": value for name, value in values.items()})
        return {one.name for one in unknowns_of(scenario, {}, frozenset()) if one.name.startswith("events.")}

    assert not about()
    assert about(chance=1.0, week=12) == {"events.scandal.share"}
