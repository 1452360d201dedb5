import gzip

import pandas
import pytest


def test_reads_the_window_of_months_that_ends_with_the_month(component, artifact, flights_file):
    dataset = artifact('Dataset')
    outputs = component.ingest(dataset, source=flights_file, month=7, window_months=3)
    assert outputs == (16000, [4, 5, 6, 7])
    rows = pandas.read_parquet(dataset.path)
    assert set(rows.month) == {4, 5, 6, 7}
    assert dataset.metadata['source'] == flights_file


def test_reads_csv_compressed_csv_and_parquet_alike(component, artifact, tmp_path):
    rows = pandas.DataFrame({'month': [1, 2], 'x': [0.5, None], 'name': ['a', 'b']})
    rows.to_csv(tmp_path / 'rows.csv', index=False)
    (tmp_path / 'rows.csv.gz').write_bytes(gzip.compress((tmp_path / 'rows.csv').read_bytes()))
    rows.to_parquet(tmp_path / 'rows.parquet', index=False)
    for name in ('rows.csv', 'rows.csv.gz', 'rows.parquet'):
        dataset = artifact('Dataset')
        component.ingest(dataset, source=str(tmp_path / name))
        pandas.testing.assert_frame_equal(pandas.read_parquet(dataset.path), rows)


def test_keeps_the_rows_and_columns_asked_for(component, artifact, flights_file):
    dataset = artifact('Dataset')
    component.ingest(
        dataset, source=flights_file, row_filter={'origin': ['JFK'], 'hour': {'min': 6.0, 'max': 9.0}}, columns=['hour', 'origin']
    )
    rows = pandas.read_parquet(dataset.path)
    assert list(rows.columns) == ['hour', 'origin']
    assert set(rows.origin) == {'JFK'} and rows.hour.between(6, 9).all() and {6, 9} <= set(rows.hour)


def test_draws_the_same_sample_for_the_same_seed(component, artifact, flights_file):
    first, second, other = artifact('Dataset'), artifact('Dataset'), artifact('Dataset')
    for dataset, seed in ((first, 1), (second, 1), (other, 2)):
        assert component.ingest(dataset, source=flights_file, max_rows=100, seed=seed).rows == 100
    bytes_of = [open(each.path, 'rb').read() for each in (first, second, other)]
    assert bytes_of[0] == bytes_of[1] != bytes_of[2]


@pytest.mark.parametrize(
    ('content', 'settings', 'expected'),
    [
        ('', {}, 'is empty: not even a line with the names of the columns'),
        ('month,x\n', {}, 'has no rows'),
        ('month,x\n1,2\n', {'month': 3, 'window_months': 2}, 'no row with month [2, 3]; asked for [1, 2, 3], found [1]'),
        ('x\n2\n', {'month': 3}, 'the data has no column month; it has x'),
        ('month,x\n1,2\n', {'row_filter': {'x': 5.0}}, 'give a list of values or a range'),
        ('month,x\n1,2\n', {'row_filter': {'x': [5.0]}}, 'fits the filter'),
        ('month,x\n1,2\n', {'columns': ['y']}, 'the data has no column y; it has month, x'),
    ],
)
def test_says_what_is_wrong_with_the_file_or_the_filter(component, artifact, tmp_path, error_of, content, settings, expected):
    path = tmp_path / 'rows.csv'
    path.write_text(content)
    assert expected in error_of(component.ingest, artifact('Dataset'), source=str(path), **settings)


@pytest.mark.parametrize(
    ('source', 'expected'),
    [
        ('nowhere.csv', 'there is no file nowhere.csv'),
        ('rows.xlsx', 'must end in .csv, .csv.gz, .parquet or begin with bq://'),
        ('bq://table', 'a table is written bq://PROJECT.DATASET.TABLE'),
        ('bq://project.dataset.table', 'give `project`'),
    ],
)
def test_says_what_is_wrong_with_the_source(component, artifact, error_of, source, expected):
    assert expected in error_of(component.ingest, artifact('Dataset'), source=source)


def test_a_file_that_is_not_what_its_name_says_is_one_clear_error(component, artifact, tmp_path, error_of):
    path = tmp_path / 'rows.parquet'
    path.write_text('month,x\n1,2\n')
    assert 'cannot be read as what its name says' in error_of(component.ingest, artifact('Dataset'), source=str(path))


def test_asks_bigquery_with_parameters_and_never_pastes_a_value(component, error_of):
    wanted = {'origin': ["JFK' OR 1=1"], 'hour': {'min': 6.0}, 'month': [1, 2]}
    body = component.build_query('p.d.t', wanted, ['origin'], 50)
    assert body['query'] == (
        'SELECT `origin` FROM `p.d.t` AS source WHERE `origin` IN UNNEST(@p0) AND `hour` >= @p1 '
        'AND `month` IN UNNEST(@p2) ORDER BY FARM_FINGERPRINT(TO_JSON_STRING(source)) LIMIT 50'
    )
    kinds = [each['parameterType'] for each in body['queryParameters']]
    assert kinds == [{'type': 'ARRAY', 'arrayType': {'type': 'STRING'}}, {'type': 'INT64'}, {'type': 'ARRAY', 'arrayType': {'type': 'INT64'}}]
    assert body['queryParameters'][1]['parameterValue'] == {'value': '6'}
    assert 'is no BigQuery column name' in error_of(component.build_query, 'p.d.t', {}, ['a` FROM x; --'], 0)


def test_reads_every_page_of_a_bigquery_answer_with_its_types(component, artifact, google):
    fields = [{'name': 'month', 'type': 'INTEGER'}, {'name': 'x', 'type': 'FLOAT'}, {'name': 'late', 'type': 'BOOLEAN'}]

    def page(month, x, token=None):
        rows = [{'f': [{'v': month}, {'v': x}, {'v': 'true'}]}]
        start = {'jobReference': {'jobId': 'job', 'location': 'EU'}, 'jobComplete': True, 'schema': {'fields': fields}, 'rows': rows}
        return {**start, 'pageToken': token} if token else start

    sent = google({('POST', '/queries'): page('1', '0.5', 'next'), ('GET', 'queries/job?location=EU&pageToken=next'): page('2', None)}).sent
    dataset = artifact('Dataset')
    assert component.ingest(dataset, source='bq://p-1.d.t', project='p-1', location='EU') == (2, [1, 2])
    rows = pandas.read_parquet(dataset.path)
    assert rows.month.tolist() == [1, 2] and rows.x.isna().tolist() == [False, True] and rows.late.all()
    assert sent[0][2]['location'] == 'EU' and sent[0][2]['useLegacySql'] is False
