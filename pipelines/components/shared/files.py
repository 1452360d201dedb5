"""Reading tables of rows from files, local or in Cloud Storage."""


def read_file(step: str, source: str, otherwise: str = ''):
    """All rows of a CSV, JSON Lines or Parquet file, with columns of plain types; `otherwise` says what else may be given."""
    import pandas
    from pandas.errors import EmptyDataError, ParserError

    readers = {'.csv': read_csv, '.csv.gz': read_csv, '.parquet': pandas.read_parquet, '.jsonl': read_json_lines}
    reader = next((each for ending, each in readers.items() if source.endswith(ending)), None)
    if reader is None:
        raise SystemExit(f'{step}: source is "{source}"; it must end in {", ".join(readers)}{otherwise}')
    try:
        return plain_columns(reader(download(step, source)))
    except FileNotFoundError:
        raise SystemExit(f'{step}: there is no file {source}') from None
    except EmptyDataError:
        raise SystemExit(f'{step}: {source} is empty: not even a line with the names of the columns') from None
    except (ParserError, OSError, ValueError) as error:
        raise SystemExit(f'{step}: {source} cannot be read as what its name says: {error}') from None


def download(step: str, source: str):
    """What pandas can read: the path itself, or the bytes of an object in Cloud Storage with its compression undone."""
    import gzip
    import io

    if not source.startswith('gs://'):
        return source
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError
    from google.cloud import storage

    try:
        content = storage.Blob.from_string(source, client=storage.Client()).download_as_bytes()
    except (GoogleAPIError, GoogleAuthError) as error:
        raise SystemExit(f'{step}: cannot download {source}: {error}') from None
    return io.BytesIO(gzip.decompress(content) if content[:2] == b'\x1f\x8b' else content)


def read_csv(source):
    """A CSV file, whose first line tells the separator: comma, semicolon, tab or bar."""
    import pandas

    head = first_line(source)
    return pandas.read_csv(source, sep=max(',;\t|', key=head.count), low_memory=False)


def first_line(source) -> str:
    """The first line of a file, or of bytes that are read again afterwards."""
    import gzip

    if hasattr(source, 'seek'):
        line = source.readline()
        source.seek(0)
    else:
        with (gzip.open if source.endswith('.gz') else open)(source, 'rb') as handle:
            line = handle.readline()
    return line.decode('utf-8', 'replace')


def read_json_lines(source):
    """A file of one JSON object a line."""
    import pandas

    return pandas.read_json(source, lines=True, dtype=False)


def plain_columns(rows):
    """The same rows where every column is text, number, true/false or time: what Parquet and scikit-learn take."""
    named = rows.rename(columns=str)
    mixed = [name for name in named.columns if named[name].dtype == object or named[name].dtype.name == 'category']
    return named.assign(**{name: plain_column(named[name]) for name in mixed})


def plain_column(column):
    """Categories become what they stand for, decimals floats, lists and mappings JSON text, mixed values text."""
    import decimal
    import json

    import numpy

    if column.dtype.name == 'category':
        return column.astype(column.cat.categories.dtype if not column.isna().any() else column.cat.categories.astype('object').dtype)
    kinds = {type(value) for value in column.dropna()}
    if kinds and kinds <= {decimal.Decimal, int, float}:
        return column.astype('float64')
    nested = (list, dict, numpy.ndarray)
    if len(kinds) < 2 and not kinds & set(nested):
        return column

    def text(value) -> str:
        return json.dumps(value, default=lambda each: each.tolist()) if isinstance(value, nested) else str(value)

    return column.map(text, na_action='ignore')
