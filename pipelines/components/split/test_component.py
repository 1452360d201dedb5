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


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'method': 'random'}, 'method is "random"; allowed: time, hash'),
        ({'time_column': 'year'}, 'the data has no column year'),
        ({'test_from': 1}, 'month runs from 1 to 2'),
        ({'test_from': 3}, 'month runs from 1 to 2'),
        ({'validation_share': 0.0}, 'validation_share is 0.0; it must lie between 0 and 1'),
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
