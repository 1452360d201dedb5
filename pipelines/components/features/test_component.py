import json
import os

import joblib
import numpy
import pandas
import pytest


def graph_of(trained):
    return joblib.load(f'{trained.graph.path}/graph.joblib')


def test_makes_a_graph_and_the_features_of_both_splits(trained):
    about = json.load(open(f'{trained.graph.path}/graph.json'))
    for dataset, raw in ((trained.train_features, trained.train), (trained.validation_features, trained.validation)):
        made = pandas.read_parquet(dataset.path)
        assert list(made.columns) == [*about['features'], 'late']
        assert len(made) == raw.metadata['rows'] and not made.isna().any().any()
    assert trained.features_outputs.feature_count == len(about['features']) > 30
    assert about['learnt']['origin']['categories'] == ['EWR', 'JFK', 'LGA']


def test_features_at_serving_equal_those_at_training_on_1000_random_rows(trained):
    """Training saw typed columns of many rows; a server sees one JSON object at a time."""
    raw, made = pandas.read_parquet(trained.train.path), pandas.read_parquet(trained.train_features.path)
    chosen = numpy.random.default_rng(5).choice(len(raw), 1000, replace=False)
    graph, inputs = graph_of(trained), trained.graph.metadata['inputs']
    assert raw.iloc[chosen][inputs].isna().any().any(), 'rows with gaps must be among them'
    requests = [json.loads(line) for line in raw.iloc[chosen][inputs].to_json(orient='records', lines=True).splitlines()]
    served = pandas.concat([graph.transform(pandas.DataFrame([request])) for request in requests[:50]])
    served = pandas.concat([served, graph.transform(pandas.DataFrame(requests[50:]))])
    expected = made.iloc[chosen].drop(columns=['late'])
    assert list(served.columns) == list(expected.columns)
    assert numpy.array_equal(served.to_numpy(), expected.to_numpy())


def test_learns_from_the_training_rows_alone(component, artifact, flights):
    train, odd = flights.head(3000), flights.tail(1000).assign(distance=1e9, carrier='??')
    graphs = []
    for validation in (flights.tail(1000), odd):
        graph = artifact()
        component.features(artifact.dataset(train), artifact.dataset(validation), graph, artifact('Dataset'), artifact('Dataset'))
        graphs.append(open(f'{graph.path}/graph.json').read())
    assert graphs[0] == graphs[1]


def test_a_category_never_seen_in_training_shares_the_column_of_rare_ones(trained):
    row = pandas.read_parquet(trained.train.path).head(1)
    made = graph_of(trained).transform(row.assign(dest='XXX'))
    assert made['dest_infrequent_sklearn'].iloc[0] == 1 and made.filter(like='dest_').sum(axis=1).iloc[0] == 1


@pytest.mark.parametrize('code', [3, 3.0, '3', 3.5, None])
def test_a_category_that_is_a_number_is_the_same_in_a_request_beside_gaps(trained, code):
    """JSON of two instances, one with null, is read as floats: 3 must not become a category 3.0 that nobody knows."""
    row = json.loads(pandas.read_parquet(trained.train.path).head(1).to_json(orient='records'))[0]
    alone = graph_of(trained).transform(pandas.DataFrame([{**row, 'weekday': code}]))
    beside = graph_of(trained).transform(pandas.DataFrame([{**row, 'weekday': code}, {**row, 'weekday': None}])).head(1)
    assert numpy.array_equal(alone.to_numpy(), beside.to_numpy())
    assert (alone.filter(like='weekday_3').to_numpy().sum() == 1) == (code in (3, '3'))


@pytest.mark.parametrize('seed', range(5))
def test_features_of_any_table_are_equal_at_serving_and_at_training(component, artifact, seed):
    """Numbers with gaps, codes, flags, text: 200 rows each, typed by a file in training and by JSON in requests."""
    generator = numpy.random.default_rng(seed)
    size = 200
    rows = pandas.DataFrame(
        {
            'amount': numpy.where(generator.uniform(size=size) < 0.2, numpy.nan, generator.lognormal(0, 2, size)),
            'count': generator.integers(0, 9, size),
            'code': numpy.where(generator.uniform(size=size) < 0.2, numpy.nan, generator.integers(1, 4, size)),
            'flag': generator.choice([True, False], size),
            'sometimes': generator.choice(numpy.array([True, False, None], dtype=object), size),
            'plan': generator.choice(numpy.array(['a', 'b', 'ü', '7', None], dtype=object), size),
            'y': generator.permutation([0, 1] * (size // 2)),
        }
    )
    made = artifact('Dataset')
    graph, dataset = artifact(), artifact.dataset(rows)
    settings = {'label': 'y', 'numeric': ['amount', 'count'], 'categorical': ['code', 'flag', 'sometimes', 'plan'], 'hours': []}
    component.features(dataset, dataset, graph, made, artifact('Dataset'), **settings)
    expected = pandas.read_parquet(made.path).drop(columns=['y']).to_numpy()
    raw = rows.drop(columns=['y']).astype(object)
    loaded, requests = joblib.load(f'{graph.path}/graph.joblib'), json.loads(json.dumps(raw.where(raw.notna(), None).to_dict('records')))
    together = loaded.transform(pandas.DataFrame.from_records(requests)).to_numpy()
    alone = numpy.vstack([loaded.transform(pandas.DataFrame([each])).to_numpy() for each in requests[:50]])
    assert numpy.array_equal(together, expected) and numpy.array_equal(alone, expected[:50])


def test_the_rows_say_which_columns_are_features_when_none_is_named(component, artifact):
    rows = pandas.DataFrame(
        {
            'customer': [f'id-{number}' for number in range(60)],
            'month': [1, 2, 3] * 20,
            'tenure': range(60),
            'plan': ['basic', 'premium', None] * 20,
            'paperless': [True, False] * 30,
            'joined': pandas.date_range('2026-01-01', periods=60),
            'churned': [0, 1] * 30,
        }
    )
    graph, dataset = artifact(), artifact.dataset(rows)
    none = {'numeric': [], 'categorical': [], 'hours': []}
    component.features(dataset, dataset, graph, artifact('Dataset'), artifact('Dataset'), label='churned', **none)
    about = json.load(open(f'{graph.path}/graph.json'))
    assert about['inputs'] == {'tenure': 'number', 'plan': 'category', 'paperless': 'category'}


def test_a_column_without_a_value_gives_a_feature_and_files_that_are_json(component, artifact, flights):
    rows = flights.head(500).assign(temp=numpy.nan, hour=numpy.nan)
    graph, made = artifact(), artifact('Dataset')
    component.features(artifact.dataset(rows), artifact.dataset(rows), graph, made, artifact('Dataset'))
    assert not pandas.read_parquet(made.path).isna().any().any()
    for name in ('graph.json', 'statistics.json'):
        json.loads(open(f'{graph.path}/{name}').read(), parse_constant=lambda text: pytest.fail(f'{text} is no JSON'))


def test_leaves_statistics_of_the_training_rows(trained):
    rows = pandas.read_parquet(trained.train.path)
    statistics = json.load(open(f'{trained.graph.path}/statistics.json'))
    assert set(statistics['features']['columns']) == set(trained.graph.metadata['inputs'])
    origin = statistics['features']['columns']['origin']['counts']
    assert origin['JFK'] == (rows.origin == 'JFK').sum() and statistics['features']['rows'] == len(rows)
    assert statistics['features']['columns']['weekday']['kind'] == 'category'
    assert statistics['outcomes']['columns']['late']['counts']['1'] == rows.late.sum()


def test_midnight_and_the_end_of_the_day_are_neighbours(trained):
    row = pandas.read_parquet(trained.train.path).head(1)
    late, early = (graph_of(trained).transform(row.assign(hour=hour)).filter(like='hour').to_numpy() for hour in (24.0, 0.0))
    assert numpy.allclose(late, early)


def test_the_graph_loads_where_the_component_is_not(trained):
    """A pickle that named this file could not be loaded by a server."""
    assert b'component' not in open(f'{trained.graph.path}/graph.joblib', 'rb').read()


def test_the_same_rows_give_the_same_bytes(component, artifact, flights):
    rows, made = artifact.dataset(flights.head(2000)), []
    for _ in range(2):
        graph, features = artifact(), artifact('Dataset')
        component.features(rows, rows, graph, features, artifact('Dataset'))
        made.append([open(path, 'rb').read() for path in (f'{graph.path}/graph.json', features.path)])
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ('change', 'settings', 'expected'),
    [
        (lambda rows: rows.drop(columns=['temp']), {}, 'the data has no column temp'),
        (lambda rows: rows.assign(temp='warm'), {}, "could not convert string to float: 'warm'"),
        (lambda rows: rows.assign(late=2), {}, 'the label late must be 0 or 1'),
        (lambda rows: rows.assign(late=0), {}, 'both must occur'),
        (lambda rows: rows, {'numeric': ['late']}, 'it would predict itself'),
    ],
)
def test_says_what_is_wrong(component, artifact, error_of, flights, change, settings, expected):
    rows = artifact.dataset(change(flights.head(500)))
    outputs = artifact(), artifact('Dataset'), artifact('Dataset')
    assert expected in error_of(component.features, rows, rows, *outputs, **settings)
    assert not os.path.exists(outputs[0].path)
