from typing import Dict, List, NamedTuple

from kfp.dsl import Dataset, Output


class Outputs(NamedTuple):
    rows: int
    months: List[int]


def ingest(
    dataset: Output[Dataset],
    source: str,
    month: int = 0,
    window_months: int = 0,
    month_column: str = 'month',
    row_filter: Dict = {},
    columns: List[str] = [],
    label: str = '',
    positive_label: str = '',
    sampling: float = 1.0,
    max_rows: int = 0,
    seed: int = 0,
    project: str = '',
    location: str = '',
    source_may_be_empty: bool = False,
) -> Outputs:
    """Reads rows from a CSV, JSON Lines or Parquet file or a BigQuery table, of the months and with the values asked for.

    Args:
        source: A .csv, .csv.gz, .jsonl or .parquet file, as a path or gs:// address, or bq://PROJECT.DATASET.TABLE.
        month: Last month to read, 1 to 12 or YYYYMM, as the column has it; 0 reads every month.
        window_months: How many months before `month` are read too; each of them must be there.
        month_column: Column that holds the number of the month.
        row_filter: Which rows to keep: column to a list of allowed values, or to {"min": .., "max": ..}, both included.
        columns: Columns to keep, in this order; all when empty.
        label: Column to predict, which becomes 0 or 1; rows without it are left out. Empty when there is none.
        positive_label: Value of the label that becomes 1, others 0; when empty the label is 0 or 1, or true/false, already.
        sampling: Share of the rows to read, above 0 to 1, drawn by a hash of row and seed: the same rows each time. BigQuery
            draws before it sends anything.
        max_rows: Keeps a random sample of so many rows; 0 keeps all.
        seed: Seed of both draws.
        project: Project that pays for the BigQuery query; needed for bq:// only.
        location: Location of the BigQuery table, such as EU; the table's own when empty.
        source_may_be_empty: An empty `source` gives a dataset without rows instead of ending the step.

    Returns:
        dataset: The rows, as one Parquet file.
        rows: How many there are.
        months: The months that they are from, ascending; empty when the data has no such column.
    """
    import pandas

    if not 0 < sampling <= 1:
        raise SystemExit(f'ingest: sampling is {sampling}; allowed: above 0 to 1')
    if not source and source_may_be_empty:
        write_rows(pandas.DataFrame(), dataset)
        return Outputs(0, [])
    months = months_until(month, window_months)
    wanted = {**row_filter, **({month_column: months} if months else {})}
    if source.startswith('bq://'):
        rows = read_bigquery(source, wanted, columns, sampling, max_rows, seed, project, location)
    else:
        rows = read_file('ingest', source, ' or begin with bq://')
        if months and month_column not in rows.columns:
            names = ', '.join(rows.columns)
            raise SystemExit(f'ingest: the data has no column {month_column}; it has {names}; give month=0 to read all rows')
        rows = filter_rows('ingest', rows, wanted)
        rows = draw(sample(keep_columns(rows, columns), sampling, seed), max_rows, seed)
    if rows.empty:
        raise SystemExit(f'ingest: no row of {source} fits the filter {wanted}' if wanted else f'ingest: {source} has no rows')
    rows = labelled(source, rows, label, positive_label)
    found = months_of(rows, month_column)
    require_months(source, month_column, months, found)
    write_rows(rows, dataset)
    dataset.metadata.update(source=source, months=found, sampling=sampling)
    return Outputs(len(rows), found)


def months_until(month: int, before: int) -> list:
    """The months asked for: 1 to 12 as they are, YYYYMM over the turn of the year; none for 0."""
    if month <= 99:
        return list(range(month - before, month + 1)) if month else []
    last = month // 100 * 12 + month % 100 - 1
    return [each // 12 * 100 + each % 12 + 1 for each in range(last - before, last + 1)]


def months_of(rows, month_column: str) -> list:
    """The months that rows are from, when they have such a column and it holds numbers."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if month_column not in rows.columns or not is_numeric_dtype(rows[month_column]) or is_bool_dtype(rows[month_column]):
        return []
    return sorted(int(each) for each in rows[month_column].dropna().unique())


def labelled(source: str, rows, label: str, positive: str):
    """The rows that have a label, as 0 or 1."""
    if not label:
        return rows
    require_columns('ingest', rows, [label])
    known = rows[rows[label].notna()]
    if known.empty:
        raise SystemExit(f'ingest: no row of {source} has a value in the label {label}')
    if len(known) < len(rows):
        print(f'ingest: {len(rows) - len(known)} of {len(rows)} rows have no {label} and are left out')
    return binary_label('ingest', known, label, positive)


def keep_columns(rows, columns: list):
    """The columns asked for, or all."""
    require_columns('ingest', rows, columns)
    return rows[columns] if columns else rows


def sample(rows, sampling: float, seed: int):
    """The rows whose hash, with the seed, lies in the share; equal rows stay or go together."""
    import hashlib

    if sampling == 1:
        return rows
    keys = rows[sorted(rows.columns)].itertuples(index=False, name=None)
    digests = (hashlib.blake2b(repr((seed, key)).encode(), digest_size=8).digest() for key in keys)
    return rows[[int.from_bytes(digest, 'big') < sampling * 2**64 for digest in digests]]


def draw(rows, max_rows: int, seed: int):
    """At most so many rows, drawn at random, in their old order."""
    return rows.sample(max_rows, random_state=seed).sort_index() if 0 < max_rows < len(rows) else rows


def require_months(source: str, column: str, asked: list, found: list) -> None:
    """Ends the step when a month that was asked for has no row: training on less than that would go unnoticed."""
    absent = [each for each in asked if each not in found]
    if absent:
        raise SystemExit(f'ingest: {source} has no row with {column} {absent}; asked for {asked}, found {found}')


def build_query(table: str, wanted: dict, columns: list, max_rows: int = 0, sampling: float = 1, seed: int = 0) -> dict:
    """The body of jobs.query: values travel as parameters, names are checked, never pasted."""
    import re

    for name in [*wanted, *columns]:
        if not re.fullmatch(r'[A-Za-z_][A-Za-z0-9_]*', name):
            raise SystemExit(f'ingest: "{name}" is no BigQuery column name')
    conditions, parameters = [], []

    def parameter(value) -> str:
        name = f'p{len(parameters)}'
        parameters.append(query_parameter(name, query_type(value if isinstance(value, list) else [value]), value))
        return f'@{name}'

    for column, allowed in wanted.items():
        low, high = bounds('ingest', column, allowed)
        conditions += [f'`{column}` >= {parameter(low)}'] if low is not None else []
        conditions += [f'`{column}` <= {parameter(high)}'] if high is not None else []
        conditions += [f'`{column}` IN UNNEST({parameter(allowed)})'] if isinstance(allowed, list) else []
    if sampling < 1:
        conditions.append(f'ABS(MOD({fingerprint(seed)}, 1000000)) < {parameter(sampling)} * 1000000')
    chosen = ', '.join(f'`{column}`' for column in columns) or '*'
    where = f' WHERE {" AND ".join(conditions)}' if conditions else ''
    last = f' ORDER BY {fingerprint(seed)} LIMIT {max_rows}' if max_rows else ''
    return query_body(f'SELECT {chosen} FROM `{table}` AS source{where}{last}', parameters)


def fingerprint(seed: int) -> str:
    """A hash of the whole row and the seed, in SQL."""
    return f"FARM_FINGERPRINT(CONCAT('{int(seed)}', TO_JSON_STRING(source)))" if seed else 'FARM_FINGERPRINT(TO_JSON_STRING(source))'


def query_type(values: list) -> str:
    """BigQuery's type of some values. Whole numbers in a list or struct arrive as floats: they are whole again here."""
    if all(isinstance(value, str) for value in values):
        return 'STRING'
    if all(isinstance(value, bool) for value in values):
        return 'BOOL'
    return 'INT64' if all(float(value).is_integer() for value in values) else 'FLOAT64'


def read_bigquery(source, wanted, columns, sampling, max_rows, seed, project, location):
    """The rows of a BigQuery table."""
    table = table_name('ingest', 'source', source)
    if not project:
        raise SystemExit(f'ingest: give `project`, which pays for the query of {source}')
    body = build_query(table, wanted, columns, max_rows, sampling, seed)
    return plain_columns(typed_rows(*run_query('ingest', project, {**body, **({'location': location} if location else {})})))


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


# --- shared/filters.py: copied by scripts/generate-component-contracts.py, edit it there ---


def filter_rows(step: str, rows, wanted: dict):
    """The rows whose columns have an allowed value or lie in a range."""
    require_columns(step, rows, list(wanted))
    for column, allowed in wanted.items():
        low, high = bounds(step, column, allowed)
        try:
            if low is not None or high is not None:
                kept = rows[column].notna() if low is None else rows[column].ge(low)
                rows = rows[kept if high is None else kept & rows[column].le(high)]
            else:
                rows = rows[rows[column].isin(allowed)]
        except TypeError:
            example = rows[column].dropna().head(1).tolist()
            raise SystemExit(f'{step}: row_filter compares {column}, which holds {example}, with {allowed!r}') from None
    return rows


def bounds(step: str, column: str, allowed) -> tuple:
    """Minimum and maximum of a range; (None, None) for a list of values."""
    if isinstance(allowed, list):
        return None, None
    if isinstance(allowed, dict) and allowed and set(allowed) <= {'min', 'max'}:
        return allowed.get('min'), allowed.get('max')
    example = '["JFK", "LGA"] or {"min": 6, "max": 22}'
    raise SystemExit(f'{step}: row_filter has {allowed!r} for {column}; give a list of values or a range, as in {example}')


# --- end of shared/filters.py ---


# --- shared/files.py: copied by scripts/generate-component-contracts.py, edit it there ---


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


# --- end of shared/files.py ---


# --- shared/labels.py: copied by scripts/generate-component-contracts.py, edit it there ---


def binary_label(step: str, rows, label: str, positive: str, may_lack_positive: bool = False):
    """The rows with their label as 1 where it is `positive` and 0 elsewhere; missing labels stay missing.

    Without `positive` the label is 0 or 1, or true/false, already. Rows that have no such column stay as they are.
    """
    if not label or label not in rows.columns:
        return rows
    texts = rows[label].dropna().astype(object).map(label_text)
    if positive:
        if not may_lack_positive and not (texts == label_text(positive)).any():
            found = ', '.join(sorted(texts.unique())[:5])
            raise SystemExit(f'{step}: no row has {label} = {positive}; it has {found}')
        numbers = (texts == label_text(positive)).astype('int64')
    elif texts.isin(['0', '1', 'true', 'false']).all():
        numbers = texts.isin(['1', 'true']).astype('int64')
    else:
        found = ', '.join(sorted(texts.unique())[:5])
        raise SystemExit(f'{step}: the label {label} must be 0 or 1; it has {found}; say by `positive_label` which one is 1')
    complete = len(numbers) == len(rows)
    return rows.assign(**{label: numbers if complete else numbers.reindex(rows.index)})


def label_text(value) -> str:
    """A label as text; 1, 1.0, true and True are alike in files of different kinds."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if str(value) in ('True', 'False') else str(value)


# --- end of shared/labels.py ---


# --- shared/bigquery.py: copied by scripts/generate-component-contracts.py, edit it there ---


def table_name(step: str, what: str, source: str) -> str:
    """PROJECT.DATASET.TABLE of bq://PROJECT.DATASET.TABLE, or of the same without bq://; ends the step for anything else."""
    import re

    table = source.removeprefix('bq://')
    if not re.fullmatch(r'[a-z][a-z0-9:.-]*[a-z0-9]\.[A-Za-z0-9_]+\.[A-Za-z0-9_$*-]+', table):
        raise SystemExit(f'{step}: {what} is "{source}"; a table is written bq://PROJECT.DATASET.TABLE')
    return table


def query_parameter(name: str, kind: str, value) -> dict:
    """A named parameter of type STRING, INT64, FLOAT64, BOOL, TIMESTAMP, or ARRAY<one of them> for a list."""
    if isinstance(value, list):
        content = [{'value': query_text(each, kind)} for each in value]
        return {
            'name': name,
            'parameterType': {'type': 'ARRAY', 'arrayType': {'type': kind}},
            'parameterValue': {'arrayValues': content},
        }
    return {'name': name, 'parameterType': {'type': kind}, 'parameterValue': {'value': query_text(value, kind)}}


def query_text(value, kind: str) -> str:
    """A parameter's value, which BigQuery takes as text."""
    return str(int(value)) if kind == 'INT64' else str(value).lower() if kind == 'BOOL' else str(value)


def query_body(query: str, parameters: list, location: str = '') -> dict:
    """The body of jobs.query."""
    body = {'query': query, 'useLegacySql': False, 'parameterMode': 'NAMED', 'queryParameters': parameters}
    return {**body, 'location': location} if location else body


def run_query(step: str, project: str, body: dict) -> tuple:
    """The fields and the rows of a query's answer, page by page, once it is complete."""
    base = f'https://bigquery.googleapis.com/bigquery/v2/projects/{project}/queries'
    page = call_google(step, 'POST', base, body)
    job, found = page['jobReference'], []
    where = f'{base}/{job["jobId"]}?location={job.get("location", body.get("location", ""))}'
    while True:
        found += page.get('rows', []) if page['jobComplete'] else []
        if page['jobComplete'] and not page.get('pageToken'):
            return page.get('schema', {}).get('fields', []), found
        token = f'&pageToken={page["pageToken"]}' if page.get('pageToken') else ''
        page = call_google(step, 'GET', where + token)


def typed_rows(fields: list, rows: list):
    """BigQuery's answer, where every value is text, as columns of their own type; repeated fields are lists of text."""
    import pandas

    types = {'INTEGER': 'Int64', 'INT64': 'Int64', 'FLOAT': 'float64', 'FLOAT64': 'float64', 'NUMERIC': 'float64', 'BIGNUMERIC': 'float64'}
    values = [[plain_cell(cell['v']) for cell in row['f']] for row in rows]
    table = pandas.DataFrame(values, columns=[field['name'] for field in fields], dtype=object)
    for field in fields:
        name, kind = field['name'], field['type']
        if field.get('mode') == 'REPEATED' or kind in ('RECORD', 'STRUCT'):
            continue
        if kind in ('BOOLEAN', 'BOOL'):
            table[name] = table[name].map({'true': True, 'false': False}).astype('boolean')
        else:
            table[name] = pandas.to_numeric(table[name]).astype(types[kind]) if kind in types else table[name].astype('str')
    return table


def plain_cell(value):
    """A cell; of a repeated one the list of its values."""
    return [plain_cell(each['v']) for each in value] if isinstance(value, list) else value


# --- end of shared/bigquery.py ---


# --- shared/vertex.py: copied by scripts/generate-component-contracts.py, edit it there ---


def vertex_url(location: str, path: str) -> str:
    """The address of a Vertex AI resource or method in its region."""
    return f'https://{location}-aiplatform.googleapis.com/v1/{path}'


def require_region(step: str, location: str) -> None:
    """Ends the step unless there is a region to call."""
    if not location:
        raise SystemExit(f'{step}: give `location`, the region of the project, such as europe-west4')


def call_google(step: str, method: str, url: str, body: dict = None, missing_ok: bool = False) -> dict:
    """Answers the parsed response; None for a 404 when that may be. Ends the step with Google's own message."""
    import google.auth
    from google.auth.exceptions import GoogleAuthError
    from google.auth.transport.requests import AuthorizedSession

    try:
        credentials, _ = google.auth.default(scopes=['https://www.googleapis.com/auth/cloud-platform'])
        response = AuthorizedSession(credentials).request(method, url, json=body, timeout=120)
    except (GoogleAuthError, OSError) as error:
        raise SystemExit(f'{step}: cannot call {url}: {error}') from None
    if response.status_code == 404 and missing_ok:
        return None
    if response.status_code >= 400:
        refused = SystemExit(f'{step}: {method} {url} answered {response.status_code}: {google_message(response)}')
        refused.status = response.status_code
        raise refused
    return response.json()


def google_message(response) -> str:
    """What Google says is wrong, without the wrapping."""
    try:
        return response.json()['error']['message']
    except (ValueError, KeyError, TypeError):
        return response.text[:500]


def wait_for_operation(step: str, location: str, operation: dict, timeout_seconds: int = 3600) -> dict:
    """Waits until a long-running operation is done and answers its response."""
    import time

    deadline = time.monotonic() + timeout_seconds
    while not operation.get('done'):
        if time.monotonic() > deadline:
            raise SystemExit(f'{step}: {operation["name"]} is not done after {timeout_seconds} s')
        time.sleep(10)
        operation = call_google(step, 'GET', vertex_url(location, operation['name']))
    if 'error' in operation:
        raise SystemExit(f'{step}: {operation["name"]} failed: {operation["error"].get("message", operation["error"])}')
    return operation.get('response', {})


# --- end of shared/vertex.py ---
