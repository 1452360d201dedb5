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
    max_rows: int = 0,
    seed: int = 0,
    project: str = '',
    location: str = '',
) -> Outputs:
    """Reads rows from a CSV or Parquet file or a BigQuery table, of the months and with the values asked for.

    Args:
        source: A .csv, .csv.gz or .parquet file, as a path or gs:// address, or bq://PROJECT.DATASET.TABLE.
        month: Last month to read; 0 reads every month.
        window_months: How many months before `month` are read too; each of them must be there.
        month_column: Column that holds the number of the month.
        row_filter: Which rows to keep: column to a list of allowed values, or to {"min": .., "max": ..}, both included.
        columns: Columns to keep, in this order; all when empty.
        max_rows: Keeps a random sample of so many rows; 0 keeps all.
        seed: Seed of that sample. BigQuery draws by a hash of the row and needs none.
        project: Project that pays for the BigQuery query; needed for bq:// only.
        location: Location of the BigQuery table, such as EU; the table's own when empty.

    Returns:
        dataset: The rows, as one Parquet file.
        rows: How many there are.
        months: The months that they are from, ascending; empty when the data has no such column.
    """
    months = list(range(month - window_months, month + 1)) if month else []
    wanted = {**row_filter, **({month_column: months} if months else {})}
    if source.startswith('bq://'):
        rows = read_bigquery(source, wanted, columns, max_rows, project, location)
    else:
        rows = sample(keep_columns(filter_rows(read_file(source), wanted), columns), max_rows, seed)
    if rows.empty:
        raise SystemExit(f'ingest: no row of {source} fits the filter {wanted}' if wanted else f'ingest: {source} has no rows')
    found = sorted(int(each) for each in rows[month_column].unique()) if month_column in rows.columns else []
    require_months(source, month_column, months, found)
    write_rows(rows, dataset)
    dataset.metadata.update(source=source, months=found)
    return Outputs(len(rows), found)


def read_file(source: str):
    """All rows of a CSV or Parquet file, local or in Cloud Storage."""
    import pandas
    from pandas.errors import EmptyDataError, ParserError

    readers = {'.csv': pandas.read_csv, '.csv.gz': pandas.read_csv, '.parquet': pandas.read_parquet}
    reader = next((each for ending, each in readers.items() if source.endswith(ending)), None)
    if reader is None:
        raise SystemExit(f'ingest: source is "{source}"; it must end in {", ".join(readers)} or begin with bq://')
    try:
        return reader(download(source))
    except FileNotFoundError:
        raise SystemExit(f'ingest: there is no file {source}') from None
    except EmptyDataError:
        raise SystemExit(f'ingest: {source} is empty: not even a line with the names of the columns') from None
    except (ParserError, OSError, ValueError) as error:
        raise SystemExit(f'ingest: {source} cannot be read as what its name says: {error}') from None


def download(source: str):
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
        raise SystemExit(f'ingest: cannot download {source}: {error}') from None
    return io.BytesIO(gzip.decompress(content) if content[:2] == b'\x1f\x8b' else content)


def filter_rows(rows, wanted: dict):
    """The rows whose columns have an allowed value or lie in a range."""
    require_columns('ingest', rows, list(wanted))
    for column, allowed in wanted.items():
        low, high = bounds(column, allowed)
        if low is not None or high is not None:
            kept = rows[column].ge(low if low is not None else rows[column].min())
            rows = rows[kept & rows[column].le(high if high is not None else rows[column].max())]
        else:
            rows = rows[rows[column].isin(allowed)]
    return rows


def bounds(column: str, allowed) -> tuple:
    """Minimum and maximum of a range; (None, None) for a list of values."""
    if isinstance(allowed, list):
        return None, None
    if isinstance(allowed, dict) and allowed and set(allowed) <= {'min', 'max'}:
        return allowed.get('min'), allowed.get('max')
    example = '["JFK", "LGA"] or {"min": 6, "max": 22}'
    raise SystemExit(f'ingest: row_filter has {allowed!r} for {column}; give a list of values or a range, as in {example}')


def keep_columns(rows, columns: list):
    """The columns asked for, or all."""
    require_columns('ingest', rows, columns)
    return rows[columns] if columns else rows


def sample(rows, max_rows: int, seed: int):
    """At most so many rows, drawn at random, in their old order."""
    return rows.sample(max_rows, random_state=seed).sort_index() if 0 < max_rows < len(rows) else rows


def require_months(source: str, column: str, asked: list, found: list) -> None:
    """Ends the step when a month that was asked for has no row: training on less than that would go unnoticed."""
    absent = [each for each in asked if each not in found]
    if absent:
        raise SystemExit(f'ingest: {source} has no row with {column} {absent}; asked for {asked}, found {found}')


def build_query(table: str, wanted: dict, columns: list, max_rows: int) -> dict:
    """The body of BigQuery's jobs.query: values travel as parameters, names are checked, never pasted."""
    import re

    for name in [*wanted, *columns]:
        if not re.fullmatch(r'[A-Za-z_][A-Za-z0-9_]*', name):
            raise SystemExit(f'ingest: "{name}" is no BigQuery column name')
    conditions, parameters = [], []

    def parameter(value, is_list: bool) -> str:
        name = f'p{len(parameters)}'
        parameters.append({'name': name, **(list_parameter(value) if is_list else scalar_parameter(value))})
        return f'@{name}'

    for column, allowed in wanted.items():
        low, high = bounds(column, allowed)
        conditions += [f'`{column}` >= {parameter(low, False)}'] if low is not None else []
        conditions += [f'`{column}` <= {parameter(high, False)}'] if high is not None else []
        conditions += [f'`{column}` IN UNNEST({parameter(allowed, True)})'] if isinstance(allowed, list) else []
    chosen = ', '.join(f'`{column}`' for column in columns) or '*'
    where = f' WHERE {" AND ".join(conditions)}' if conditions else ''
    draw = f' ORDER BY FARM_FINGERPRINT(TO_JSON_STRING(source)) LIMIT {max_rows}' if max_rows else ''
    query = f'SELECT {chosen} FROM `{table}` AS source{where}{draw}'
    return {'query': query, 'useLegacySql': False, 'parameterMode': 'NAMED', 'queryParameters': parameters}


def query_type(values: list) -> str:
    """BigQuery's type of some values. Whole numbers in a list or struct arrive as floats: they are whole again here."""
    if all(isinstance(value, str) for value in values):
        return 'STRING'
    if all(isinstance(value, bool) for value in values):
        return 'BOOL'
    return 'INT64' if all(float(value).is_integer() for value in values) else 'FLOAT64'


def query_text(value, kind: str) -> str:
    """A query parameter's value, which BigQuery takes as text."""
    return str(int(value)) if kind == 'INT64' else str(value).lower() if kind == 'BOOL' else str(value)


def scalar_parameter(value) -> dict:
    """Type and value of a query parameter."""
    kind = query_type([value])
    return {'parameterType': {'type': kind}, 'parameterValue': {'value': query_text(value, kind)}}


def list_parameter(values: list) -> dict:
    """Type and values of a query parameter that is an array."""
    kind = query_type(values)
    content = [{'value': query_text(value, kind)} for value in values]
    return {
        'parameterType': {'type': 'ARRAY', 'arrayType': {'type': kind}},
        'parameterValue': {'arrayValues': content},
    }


def read_bigquery(source: str, wanted: dict, columns: list, max_rows: int, project: str, location: str):
    """The rows of a BigQuery table, page by page."""
    import re

    import pandas

    table = source.removeprefix('bq://')
    if not re.fullmatch(r'[a-z][a-z0-9-]*\.[A-Za-z0-9_]+\.[A-Za-z0-9_$*-]+', table):
        raise SystemExit(f'ingest: source is "{source}"; a table is written bq://PROJECT.DATASET.TABLE')
    if not project:
        raise SystemExit(f'ingest: give `project`, which pays for the query of {source}')
    base = f'https://bigquery.googleapis.com/bigquery/v2/projects/{project}/queries'
    body = build_query(table, wanted, columns, max_rows)
    page = call_google('ingest', 'POST', base, {**body, **({'location': location} if location else {})})
    job, found = page['jobReference'], []
    where = f'{base}/{job["jobId"]}?location={job.get("location", location)}'
    while True:
        found += page.get('rows', []) if page['jobComplete'] else []
        if page['jobComplete'] and not page.get('pageToken'):
            break
        token = f'&pageToken={page["pageToken"]}' if page.get('pageToken') else ''
        page = call_google('ingest', 'GET', where + token)
    return typed_rows(pandas, page['schema']['fields'], found)


def typed_rows(pandas, fields: list, rows: list):
    """BigQuery's answer, where every value is text, as columns of their own type."""
    types = {'INTEGER': 'Int64', 'INT64': 'Int64', 'FLOAT': 'float64', 'FLOAT64': 'float64', 'NUMERIC': 'float64'}
    values = [[cell['v'] for cell in row['f']] for row in rows]
    table = pandas.DataFrame(values, columns=[field['name'] for field in fields], dtype=object)
    for field in fields:
        name, kind = field['name'], field['type']
        if kind in ('BOOLEAN', 'BOOL'):
            table[name] = table[name].map({'true': True, 'false': False}).astype('boolean')
        else:
            table[name] = pandas.to_numeric(table[name]).astype(types[kind]) if kind in types else table[name].astype('str')
    return table


# --- shared/rows.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_rows(step: str, dataset):
    """The rows as a pandas DataFrame; ends the step when there are none."""
    import os

    import pandas

    if not os.path.isfile(dataset.path):
        raise SystemExit(f'{step}: the dataset {dataset.name} has no file at {dataset.path}; did its step write it?')
    try:
        rows = pandas.read_parquet(dataset.path)
    except Exception as error:
        raise SystemExit(f'{step}: {dataset.path} is not a Parquet file that can be read ({error})') from None
    if rows.empty:
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
        raise SystemExit(f'{step}: {method} {url} answered {response.status_code}: {google_message(response)}')
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
