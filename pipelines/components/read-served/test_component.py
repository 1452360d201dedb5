import json

import pandas
import pytest

LOG = {'endpoint': '1', 'deployed_model_id': '7', 'request_id': 1}


@pytest.fixture
def read(component, artifact):
    def run(**settings):
        current, previous = artifact('Dataset'), artifact('Dataset')
        outputs = component.read_served(current, previous, **settings)
        return outputs, *(pandas.read_parquet(each.path) for each in (current, previous))

    return run


def logged(time, *instances, answers=None, **others):
    """A request as Vertex AI logs it: a list of JSON texts, one an instance."""
    responses = [json.dumps(each) for each in answers or [{'score': 0.5, 'prediction': 1}] * len(instances)]
    return {**LOG, 'logging_time': time, 'request_payload': [json.dumps(each) for each in instances], 'response_payload': responses, **others}


def write_log(path, requests):
    """The same in the kinds of files that BigQuery exports to."""
    table = pandas.DataFrame(requests)
    if path.suffix == '.jsonl':
        path.write_text(''.join(json.dumps(each) + '\n' for each in requests))
    elif path.suffix == '.parquet':
        table.assign(logging_time=pandas.to_datetime(table.logging_time, utc=True, format='mixed')).to_parquet(path)
    else:
        texts = {name: table[name].map(json.dumps) for name in ('request_payload', 'response_payload')}
        table.assign(**texts).to_csv(path, index=False)
    return str(path)


REQUESTS = [
    logged('2026-11-01 23:59:59 UTC', {'plan': 'too early'}),
    logged('2026-11-02 00:00:00 UTC', {'plan': 'a', 'months': 3}, {'plan': 'b', 'months': None}),
    logged('2026-11-02 23:59:59.999 UTC', {'plan': 'a', 'months': 4}),
    logged('2026-11-03 00:00:00 UTC', {'plan': 'b', 'months': 5}, answers=[{'score': 0.9, 'prediction': 1}]),
    logged('2026-11-03 12:00:00 UTC', {'plan': 'c', 'months': 6}, answers=[0.25]),
    logged('2026-11-04 00:00:00 UTC', {'plan': 'too late'}),
]


@pytest.mark.parametrize('suffix', ['.jsonl', '.parquet', '.csv'])
def test_reads_the_requests_of_the_window_and_of_the_one_before(read, tmp_path, suffix):
    path = write_log(tmp_path / f'log{suffix}', REQUESTS)
    outputs, current, previous = read(request_log=path, window_end='2026-11-04T00:00:00Z')
    assert outputs == (2, 3, '2026-11-04T00:00:00Z')
    assert current.to_dict('list') == {'plan': ['b', 'c'], 'months': [5, 6], 'served_score': [0.9, 0.25]}
    assert previous.plan.tolist() == ['a', 'b', 'a'] and previous.months.isna().tolist() == [False, True, False]


def test_a_window_can_have_another_length_and_another_offset(read, tmp_path):
    path = write_log(tmp_path / 'log.jsonl', REQUESTS)
    outputs, current, previous = read(request_log=path, window_end='2026-11-03T13:00:00+01:00', window_hours=12)
    assert outputs.window_end == '2026-11-03T12:00:00Z' and current.plan.tolist() == ['b'] and previous.plan.tolist() == ['a']


def test_a_window_without_requests_is_no_error(read, tmp_path):
    path = write_log(tmp_path / 'log.jsonl', REQUESTS)
    outputs, current, previous = read(request_log=path, window_end='2027-01-01T00:00:00Z')
    assert outputs[:2] == (0, 0) and current.empty and previous.empty


@pytest.mark.parametrize(
    'payload',
    [
        ['{"plan": "a"}', '{"plan": "b"}'],
        ['{"instances": [{"plan": "a"}, {"plan": "b"}]}'],
        ['[{"plan": "a"}, {"plan": "b"}]'],
        '{"instances": [{"plan": "a"}, {"plan": "b"}], "parameters": {}}',
    ],
)
def test_a_payload_is_read_with_or_without_its_frame(component, payload):
    answers = ['{"predictions": [{"score": 0.1}, {"score": 0.2}]}']
    rows = component.instances_of('read-served', pandas.DataFrame({'request_payload': [payload], 'response_payload': [answers]}))
    assert rows.to_dict('list') == {'plan': ['a', 'b'], 'served_score': [0.1, 0.2]}


def test_other_deployed_models_can_be_left_out(read, tmp_path):
    requests = [logged('2026-11-03 01:00:00 UTC', {'plan': name}, deployed_model_id=name) for name in ('7', '8')]
    path = write_log(tmp_path / 'log.jsonl', requests)
    _, current, _ = read(request_log=path, window_end='2026-11-04T00:00:00Z', deployed_model_id='8')
    assert current.plan.tolist() == ['8']


def test_asks_bigquery_for_both_windows_and_draws_from_each(read, google):
    answer = {
        'jobReference': {'jobId': 'job', 'location': 'europe-west4'},
        'jobComplete': True,
        'schema': {
            'fields': [
                {'name': 'is_current', 'type': 'BOOLEAN'},
                {'name': 'request_payload', 'type': 'STRING', 'mode': 'REPEATED'},
                {'name': 'response_payload', 'type': 'STRING', 'mode': 'REPEATED'},
            ]
        },
        'rows': [
            {'f': [{'v': flag}, {'v': [{'v': f'{{"plan": "{plan}"}}'}]}, {'v': [{'v': '{"score": 0.5}'}]}]}
            for flag, plan in (('false', 'a'), ('true', 'b'))
        ],
    }
    sent = google({('POST', '/queries'): answer}).sent
    settings = {'request_log': 'bq://p-1.predictions.churn', 'project': 'p-1', 'deployed_model_id': '7', 'max_requests': 100}
    outputs, current, previous = read(window_end='2026-11-04T00:00:00Z', **settings)
    assert outputs[:2] == (1, 1) and current.plan.tolist() == ['b'] and previous.plan.tolist() == ['a']
    body = sent[0][2]
    assert 'FROM `p-1.predictions.churn` WHERE logging_time >= @window_before AND logging_time < @window_end' in body['query']
    assert body['query'].endswith('FARM_FINGERPRINT(CAST(request_id AS STRING)), logging_time) <= @most')
    values = {each['name']: each['parameterValue']['value'] for each in body['queryParameters']}
    times = {'window_before': '2026-11-02', 'window_start': '2026-11-03', 'window_end': '2026-11-04'}
    assert values == {**{name: f'{day}T00:00:00Z' for name, day in times.items()}, 'most': '100', 'model': '7'}


def test_of_months_the_one_before_is_the_window_before(read, flights_file):
    outputs, current, previous = read(source=flights_file, month=7, window_end='2013-08-01T00:00:00Z', label='late')
    assert outputs == (4000, 4000, '2013-08-01T00:00:00Z')
    assert set(current.month) == {7} and set(previous.month) == {6}
    outputs, _, previous = read(source=flights_file, month=1)
    assert outputs.previous_rows == 0 and previous.empty


@pytest.mark.parametrize(
    ('month', 'now', 'expected'),
    [
        (7, '2026-11-24', '2026-08-01'),
        (10, '2026-11-01', '2026-11-01'),
        (11, '2026-11-24', '2025-12-01'),
        (12, '2026-11-24', '2026-01-01'),
        (201312, '2026-11-24', '2014-01-01'),
    ],
)
def test_the_window_of_a_month_ends_with_it(component, month, now, expected):
    end = component.end_of_month(month, component.parse_time('test', 'now', now))
    assert component.time_text(end) == f'{expected}T00:00:00Z'


def test_rows_with_times_are_read_by_window(read, tmp_path):
    rows = pandas.DataFrame({'at': pandas.date_range('2026-11-01', periods=96, freq='h').astype(str), 'x': range(96)})
    rows.to_csv(tmp_path / 'rows.csv', index=False)
    settings = {'source': str(tmp_path / 'rows.csv'), 'time_column': 'at', 'window_end': '2026-11-04'}
    _, current, previous = read(**settings)
    assert current.x.tolist() == list(range(48, 72)) and previous.x.tolist() == list(range(24, 48)) and list(current.columns) == ['x']


def test_files_of_one_window_each_are_read_as_a_whole_and_labels_may_be_late(read, tmp_path):
    pandas.DataFrame({'x': [1, 2, 3], 'y': ['no', None, 'no']}).to_csv(tmp_path / 'now.csv', index=False)
    pandas.DataFrame({'x': [4], 'y': ['yes']}).to_csv(tmp_path / 'before.csv', index=False)
    label = {'label': 'y', 'positive_label': 'yes'}
    outputs, current, previous = read(source=str(tmp_path / 'now.csv'), previous_source=str(tmp_path / 'before.csv'), **label)
    assert outputs[:2] == (3, 1) and current.y.isna().tolist() == [False, True, False] and previous.y.tolist() == [1]
    assert read(source=str(tmp_path / 'now.csv'), **label)[2].empty
    assert read(source=str(tmp_path / 'now.csv'), row_filter={'x': {'min': 2}}, **label)[1].x.tolist() == [2, 3]


@pytest.mark.parametrize(
    ('hours', 'now', 'expected'),
    [
        (24, '2026-11-24T13:45:10Z', '2026-11-24T00:00:00Z'),
        (1, '2026-11-24T13:45:10Z', '2026-11-24T13:00:00Z'),
        (168, '2026-11-24T13:45:10Z', '2026-11-23T00:00:00Z'),
        (24, '2026-11-24T00:00:00Z', '2026-11-24T00:00:00Z'),
    ],
)
def test_the_last_window_that_is_over_begins_at_a_full_hour_day_or_week(component, hours, now, expected):
    end = component.last_full_window(component.parse_time('test', 'now', now), hours)
    assert component.time_text(end) == expected


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({}, 'give request_log, or source'),
        ({'request_log': 'log.csv', 'window_end': 'yesterday'}, 'window_end is "yesterday"; a time is written 2026-11-01T00:00:00Z'),
        ({'request_log': 'log.csv', 'window_hours': 0}, 'window_hours is 0; allowed: 1 or more'),
        ({'request_log': 'log.csv'}, 'there is no file log.csv'),
        ({'request_log': 'bq://p-1.d.t'}, 'give `project`'),
        ({'request_log': 'bq://t', 'project': 'p-1'}, 'request_log is "bq://t"; a table is written'),
        ({'source': 'FLIGHTS', 'month': 13}, 'month is 13; allowed: 1 to 12, or YYYYMM'),
        ({'source': 'FLIGHTS', 'month': 7, 'month_column': 'm'}, 'no column m; it has month, '),
        ({'source': 'FLIGHTS', 'month': 201307}, 'no row has month = 201307'),
        ({'source': 'FLIGHTS', 'time_column': 'hour'}, 'hour holds no times, such as 5'),
        ({'source': 'FLIGHTS', 'time_column': 'origin'}, 'origin holds no times, such as EWR'),
        ({'request_log': 'FLIGHTS'}, 'no column logging_time, request_payload'),
    ],
)
def test_says_what_is_wrong(read, flights_file, error_of, settings, expected):
    settings = {name: flights_file if value == 'FLIGHTS' else value for name, value in settings.items()}
    assert expected in error_of(read, **settings)


@pytest.mark.parametrize(
    ('payload', 'expected'),
    [('[1.5, 2]', 'the log has the instance 1.5; an instance is an object'), ('{"plan"', 'a payload that is no JSON: {"plan"')],
)
def test_a_payload_that_cannot_be_read_is_one_clear_error(component, error_of, payload, expected):
    assert expected in error_of(component.instances_of, 'read-served', pandas.DataFrame({'request_payload': [[payload]]}))
