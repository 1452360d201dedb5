import pandas
import pytest


def parts(component, artifact, rows, **settings):
    made = [artifact('Dataset') for _ in range(3)]
    outputs = component.split(artifact.dataset(rows), *made, **settings)
    return outputs, [pandas.read_parquet(each.path) for each in made]


def test_by_time_the_latest_month_is_for_testing_alone(component, artifact, flights):
    outputs, (train, validation, test) = parts(component, artifact, flights[flights.month <= 4])
    assert set(test.month) == {4} and set(train.month) == {1, 2, 3} and set(validation.month) == {1, 2, 3}
    assert outputs == (len(train), len(validation), len(test)) and sum(outputs) == 16000
    assert 0.08 < len(validation) / (len(train) + len(validation)) < 0.12


def test_by_time_a_first_test_month_can_be_named(component, artifact, flights):
    _, (train, _, test) = parts(component, artifact, flights[flights.month <= 4], test_from=3)
    assert set(test.month) == {3, 4} and set(train.month) == {1, 2}


def test_by_hash_the_shares_are_those_asked_for_and_no_row_is_lost(component, artifact, flights):
    outputs, frames = parts(component, artifact, flights, method='hash', test_share=0.3, validation_share=0.2)
    assert sum(outputs) == len(flights) == sum(len(frame) for frame in frames)
    assert outputs.test_rows / len(flights) == pytest.approx(0.3, abs=0.02)
    assert outputs.validation_rows / len(flights) == pytest.approx(0.14, abs=0.02)


def test_by_hash_a_row_lands_in_the_same_part_in_any_order(component, artifact, flights):
    rows = flights.head(2000).assign(id=range(2000))
    _, (train, _, _) = parts(component, artifact, rows, method='hash')
    _, (shuffled, _, _) = parts(component, artifact, rows.sample(frac=1, random_state=1), method='hash')
    assert set(train.id) == set(shuffled.id)


def test_by_hash_rows_of_one_key_stay_together(component, artifact, flights):
    _, frames = parts(component, artifact, flights, method='hash', key_columns=['dest'])
    destinations = [set(frame.dest) for frame in frames]
    assert not destinations[0] & destinations[1] and not destinations[0] & destinations[2]


def test_the_latest_share_is_for_testing_when_the_time_is_a_date(component, artifact):
    days = pandas.date_range('2026-01-01', periods=100).strftime('%Y-%m-%d')
    rows = pandas.DataFrame({'day': days, 'x': range(100)}).sample(frac=1, random_state=1)
    _, (train, validation, test) = parts(component, artifact, rows, method='latest', time_column='day', test_share=0.25)
    assert sorted(test.x) == list(range(75, 100)) and len(train) + len(validation) == 75


@pytest.mark.parametrize(
    ('times', 'method'),
    [([1, 2] * 30, 'time'), (['2026-01-01', '2026-02-01T10:00:00Z'] * 30, 'latest'), (['May', 'June'] * 30, 'hash'), ([1] * 60, 'hash')],
)
def test_auto_goes_by_the_time_that_there_is(component, artifact, times, method):
    rows = pandas.DataFrame({'when': times, 'x': range(60)})
    made = [artifact('Dataset') for _ in range(3)]
    component.split(artifact.dataset(rows), *made, method='auto', time_column='when', test_share=0.6, validation_share=0.3)
    assert {each.metadata['method'] for each in made} == {method}
    component.split(artifact.dataset(rows), *made, method='auto', time_column='absent')
    assert made[0].metadata['method'] == 'hash'


@pytest.mark.parametrize('seed', range(10))
def test_of_few_rows_every_part_gets_both_labels_in_their_share(component, artifact, seed):
    rows = pandas.DataFrame({'x': range(seed * 100, seed * 100 + 40), 'late': [1] * 8 + [0] * 32})
    _, frames = parts(component, artifact, rows, method='hash', label='late')
    assert [(len(frame), int(frame.late.sum())) for frame in frames] == [(28, 5), (4, 1), (8, 2)]


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'method': 'random'}, 'method is "random"; allowed: auto, time, latest, hash'),
        ({'time_column': 'year'}, 'the data has no column year'),
        ({'test_from': 1}, 'month runs from 1 to 2'),
        ({'test_from': 3}, 'month runs from 1 to 2'),
        ({'validation_share': 0.0}, 'validation_share is 0.0; it must lie between 0 and 1'),
        ({'time_column': 'origin', 'test_from': 7}, "origin holds no numbers, such as 'EWR'; use the method latest"),
        ({'method': 'hash', 'key_columns': ['tail']}, 'the data has no column tail'),
    ],
)
def test_says_what_is_wrong(component, artifact, error_of, flights, settings, expected):
    rows = flights[flights.month <= 2].head(6000)
    made = [artifact('Dataset') for _ in range(3)]
    assert expected in error_of(component.split, artifact.dataset(rows), *made, **settings)


def test_a_dataset_without_file_or_rows_is_one_clear_error(component, artifact, error_of, flights):
    made = [artifact('Dataset') for _ in range(3)]
    assert 'has no file at' in error_of(component.split, artifact('Dataset'), *made)
    assert 'has no rows' in error_of(component.split, artifact.dataset(flights.head(0)), *made)
