import json

import pandas
import pytest
from scipy.spatial.distance import jensenshannon


@pytest.fixture
def watch(component, artifact):
    def run(baseline, current, **settings):
        outputs = [artifact(), artifact('Metrics'), artifact('HTML')]
        settings = {'baseline': artifact.dataset(baseline), **settings} if baseline is not None else settings
        answer = component.monitor(artifact.dataset(current), *outputs, **settings)
        return answer, json.load(open(outputs[0].path)), outputs[1], open(outputs[2].path).read()

    return run


def test_the_same_rows_have_not_moved(watch, flights):
    rows = flights[flights.month == 5]
    answer, content, metrics, page = watch(rows, rows)
    assert answer == (False, [], 0.0, True) and 'No alarm' in page
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


def test_the_distance_is_scipys_squared_over_the_counts_that_are_written(watch, flights):
    _, content, *_ = watch(flights[flights.month <= 3], flights[flights.month == 7])
    for each in content['columns']:
        names = sorted({*each['baseline'], *each['current']})
        p, q = ([each[side].get(name, 0) for name in names] for side in ('baseline', 'current'))
        assert each['distance'] == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-12)


def test_l_infinity_is_offered(watch, flights):
    rows = flights[flights.month == 5]
    _, content, *_ = watch(rows, rows.assign(origin='JFK'), columns=['origin'], measure='l-infinity')
    assert content['columns'][0]['distance'] == pytest.approx(1 - (rows.origin == 'JFK').mean())


def test_statistics_of_a_model_stand_for_the_rows_that_it_was_trained_on(watch, component, artifact, flights):
    before, after = flights[flights.month <= 3], flights[flights.month == 7]
    statistics = artifact()
    component.write_json(statistics.path, component.statistics_of(before, dict.fromkeys(['temp', 'carrier'], 'auto')))
    by_rows, by_statistics = watch(before, after, columns=['temp', 'carrier']), watch(None, after, statistics=statistics)
    assert by_rows[0] == by_statistics[0] and by_rows[1] == by_statistics[1]


def test_a_column_that_is_asked_for_and_no_longer_sent_has_moved(watch, flights):
    rows = flights[flights.month == 5]
    answer, content, *_ = watch(rows, rows.drop(columns=['carrier']), columns=['carrier', 'origin'])
    assert answer.drifted_features == ['carrier'] and content['columns'][0]['moved_most'] == '(missing)'


def test_a_column_that_the_baseline_does_not_have_cannot_be_compared_and_may_have_a_threshold(watch, flights):
    rows = flights[flights.month == 5]
    settings = {'columns': ['carrier', 'origin'], 'thresholds': {'carrier': 0.1}}
    _, content, *_ = watch(rows.drop(columns=['carrier']), rows, **settings)
    assert [each['column'] for each in content['columns']] == ['origin']


@pytest.mark.parametrize('side', ['baseline', 'current'])
def test_too_few_rows_are_not_judged(watch, flights, side):
    rows = {'baseline': flights.head(100), 'current': flights.tail(100), side: flights.head(9)}
    answer, content, _, page = watch(*rows.values(), min_rows=10)
    assert answer == (False, [], 0.0, False) and content['columns'] == [] and 'both sides need 10 rows' in page
    assert watch(*rows.values(), min_rows=9)[0].judged


def test_a_window_without_rows_raises_no_alarm(watch, flights):
    assert watch(flights.head(100), pandas.DataFrame())[0] == (False, [], 0.0, False)
    assert watch(pandas.DataFrame(), flights.head(100))[0] == (False, [], 0.0, False)


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'kind': 'shift'}, 'kind is "shift"; allowed: skew, drift'),
        ({'measure': 'psi'}, 'measure is "psi"; allowed: jensen-shannon, l-infinity'),
        ({'baseline': None}, 'give either baseline, rows to compare with, or statistics'),
        ({'columns': ['gate']}, 'the data has no column gate'),
        ({'thresholds': {'gate': 0.1}}, 'thresholds are given for gate; compared are'),
        ({'not_compared': ['month', 'late'], 'baseline': ['month', 'late']}, 'no column in common but month, late'),
    ],
)
def test_says_what_is_wrong(watch, flights, error_of, settings, expected):
    rows = flights.head(100)
    chosen = settings.pop('baseline', list(rows.columns))
    baseline = rows[chosen] if chosen else None
    assert expected in error_of(watch, baseline, rows, **settings)
