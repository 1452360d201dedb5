import pytest


def test_draws_from_ranges_and_lists_the_same_for_the_same_seed(component):
    space = {'learning_rate': {'min': 0.01, 'max': 1.0, 'log': True}, 'l2': {'min': 0.0, 'max': 5.0}, 'max_leaf_nodes': [7, 15]}
    trials = component.suggest_trials(space, 400, 1)
    assert trials == component.suggest_trials(space, 400, 1) != component.suggest_trials(space, 400, 2)
    assert {trial['max_leaf_nodes'] for trial in trials} == {7, 15}
    assert all(0.01 <= trial['learning_rate'] <= 1 and 0 <= trial['l2'] <= 5 for trial in trials)
    small = sum(trial['learning_rate'] < 0.1 for trial in trials)
    assert 150 < small < 250, 'by magnitude, half of them lie below a tenth'


@pytest.mark.parametrize(
    ('space', 'count', 'expected'),
    [
        ({'l2': [1]}, 0, 'count is 0; allowed: 1 or more'),
        ({}, 1, 'search_space is empty'),
        ({'l2': 1.0}, 1, 'l2 is 1.0; give a list of values or a range'),
        ({'l2': {'min': 1.0}}, 1, 'give a list of values or a range'),
        ({'l2': {'min': 0.0, 'max': 1.0, 'log': True}}, 1, 'above 0 with "log"'),
        ({'l2': {'min': 2.0, 'max': 1.0}}, 1, 'it must rise'),
    ],
)
def test_says_what_is_wrong(component, error_of, space, count, expected):
    assert expected in error_of(component.suggest_trials, space, count)
