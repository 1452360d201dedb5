import json

import pytest

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
    assert answer == (True, 0, 0, [], []) and anomalies == [] and 'No anomalies' in page


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
    assert answer == (False, 1, 0, [], [])


def test_a_column_that_the_schema_does_not_know_is_a_warning(validate, rows):
    answer, anomalies, *_ = validate(rows.assign(gate=1), schema=SCHEMA)
    assert kinds(anomalies) == {('gate', 'NEW_COLUMN', 'WARNING')} and answer.valid


def test_drift_is_found_for_numbers_and_categories_and_named(validate, rows):
    drifted = rows.assign(temp=rows.temp + 60, origin='JFK')
    answer, anomalies, _, _, page = validate(drifted, previous=rows, schema={'features': {**SCHEMA['features'], 'temp': {'type': 'FLOAT'}}})
    assert kinds(anomalies) == {('temp', 'DRIFT', 'WARNING'), ('origin', 'DRIFT', 'WARNING')}
    assert answer == (True, 0, 2, ['origin', 'temp'], [])
    assert 'Jensen-Shannon divergence' in page and 'most of all JFK' in page


def test_skew_is_measured_against_serving_rows_and_has_its_own_threshold(validate, rows):
    served = rows.assign(origin=rows.origin.where(rows.index % 3 > 0, 'JFK'))
    assert kinds(validate(rows, serving=served, skew_threshold=0.05, measure='l-infinity')[1]) == {('origin', 'SKEW', 'WARNING')}
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
    assert 'origin: Jensen-Shannon divergence' in error_of(component.validate_data, artifact.dataset(rows.assign(origin='JFK')), *outputs, **named)


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'schema': {'columns': {}}}, 'the schema has no "features"'),
        ({'schema': {'features': {'hour': {'type': 'INT'}}}}, 'the schema of hour has type INT; allowed: INTEGER, FLOAT, STRING'),
        ({'schema': {'features': {'hour': {'type': 'INTEGER', 'rnage': {}}}}}, 'the schema of hour has "rnage"; allowed: domain'),
        ({'measure': 'psi'}, 'measure is "psi"; allowed: jensen-shannon, l-infinity'),
        ({'fail_on': 'errors'}, 'fail_on is "errors"; allowed: error, warning, never'),
    ],
)
def test_says_what_is_wrong_with_a_setting(validate, rows, error_of, settings, expected):
    assert expected in error_of(validate, rows, **settings)


@pytest.fixture
def champion(artifact, trained):
    """The model that was trained on April to June, and one without files."""
    return trained.model, artifact('Model')


def test_skew_is_measured_against_what_the_champion_was_trained_on(validate, flights, champion):
    model, none = champion
    january = flights[flights.month == 1].reset_index(drop=True)
    answer, anomalies, _, _, page = validate(january, champion=model)
    assert ('temp', 'SKEW', 'WARNING') in kinds(anomalies) and 'temp' in answer.skewed_features and answer.valid
    assert "from the champion&#x27;s training data" in page
    june = flights[flights.month == 6].reset_index(drop=True)
    assert validate(june, champion=model)[0].skewed_features == []
    assert validate(january, champion=none)[1] == [], 'without a champion there is nothing to compare with'


def test_skew_ends_the_step_when_warnings_are_to(validate, flights, champion, error_of):
    january = flights[flights.month == 1].reset_index(drop=True)
    assert 'temp: Jensen-Shannon divergence' in error_of(validate, january, champion=champion[0], fail_on='warning')


def test_a_schema_of_other_data_is_told_from_data_that_broke(component, artifact, rows, error_of):
    outputs = [artifact(), artifact(), artifact(), artifact('HTML')]
    other = artifact.dataset(rows.rename(columns=str.upper))
    hint = 'is the schema that of other data? An empty one, {}, is inferred from the rows'
    assert error_of(component.validate_data, other, *outputs, schema=SCHEMA).endswith(hint)


def test_true_and_false_are_a_domain_like_any_other(validate, rows):
    flagged = rows.assign(holiday=rows.index % 2 == 0)
    answer, _, schema, *_ = validate(flagged)
    assert answer.valid and schema['features']['holiday']['domain'] == ['False', 'True']
