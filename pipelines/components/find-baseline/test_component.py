import json

import pandas
import pytest


@pytest.fixture
def find(component, artifact):
    def run(champion, rows=None, **settings):
        features, outcomes = artifact(), artifact()
        given = {'rows': artifact.dataset(rows)} if rows is not None else {}
        names = component.find_baseline(champion, features, outcomes, **given, **settings)
        return names, *(json.load(open(each.path)) for each in (features, outcomes))

    return run


def test_finds_what_the_champion_was_trained_on(find, trained):
    names, features, outcomes = find(trained.model, label='late')
    assert names == list(features['columns']) == list(trained.model.metadata['inputs'])
    assert features['rows'] == len(pandas.read_parquet(trained.train.path))
    assert set(outcomes['columns']) == {'late', 'score'}


def test_no_rows_leave_the_statistics_of_the_champion(find, trained):
    assert find(trained.model, pandas.DataFrame(), label='late') == find(trained.model, label='late')


def test_rows_that_are_given_replace_the_statistics(find, trained, flights):
    rows = flights[flights.month == 1]
    names, features, outcomes = find(trained.model, rows, label='late')
    assert features['rows'] == outcomes['rows'] == 4000 and 'month' not in names
    assert features['columns']['origin']['counts']['JFK'] == (rows.origin == 'JFK').sum()
    assert features['columns']['weekday']['kind'] == 'category', 'a code is a category, as in training'
    assert sum(outcomes['columns']['score']['counts'].values()) == 4000


def test_without_a_champion_all_columns_of_the_rows_are_features(find, artifact, flights):
    names, _, outcomes = find(artifact('Model'), flights.head(50), label='late')
    assert names == [name for name in flights.columns if name != 'late'] and list(outcomes['columns']) == ['late']


def test_nothing_to_compare_with_is_one_clear_error(find, artifact, error_of):
    assert 'there is no champion with statistics of its training data' in error_of(find, artifact('Model'))
