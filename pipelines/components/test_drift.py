"""Distances, held against SciPy and NumPy on random columns of every kind, degenerate ones among them."""

import contextlib
import json
from types import SimpleNamespace

import numpy
import pandas
import pytest
from conftest import COMPONENTS
from scipy.spatial.distance import jensenshannon

SAMPLES = 300


def load_shared(*names: str) -> SimpleNamespace:
    """Shared files in one module, as a component copies them."""
    module = {}
    for name in names:
        exec((COMPONENTS / 'shared' / f'{name}.py').read_text(), module)
    return SimpleNamespace(**module)


drift = load_shared('profile', 'drift')


def draw_numbers(generator, size: int) -> pandas.Series:
    kind = generator.integers(8)
    values = [
        lambda: generator.normal(generator.normal(0, 3), generator.uniform(0.1, 3), size),
        lambda: generator.lognormal(0, 3, size),
        lambda: generator.integers(0, generator.integers(1, 30), size).astype(float),
        lambda: numpy.full(size, generator.normal()),
        lambda: numpy.full(size, numpy.nan),
        lambda: 1e15 + generator.uniform(0, 1, size),
        lambda: generator.choice([0.0, 1.0, numpy.inf, -numpy.inf], size),
        lambda: generator.choice([-1e308, 0.0, 1e308], size),
    ][kind]()
    return pandas.Series(numpy.where(generator.uniform(size=size) < generator.choice([0, 0.3]), numpy.nan, values))


def draw_categories(generator, size: int) -> pandas.Series:
    names = [f'c{number}' for number in range(generator.integers(1, 12))]
    values = generator.choice([names[0], *names, None], size) if generator.uniform() < 0.5 else [names[0]] * size
    return pandas.Series([None] * size if generator.uniform() < 0.1 else list(values), dtype=object)


def expected_shares(before: pandas.Series, after: pandas.Series, numeric: bool) -> tuple:
    """Shares over the same cells, counted in another way than the component does."""
    if not numeric:
        names = sorted({str(value) for value in [*before, *after]})
        return tuple(numpy.array([sum(str(each) == name for each in side) for name in names]) / len(side) for side in (before, after))
    known = before[numpy.isfinite(before)]
    edges = numpy.array([])
    if len(known):
        low, high = float(known.min()), float(known.max())
        edges = numpy.array([numpy.nextafter(low, -numpy.inf), numpy.nextafter(high, numpy.inf)])
        if numpy.isfinite(high - low):
            with contextlib.suppress(ValueError):  # too narrow for ten bins
                edges = numpy.histogram_bin_edges(known, bins=10)

    def place(value) -> int:
        if numpy.isnan(value):
            return -1
        if not len(edges):
            return 0
        return len(edges) - 1 if value == edges[-1] else int(numpy.searchsorted(edges, value, side='right'))

    places = [[place(value) for value in side] for side in (before, after)]
    cells = range(-1, len(edges) + 1)
    return tuple(numpy.array([side.count(cell) for cell in cells]) / len(side) for side in places)


@pytest.mark.parametrize('numeric', [True, False])
def test_both_measures_agree_with_scipy_and_numpy_on_300_random_pairs(numeric):
    draw = draw_numbers if numeric else draw_categories
    for seed in range(SAMPLES):
        generator = numpy.random.default_rng(seed)
        before, after = (draw(generator, int(generator.choice([1, 2, 5, 40, 400]))) for _ in range(2))
        p, q = expected_shares(before, after, numeric)
        profile = drift.column_profile(before)
        found = {measure: drift.profile_distance(profile, after, measure)['distance'] for measure in ('jensen-shannon', 'l-infinity')}
        assert profile['kind'] == ('number' if numeric else 'category'), seed
        assert found['jensen-shannon'] == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-9), seed
        assert found['l-infinity'] == pytest.approx(abs(p - q).max(), abs=1e-12), seed
        assert 0 <= found['jensen-shannon'] <= 1 and 0 <= found['l-infinity'] <= 1, seed


def test_a_sample_does_not_lie_apart_from_itself_whatever_it_holds():
    for seed in range(SAMPLES):
        generator = numpy.random.default_rng(seed)
        for draw in (draw_numbers, draw_categories):
            column = draw(generator, int(generator.integers(1, 60)))
            shuffled = column.sample(frac=1, random_state=seed)
            found = drift.profile_distance(drift.column_profile(column), shuffled)
            assert found['distance'] == pytest.approx(0, abs=1e-12) and found['moved_most'] == '', seed


def test_the_divergence_is_the_square_of_scipys_distance_to_the_base_2():
    for seed in range(SAMPLES):
        generator = numpy.random.default_rng(seed)
        p, q = generator.integers(0, 50, (2, generator.integers(2, 40))) + numpy.eye(2, 1, dtype=int)
        assert drift.divergence(p, q) == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-12)


def test_bins_come_from_the_baseline_alone_so_that_windows_are_comparable():
    generator = numpy.random.default_rng(1)
    profile = drift.column_profile(pandas.Series(generator.uniform(0, 10, 1000)))
    near, far = (drift.profile_distance(profile, pandas.Series(generator.uniform(low, low + 10, 1000))) for low in (1, 900))
    assert profile['edges'] == pytest.approx(range(11), abs=0.05)
    assert list(near['current']) == list(far['current']) == list(profile['counts'])
    assert far['current']['(above)'] == 1000 and far['distance'] == 1 and far['moved_most'] == '(above)'
    assert near['distance'] < 0.2


def test_what_is_missing_outside_or_no_number_is_counted_apart():
    profile = drift.column_profile(pandas.Series([0.0, 10.0] * 50))
    counts = drift.counts_over(profile, pandas.Series([None, 'far', -5, 3, 15, 15, '4'], dtype=object))
    assert {name: count for name, count in counts.items() if count} == {
        '(missing)': 1, '(no number)': 1, '(below)': 1, 'bin 4': 1, 'bin 5': 1, '(above)': 2
    }  # fmt: skip


def test_values_that_go_missing_have_moved():
    before, after = pandas.Series([1.0, 2.0] * 50), pandas.Series([1.0, 2.0] * 10 + [None] * 80)
    found = drift.profile_distance(drift.column_profile(before), after)
    assert found['distance'] > 0.3 and found['moved_most'] == '(missing)'


def test_l_infinity_is_the_largest_change_of_a_share_and_names_its_category():
    before, after = pandas.Series(['a'] * 6 + ['b'] * 4), pandas.Series(['a'] * 2 + ['b'] * 5 + ['c'] * 3)
    found = drift.profile_distance(drift.column_profile(before), after, 'l-infinity')
    assert found['distance'] == pytest.approx(0.4) and found['moved_most'] == 'a'


def test_a_category_is_the_same_whether_a_file_or_json_wrote_it():
    coded = drift.column_profile(pandas.Series([1, 2, 3, 3]), 'category')
    for other in ([1.0, 2.0, 3.0, 3.0], ['1', '2', '3', '3'], [1, '2', 3.0, 3]):
        assert drift.profile_distance(coded, pandas.Series(other, dtype=object))['distance'] == 0
    flags = drift.column_profile(pandas.Series([True, False]))
    assert flags['kind'] == 'category' and drift.profile_distance(flags, pandas.Series([True, False], dtype=object))['distance'] == 0


def test_of_very_many_categories_the_rare_ones_count_as_one():
    names = [f'c{number:05}' for number in range(3000)]
    profile = drift.column_profile(pandas.Series([*names, *names[:1000]]))
    assert len(profile['counts']) == 1001 and profile['counts']['(other)'] == 2000
    assert drift.profile_distance(profile, pandas.Series([*names, *names[:1000]]))['distance'] == 0
    assert drift.profile_distance(profile, pandas.Series(['new'] * 10))['current']['(other)'] == 10


def test_a_profile_survives_json():
    for column in (pandas.Series([0.1, 0.2, None]), pandas.Series(['a', None]), pandas.Series([None, None], dtype='float64')):
        profile = drift.column_profile(column)
        assert drift.profile_distance(json.loads(json.dumps(profile, allow_nan=False)), column)['distance'] == 0


def test_an_unknown_measure_is_one_clear_error(error_of):
    assert error_of(drift.require_measure, 'monitor', 'psi') == 'monitor: measure is "psi"; allowed: jensen-shannon, l-infinity'
