import json

import numpy
import pandas
import pytest
from scipy.spatial.distance import jensenshannon

SCHEMA = {
    'features': {
        'hour': {'type': 'INTEGER', 'max_missing': 0.0, 'range': {'min': 0.0, 'max': 23.0}},
        'temp': {'type': 'FLOAT', 'max_missing': 0.02, 'range': {'min': -40.0, 'max': 130.0}},
        'origin': {'type': 'STRING', 'domain': ['EWR', 'JFK', 'LGA']},
        'dest': {'type': 'STRING', 'domain': ['ATL'], 'max_unknown': 1.0},
    }
}


@pytest.fixture
def rows(flights):
    return flights[flights.month == 1][['hour', 'temp', 'origin', 'dest']].reset_index(drop=True)


@pytest.fixture
def validate(component, artifact):
    def run(rows, **settings):
        outputs = [artifact(), artifact(), artifact(), artifact('HTML')]
        for name in ('previous', 'serving'):
            if name in settings:
                settings[name] = artifact.dataset(settings[name])
        answer = component.validate_data(artifact.dataset(rows), *outputs, **{'fail_on': 'never', **settings})
        anomalies, schema, statistics = (json.load(open(each.path)) for each in outputs[:3])
        return answer, anomalies['anomalies'], schema, statistics, open(outputs[3].path).read()

    return run


def kinds(anomalies):
    return {(each['feature'], each['kind'], each['severity']) for each in anomalies}


def test_good_data_has_no_anomaly(validate, rows):
    answer, anomalies, _, _, page = validate(rows, schema=SCHEMA)
    assert answer == (True, 0, 0, []) and anomalies == [] and 'No anomalies' in page


@pytest.mark.parametrize(
    ('plant', 'feature', 'kind', 'words'),
    [
        (lambda rows: rows.drop(columns=['temp']), 'temp', 'MISSING_COLUMN', 'the column is missing'),
        (lambda rows: rows.assign(temp=rows.temp.where(rows.index > 400)), 'temp', 'MISSING_VALUES', 'at most 2.00% may be'),
        (lambda rows: rows.assign(hour=rows.hour.where(rows.index > 0, 24)), 'hour', 'OUT_OF_RANGE', '1 values lie outside 0 to 23'),
        (lambda rows: rows.assign(origin=rows.origin.where(rows.index > 0, 'SFO')), 'origin', 'UNKNOWN_CATEGORY', 'SFO'),
        (lambda rows: rows.assign(hour=rows.hour.astype(str)), 'hour', 'WRONG_TYPE', 'the schema says INTEGER'),
        (lambda rows: rows.assign(hour=rows.hour + 0.5), 'hour', 'WRONG_TYPE', 'the values are FLOAT'),
    ],
)
def test_finds_a_planted_anomaly_and_nothing_else(validate, rows, plant, feature, kind, words):
    answer, anomalies, _, _, page = validate(plant(rows), schema=SCHEMA)
    assert kinds(anomalies) == {(feature, kind, 'ERROR')}
    assert words in anomalies[0]['description'] and kind in page
    assert answer == (False, 1, 0, [])


def test_a_column_that_the_schema_does_not_know_is_a_warning(validate, rows):
    answer, anomalies, *_ = validate(rows.assign(gate=1), schema=SCHEMA)
    assert kinds(anomalies) == {('gate', 'NEW_COLUMN', 'WARNING')} and answer.valid


def test_drift_is_found_for_numbers_and_categories_and_named(validate, rows):
    drifted = rows.assign(temp=rows.temp + 60, origin='JFK')
    answer, anomalies, _, _, page = validate(drifted, previous=rows, schema={'features': {**SCHEMA['features'], 'temp': {'type': 'FLOAT'}}})
    assert kinds(anomalies) == {('temp', 'DRIFT', 'WARNING'), ('origin', 'DRIFT', 'WARNING')}
    assert answer == (True, 0, 2, ['origin', 'temp'])
    assert 'Jensen-Shannon divergence' in page and 'L-infinity' in page


def test_skew_is_measured_against_serving_rows_and_has_its_own_threshold(validate, rows):
    served = rows.assign(origin=rows.origin.where(rows.index % 3 > 0, 'JFK'))
    assert kinds(validate(rows, serving=served, skew_threshold=0.05)[1]) == {('origin', 'SKEW', 'WARNING')}
    assert validate(rows, serving=served, skew_threshold=0.9)[1] == []


def test_a_feature_can_have_its_own_threshold(validate, rows):
    features = {**SCHEMA['features'], 'origin': {'type': 'STRING', 'drift_threshold': 1.0}}
    assert validate(rows.assign(origin='JFK'), previous=rows, schema={'features': features})[1] == []


def test_the_schema_is_inferred_from_the_rows_before(validate, rows):
    _, anomalies, schema, _, _ = validate(rows.assign(origin=rows.origin.where(rows.index > 0, 'SFO')), previous=rows)
    assert schema['features']['origin'] == {'type': 'STRING', 'required': True, 'max_missing': 0.0, 'domain': ['EWR', 'JFK', 'LGA']}
    assert schema['features']['hour']['type'] == 'INTEGER' and schema['features']['temp']['type'] == 'FLOAT'
    assert ('origin', 'UNKNOWN_CATEGORY', 'ERROR') in kinds(anomalies)


def test_an_inferred_schema_can_be_given_back_as_a_curated_one(validate, rows):
    schema = validate(rows)[2]
    assert validate(rows, schema=schema)[0].valid


def test_statistics_say_what_each_column_holds(validate, rows):
    statistics = validate(rows)[3]
    assert statistics['temp']['mean'] == pytest.approx(rows.temp.mean()) and statistics['temp']['p50'] == rows.temp.median()
    assert statistics['origin']['categories'] == 3 and statistics['origin']['values'] == len(rows)


def test_an_error_ends_the_step_and_names_every_anomaly(component, artifact, rows, error_of):
    outputs = [artifact(), artifact(), artifact(), artifact('HTML')]
    broken = artifact.dataset(rows.assign(hour=99, origin='SFO'))
    message = error_of(component.validate_data, broken, *outputs, schema=SCHEMA)
    assert message.startswith('validate-data: 2 anomalies of severity ERROR:')
    assert 'hour: 4000 values lie outside 0 to 23' in message and 'origin: 100.00%' in message
    assert 'OUT_OF_RANGE' in open(outputs[3].path).read(), 'the report is there all the same'


def test_a_warning_ends_the_step_when_asked(component, artifact, rows, error_of):
    outputs = [artifact(), artifact(), artifact(), artifact('HTML')]
    named = {'previous': artifact.dataset(rows), 'fail_on': 'warning'}
    assert 'origin: L-infinity' in error_of(component.validate_data, artifact.dataset(rows.assign(origin='JFK')), *outputs, **named)


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'schema': {'columns': {}}}, 'the schema has no "features"'),
        ({'schema': {'features': {'hour': {'type': 'INT'}}}}, 'the schema of hour has type INT; allowed: INTEGER, FLOAT, STRING'),
        ({'schema': {'features': {'hour': {'type': 'INTEGER', 'rnage': {}}}}}, 'the schema of hour has "rnage"; allowed: domain'),
        ({'fail_on': 'errors'}, 'fail_on is "errors"; allowed: error, warning, never'),
    ],
)
def test_says_what_is_wrong_with_a_setting(validate, rows, error_of, settings, expected):
    assert expected in error_of(validate, rows, **settings)


@pytest.mark.parametrize('seed', range(20))
def test_divergence_agrees_with_scipy_on_random_data(component, seed):
    generator = numpy.random.default_rng(seed)
    p, q = generator.integers(0, 50, (2, generator.integers(2, 40))) + numpy.eye(2, 1, dtype=int)
    assert component.divergence(p, q) == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-12)


@pytest.mark.parametrize('seed', range(5))
def test_drift_of_numbers_agrees_with_numpy_and_scipy(component, seed):
    generator = numpy.random.default_rng(seed)
    before, after = generator.normal(0, 1, 500), generator.normal(0.1 * seed, 1 + 0.2 * seed, 700)
    edges = numpy.histogram_bin_edges(numpy.concatenate([before, after]), bins=10)
    expected = jensenshannon(numpy.histogram(before, edges)[0], numpy.histogram(after, edges)[0], base=2) ** 2
    found = component.feature_drift(pandas.Series(before), pandas.Series(after))
    assert found['distance'] == pytest.approx(expected, abs=1e-12)


def test_drift_of_categories_is_the_largest_change_of_a_share(component):
    before, after = pandas.Series(['a'] * 6 + ['b'] * 4), pandas.Series(['a'] * 2 + ['b'] * 5 + ['c'] * 3)
    found = component.feature_drift(before, after)
    assert found['distance'] == pytest.approx(0.4) and found['moved_most'] == 'a'


def test_values_that_go_missing_are_drift(component):
    before, after = pandas.Series([1.0, 2.0] * 50), pandas.Series([1.0, 2.0] * 10 + [None] * 80)
    assert component.feature_drift(before, after)['distance'] > 0.3
    assert component.feature_drift(before, before)['distance'] == 0
