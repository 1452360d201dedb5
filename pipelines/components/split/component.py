from typing import List, NamedTuple

from kfp.dsl import Dataset, Input, Output


class Outputs(NamedTuple):
    train_rows: int
    validation_rows: int
    test_rows: int


def split(
    dataset: Input[Dataset],
    train: Output[Dataset],
    validation: Output[Dataset],
    test: Output[Dataset],
    method: str = 'time',
    time_column: str = 'month',
    test_from: int = 0,
    test_share: float = 0.2,
    validation_share: float = 0.1,
    key_columns: List[str] = [],
    label: str = '',
) -> Outputs:
    """Splits rows into train, validation and test: by time, or by a hash of each row, the same on every run.

    Args:
        dataset: The rows to split.
        method: `time`: the test rows are the latest, as a model meets them in production. `latest`: the last `test_share`
            in the order of the time column. `hash`: drawn from all rows. `auto`: `time` if the time column holds numbers,
            `latest` if it holds dates, else `hash`.
        time_column: Column to compare with `test_from` or to order by; methods `time` and `latest` only.
        test_from: First value of the time column that is for testing; 0 takes the last value alone. Method `time` only.
        test_share: Share of the rows that is for testing, between 0 and 1; methods `latest` and `hash` only.
        validation_share: Share of the other rows that is for validation while training, between 0 and 1, by hash.
        key_columns: Columns to hash, so that rows of the same key (a customer) stay together; all columns when empty.
        label: Column whose values each drawn part gets in the same shares, which is done for less than 1,000 rows: by
            chance a part could lack one. Empty for none.

    Returns:
        train: Rows to learn from.
        validation: Rows to watch training with, and to choose between trials.
        test: Rows that training never sees.
        train_rows: How many rows train has.
        validation_rows: How many rows validation has.
        test_rows: How many rows test has.
    """
    require_share('test_share', test_share)
    require_share('validation_share', validation_share)
    rows = read_rows('split', dataset)
    drawn = hash_fractions(rows, key_columns)
    groups = rows[label] if label in rows.columns and len(rows) < 1000 and not key_columns else None
    method = chosen_method(rows, time_column) if method == 'auto' else method
    if method == 'time':
        testing = is_test_time(rows, time_column, test_from)
    elif method == 'latest':
        testing = is_latest(rows, time_column, test_share)
    elif method == 'hash':
        testing = draw(drawn, test_share, groups)
        drawn = (drawn - test_share) / (1 - test_share)
    else:
        raise SystemExit(f'split: method is "{method}"; allowed: auto, time, latest, hash')
    rest = ~testing
    chosen = draw(drawn[rest], validation_share, None if groups is None else groups[rest])
    validating = chosen.reindex(rows.index, fill_value=False)
    parts = {'train': rows[~testing & ~validating], 'validation': rows[validating], 'test': rows[testing]}
    for (name, part), artifact in zip(parts.items(), (train, validation, test)):
        if part.empty:
            raise SystemExit(f'split: no row is left for {name} of {len(rows)} rows split by {method}')
        write_rows(part, artifact)
        artifact.metadata.update(split=name, method=method)
    return Outputs(*(len(part) for part in parts.values()))


def require_share(name: str, share: float) -> None:
    """Ends the step unless the number is a share."""
    if not 0 < share < 1:
        raise SystemExit(f'split: {name} is {share}; it must lie between 0 and 1')


def chosen_method(rows, time_column: str) -> str:
    """By time when there is one: numbers such as months, or dates."""
    if time_column not in rows.columns or rows[time_column].nunique() < 2:
        return 'hash'
    if rows[time_column].dtype.kind in 'iuf':
        return 'time'
    return 'latest' if as_dates(rows[time_column]).notna().all() else 'hash'


def as_dates(times):
    """The times as dates; what is none is missing."""
    import pandas

    return pandas.to_datetime(times, errors='coerce', format='ISO8601', utc=True)


def draw(drawn, share: float, groups):
    """The rows whose number is below the share; with groups that share of each, at least one row and never all."""
    if groups is None:
        return drawn < share
    place = drawn.groupby(groups).rank(method='first')
    sizes = groups.map(groups.value_counts()).astype('float64')
    return place <= (sizes * share).round().clip(lower=1).clip(upper=sizes - 1)


def is_latest(rows, time_column: str, share: float):
    """Which rows are among the last share in the order of the time column; rows of one time stay together."""
    require_columns('split', rows, [time_column])
    if rows[time_column].isna().any():
        raise SystemExit(f'split: {int(rows[time_column].isna().sum())} rows have no {time_column} to order them by')
    dates = as_dates(rows[time_column]) if rows[time_column].dtype.kind not in 'iuf' else rows[time_column]
    times = dates if dates.notna().all() else rows[time_column]
    return times.rank(method='min', pct=True) > 1 - share


def is_test_time(rows, time_column: str, test_from: int):
    """Which rows are as late as the test rows."""
    require_columns('split', rows, [time_column])
    times = rows[time_column]
    first = test_from or times.max()
    if isinstance(first, int) and not times.dtype.kind in 'iuf':
        raise SystemExit(f'split: {time_column} holds no numbers, such as {times.iloc[0]!r}; use the method latest')
    if not times.min() < first <= times.max():
        spans = f'{time_column} runs from {times.min()} to {times.max()}'
        raise SystemExit(f'split: {spans}, so that test rows from {first} on leave nothing on one side')
    return times >= first


def hash_fractions(rows, key_columns: list):
    """A number between 0 and 1 for every row, from the text of its key alone: neither order nor machine matter."""
    import hashlib

    import pandas

    require_columns('split', rows, key_columns)
    keys = rows[key_columns or sorted(rows.columns)].itertuples(index=False, name=None)
    digests = (hashlib.blake2b(repr(key).encode(), digest_size=8).digest() for key in keys)
    return pandas.Series([int.from_bytes(digest, 'big') / 2**64 for digest in digests], index=rows.index)


# --- shared/rows.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_rows(step: str, dataset, may_be_empty: bool = False):
    """The rows as a pandas DataFrame; ends the step when there are none, unless that may be."""
    import os

    import pandas

    if not os.path.isfile(dataset.path):
        raise SystemExit(f'{step}: the dataset {dataset.name} has no file at {dataset.path}; did its step write it?')
    try:
        rows = pandas.read_parquet(dataset.path)
    except Exception as error:
        raise SystemExit(f'{step}: {dataset.path} is not a Parquet file that can be read ({error})') from None
    if rows.empty and not may_be_empty:
        raise SystemExit(f'{step}: the dataset at {dataset.path} has no rows; check the filters of the step before')
    return rows


def require_columns(step: str, rows, columns: list) -> None:
    """Ends the step when a column is missing."""
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        raise SystemExit(f'{step}: the data has no column {", ".join(missing)}; it has {", ".join(rows.columns)}')


def write_rows(rows, dataset) -> None:
    """Writes the rows, with their number as metadata."""
    import os

    os.makedirs(os.path.dirname(dataset.path), exist_ok=True)
    rows.to_parquet(dataset.path, index=False)
    dataset.metadata.update(rows=len(rows), columns=len(rows.columns), format='parquet')


# --- end of shared/rows.py ---
