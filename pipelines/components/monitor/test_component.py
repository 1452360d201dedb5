import json

import pytest


@pytest.fixture
def watch(component, artifact):
    def run(baseline, current, **settings):
        outputs = [artifact(), artifact('Metrics'), artifact('HTML')]
        answer = component.monitor(artifact.dataset(baseline), artifact.dataset(current), *outputs, **settings)
        return answer, json.load(open(outputs[0].path)), outputs[1], open(outputs[2].path).read()

    return run


def test_the_same_rows_have_not_moved(watch, flights):
    rows = flights[flights.month == 5]
    answer, content, metrics, page = watch(rows, rows)
    assert answer == (False, [], 0.0) and 'No alarm' in page
    assert set(metrics.metadata) == {each['column'] for each in content['columns']} == set(rows.columns) - {'month', 'day'}
    assert json.load(open(metrics.path)) == metrics.metadata


def test_summer_weather_has_moved_from_winter_and_raises_the_alarm(watch, flights):
    answer, content, _, page = watch(flights[flights.month <= 3], flights[flights.month == 7])
    assert answer.alarm and answer.drifted_features == ['temp'] and 0.3 < answer.max_distance <= 1
    assert content['columns'][0]['column'] == 'temp' and page.index('temp') < page.index('carrier')


def test_thresholds_can_be_set_for_all_columns_or_one(watch, flights):
    before, after = flights[flights.month <= 3], flights[flights.month == 7]
    assert not watch(before, after, threshold=1.0)[0].alarm
    assert watch(before, after, threshold=1.0, thresholds={'late': 0.001})[0].drifted_features == ['late']
    assert not watch(before, after, min_drifted=2)[0].alarm


def test_a_category_that_takes_over_is_named(watch, flights):
    rows = flights[flights.month == 5]
    answer, content, _, page = watch(rows, rows.assign(carrier='UA'), columns=['carrier'], kind='skew')
    assert answer.drifted_features == ['carrier'] and content['columns'][0]['moved_most'] == 'UA'
    assert '<h1>Skew</h1>' in page


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'kind': 'shift'}, 'kind is "shift"; allowed: skew, drift'),
        ({'columns': ['gate']}, 'the data has no column gate'),
        ({'thresholds': {'gate': 0.1}}, 'thresholds are given for gate; compared are'),
        ({'not_compared': ['month', 'late'], 'baseline': ['month', 'late']}, 'no column in common but month, late'),
    ],
)
def test_says_what_is_wrong(watch, flights, error_of, settings, expected):
    rows = flights.head(100)
    baseline = rows[settings.pop('baseline')] if 'baseline' in settings else rows
    assert expected in error_of(watch, baseline, rows, **settings)
