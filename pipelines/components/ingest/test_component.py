import decimal
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


@pytest.mark.parametrize('share', [0.1, 0.5])
def test_sampling_draws_the_same_share_each_time_whatever_the_order(component, artifact, flights, tmp_path, share):
    rows = flights.head(4000).assign(id=range(4000))
    drawn = []
    for order in (rows, rows.sample(frac=1, random_state=3)):
        order.to_parquet(tmp_path / 'rows.parquet')
        for seed in (0, 0, 1):
            dataset = artifact('Dataset')
            component.ingest(dataset, source=str(tmp_path / 'rows.parquet'), sampling=share, seed=seed)
            drawn.append(set(pandas.read_parquet(dataset.path).id))
    first, again, other, shuffled = drawn[:4]
    assert first == again == shuffled != other
    assert len(first) / 4000 == pytest.approx(share, abs=0.03)


def test_a_larger_sample_holds_the_smaller_one_and_1_is_all(component, artifact, flights_file):
    read = {}
    for share in (0.1, 0.2, 1.0):
        dataset = artifact('Dataset')
        component.ingest(dataset, source=flights_file, month=2, sampling=share)
        read[share] = set(pandas.read_parquet(dataset.path).to_csv(index=False).splitlines())
    assert read[0.1] < read[0.2] < read[1.0]


@pytest.mark.parametrize(
    ('values', 'positive', 'expected'),
    [
        (['yes', 'no', None, 'yes'], 'yes', [1, 0, 1]),
        (['Churned', 'Stayed', 'Joined'], 'Churned', [1, 0, 0]),
        ([1, 2, 2], '2', [0, 1, 1]),
        ([1.0, None, 0.0], '', [1, 0]),
        ([True, False], '', [1, 0]),
        (['True', 'false'], '', [1, 0]),
    ],
)
def test_the_label_becomes_0_or_1_and_rows_without_it_are_left_out(component, artifact, tmp_path, values, positive, expected):
    pandas.DataFrame({'x': range(len(values)), 'churned': values}).to_parquet(tmp_path / 'rows.parquet')
    dataset = artifact('Dataset')
    component.ingest(dataset, source=str(tmp_path / 'rows.parquet'), label='churned', positive_label=positive)
    assert pandas.read_parquet(dataset.path).churned.tolist() == expected


def test_months_can_be_numbered_over_the_turn_of_the_year(component, artifact, tmp_path):
    pandas.DataFrame({'period': [202511, 202512, 202601, 202602]}).to_csv(tmp_path / 'rows.csv', index=False)
    outputs = component.ingest(
        artifact('Dataset'), source=str(tmp_path / 'rows.csv'), month=202601, window_months=2, month_column='period'
    )
    assert outputs.months == [202511, 202512, 202601]


@pytest.mark.parametrize('separator', [',', ';', '\t', '|'])
def test_the_separator_of_a_csv_file_is_read_from_its_first_line(component, artifact, tmp_path, separator):
    rows = pandas.DataFrame({'a': [1, 2], 'b c': ['x, y', 'z'], 'd': [0.5, None]})
    rows.to_csv(tmp_path / 'rows.csv', index=False, sep=separator)
    rows.to_csv(tmp_path / 'rows.csv.gz', index=False, sep=separator)
    for name in ('rows.csv', 'rows.csv.gz'):
        dataset = artifact('Dataset')
        component.ingest(dataset, source=str(tmp_path / name))
        pandas.testing.assert_frame_equal(pandas.read_parquet(dataset.path), rows)


def test_columns_of_unusual_types_become_plain_ones(component, artifact, tmp_path):
    rows = pandas.DataFrame(
        {
            'plan': pandas.Categorical(['a', None]),
            'price': [decimal.Decimal('1.50'), None],
            'tags': [['x', 'y'], None],
            'joined': pandas.to_datetime(['2026-01-01', None]),
        }
    )
    rows.to_parquet(tmp_path / 'rows.parquet')
    dataset = artifact('Dataset')
    component.ingest(dataset, source=str(tmp_path / 'rows.parquet'))
    read = pandas.read_parquet(dataset.path)
    assert read.plan[0] == 'a' and read.price[0] == 1.5 and read.tags[0] == '["x", "y"]' and read.joined[0].year == 2026
    assert read.isna().iloc[1].all()


def test_a_line_of_json_is_a_row(component, artifact, tmp_path):
    (tmp_path / 'rows.jsonl').write_text('{"a": 1, "b": "x"}\n{"a": 2, "c": true}\n')
    dataset = artifact('Dataset')
    component.ingest(dataset, source=str(tmp_path / 'rows.jsonl'))
    assert pandas.read_parquet(dataset.path).a.tolist() == [1, 2]


def test_no_source_is_no_rows_where_that_may_be(component, artifact, error_of):
    dataset = artifact('Dataset')
    assert component.ingest(dataset, source='', source_may_be_empty=True) == (0, [])
    assert pandas.read_parquet(dataset.path).empty
    assert 'source is ""' in error_of(component.ingest, artifact('Dataset'), source='')


@pytest.mark.parametrize(
    ('content', 'settings', 'expected'),
    [
        ('', {}, 'is empty: not even a line with the names of the columns'),
        ('month,x\n', {}, 'has no rows'),
        ('month,x\n1,2\n', {'month': 3, 'window_months': 2}, 'no row with month [2, 3]; asked for [1, 2, 3], found [1]'),
        ('x\n2\n', {'month': 3}, 'the data has no column month; it has x; give month=0 to read all rows'),
        ('x\n2\n', {'sampling': 0.0}, 'sampling is 0.0; allowed: above 0 to 1'),
        ('x\n2\n', {'label': 'late'}, 'the data has no column late; it has x'),
        ('x,late\n2,\n', {'label': 'late'}, 'has a value in the label late'),
        ('late\nyes\nno\n', {'label': 'late'}, 'must be 0 or 1; it has no, yes; say by `positive_label` which one is 1'),
        ('late\nyes\nno\n', {'label': 'late', 'positive_label': 'Yes'}, 'no row has late = Yes; it has no, yes'),
        ('x\na\n', {'row_filter': {'x': {'min': 5.0}}}, 'compares x, which holds'),
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
        ('rows.xlsx', 'must end in .csv, .csv.gz, .parquet, .jsonl or begin with bq://'),
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


def test_bigquery_draws_the_sample_itself(component):
    body = component.build_query('p.d.t', {'month': [1]}, [], sampling=0.25, seed=7)
    hashed = "FARM_FINGERPRINT(CONCAT('7', TO_JSON_STRING(source)))"
    assert body['query'] == f'SELECT * FROM `p.d.t` AS source WHERE `month` IN UNNEST(@p0) AND ABS(MOD({hashed}, 1000000)) < @p1 * 1000000'
    assert body['queryParameters'][1] == {'name': 'p1', 'parameterType': {'type': 'FLOAT64'}, 'parameterValue': {'value': '0.25'}}
    assert 'FARM_FINGERPRINT' not in component.build_query('p.d.t', {}, [], sampling=1.0)['query'], '1 reads everything'


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
