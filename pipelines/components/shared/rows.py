"""Reading and writing the rows of a Dataset artifact: one Parquet file, which keeps the type of every column."""


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
