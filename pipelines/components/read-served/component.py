from typing import Dict, NamedTuple

from kfp.dsl import Dataset, Output


class Outputs(NamedTuple):
    rows: int
    previous_rows: int
    window_end: str


def read_served(
    current: Output[Dataset],
    previous: Output[Dataset],
    source: str = '',
    previous_source: str = '',
    request_log: str = '',
    window_end: str = '',
    window_hours: int = 24,
    time_column: str = '',
    month: int = 0,
    month_column: str = 'month',
    row_filter: Dict = {},
    label: str = '',
    positive_label: str = '',
    deployed_model_id: str = '',
    max_requests: int = 20000,
    project: str = '',
) -> Outputs:
    """Reads the rows that a model served in a window of time, and in the window before it.

    They come from an endpoint's request-response log when one is given. Otherwise from `source`: by its months, by its
    times, or, when it has neither, as a whole, and the window before from `previous_source`. Windows without rows are no
    error.

    Args:
        source: Served rows: a .csv, .csv.gz, .jsonl or .parquet file, as a path or gs:// address; without request log.
        previous_source: The same of the window before, when `source` holds one window alone.
        request_log: Table that Vertex AI logs an endpoint's requests to, bq://PROJECT.DATASET.TABLE, or a file with its
            columns, of which logging_time, request_payload and response_payload are used.
        window_end: End of the window, not included, such as 2026-11-01T00:00:00Z; the last full window when empty.
        window_hours: Length of a window; 24 begins at midnight UTC, 168 on Monday.
        time_column: Column with the time of each row of `source`; not used with months or a request log.
        month: Month of `source` to watch, 1 to 12 or YYYYMM; the one before is the window before. 0 when it has no months.
        month_column: Column that holds the number of the month.
        row_filter: Which rows of `source` to keep: column to a list of allowed values, or to {"min": .., "max": ..}.
        label: Column of `source` that was to be predicted; rows may lack it, as labels arrive late.
        positive_label: Value of the label that becomes 1, others 0; when empty the label is 0 or 1, or true/false, already.
        deployed_model_id: Keeps the requests to one deployed model; all when empty.
        max_requests: Most requests of a window that are read, drawn by a hash of their id.
        project: Project that pays for the BigQuery query; needed for bq:// only.

    Returns:
        current: The rows of the window; of a request log with the scores that were answered, as served_score.
        previous: The rows of the window before it.
        rows: How many rows the window has.
        previous_rows: How many rows the window before it has.
        window_end: End of the window.
    """
    import datetime

    if window_hours < 1:
        raise SystemExit(f'read-served: window_hours is {window_hours}; allowed: 1 or more')
    now = datetime.datetime.now(datetime.timezone.utc)
    given = parse_time('read-served', 'window_end', window_end) if window_end else None
    end = given or last_full_window(now, window_hours)
    length = datetime.timedelta(hours=window_hours)
    if request_log:
        both = read_log(request_log, (end - 2 * length, end - length, end), deployed_model_id, max_requests, project)
    elif not source:
        raise SystemExit('read-served: give request_log, or source, a file with the rows that were served')
    elif month:
        end = given or end_of_month(month, now)
        both = months_of(filtered(source, row_filter), month_column, month)
    elif time_column:
        both = between(filtered(source, row_filter), time_column, (end - 2 * length, end - length, end))
    else:
        rows = filtered(source, row_filter)
        both = (filtered(previous_source, row_filter) if previous_source else rows.head(0), rows)
    before, after = (binary_label('read-served', rows, label, positive_label, may_lack_positive=True) for rows in both)
    for rows, artifact in ((before, previous), (after, current)):
        write_rows(rows.reset_index(drop=True), artifact)
        artifact.metadata.update(source=request_log or source, window_end=time_text(end))
    print(f'read-served: {len(after)} rows in the window until {time_text(end)}, {len(before)} in the one before')
    return Outputs(len(after), len(before), time_text(end))


def filtered(source: str, row_filter: dict):
    """The rows of a file that fit the filter."""
    return filter_rows('read-served', read_file('read-served', source), row_filter)


def end_of_month(month: int, now):
    """The end of a month: of the given year for YYYYMM, else the last time that it was over."""
    import datetime

    year, number = (month // 100, month % 100) if month > 99 else (now.year, month)
    if not 1 <= number <= 12:
        raise SystemExit(f'read-served: month is {month}; allowed: 1 to 12, or YYYYMM')

    def end_in(of_year: int):
        return datetime.datetime(of_year + number // 12, number % 12 + 1, 1, tzinfo=datetime.timezone.utc)

    return end_in(year) if month > 99 or end_in(year) <= now else end_in(year - 1)


def months_of(rows, column: str, month: int) -> tuple:
    """The rows of the month before and of the month."""
    if column not in rows.columns:
        names = ', '.join(rows.columns)
        raise SystemExit(f'read-served: the data has no column {column}; it has {names}; give month=0 when it has no months')
    before = month - 89 if month > 99 and month % 100 == 1 else month - 1
    after = rows[rows[column] == month]
    if after.empty:
        raise SystemExit(f'read-served: no row has {column} = {month}; there are {sorted(rows[column].dropna().unique().tolist())}')
    return rows[rows[column] == before], after


def between(rows, column: str, times: tuple) -> tuple:
    """The rows from the first time to the second, and from there to the third."""
    import pandas

    require_columns('read-served', rows, [column])
    texts = rows[column].astype('str')
    found = pandas.to_datetime(texts, errors='coerce', utc=True, format='ISO8601')
    if rows[column].dtype.kind in 'iuf' or (len(rows) and found.isna().all()):
        raise SystemExit(f'read-served: {column} holds no times, such as {texts.iloc[0]}; 2026-11-01T00:00:00Z is one')
    kept = rows.drop(columns=[column])
    return tuple(kept[(found >= first) & (found < last)] for first, last in zip(times, times[1:]))


def log_query(table: str, times: tuple, deployed_model_id: str, max_requests: int) -> dict:
    """The body of jobs.query for the requests of both windows; each is thinned on its own."""
    start, middle, end = times
    places = {'window_before': start, 'window_start': middle, 'window_end': end}
    parameters = [query_parameter(name, 'TIMESTAMP', time_text(time)) for name, time in places.items()]
    parameters.append(query_parameter('most', 'INT64', max_requests))
    only = ''
    if deployed_model_id:
        parameters.append(query_parameter('model', 'STRING', deployed_model_id))
        only = ' AND deployed_model_id = @model'
    draw = 'PARTITION BY logging_time >= @window_start ORDER BY FARM_FINGERPRINT(CAST(request_id AS STRING)), logging_time'
    return query_body(
        'SELECT logging_time >= @window_start AS is_current, request_payload, response_payload '
        f'FROM `{table}` WHERE logging_time >= @window_before AND logging_time < @window_end{only} '
        f'QUALIFY ROW_NUMBER() OVER ({draw}) <= @most',
        parameters,
    )


def read_log(request_log: str, times: tuple, deployed_model_id: str, max_requests: int, project: str) -> tuple:
    """The instances that were sent in both windows, with the scores that were answered."""
    import pandas

    if request_log.startswith('bq://'):
        if not project:
            raise SystemExit(f'read-served: give `project`, which pays for the query of {request_log}')
        table = table_name('read-served', 'request_log', request_log)
        logged = typed_rows(*run_query('read-served', project, log_query(table, times, deployed_model_id, max_requests)))
    else:
        rows = read_file('read-served', request_log)
        require_columns('read-served', rows, ['logging_time', 'request_payload'])
        if deployed_model_id:
            require_columns('read-served', rows, ['deployed_model_id'])
            rows = rows[rows.deployed_model_id.astype(str) == deployed_model_id]
        before, after = between(rows.assign(at=rows.logging_time.astype(str).str.replace(' UTC', 'Z')), 'at', times)
        logged = pandas.concat([before.assign(is_current=False), after.assign(is_current=True)])
    is_current = logged.is_current.astype(bool)
    return tuple(instances_of('read-served', rows) for rows in (logged[~is_current], logged[is_current]))


# --- shared/request_log.py: copied by scripts/generate-component-contracts.py, edit it there ---


def instances_of(step: str, logged):
    """One row per instance. A payload holds the JSON of one instance, or of all of a request, with or without its frame."""
    import json

    import pandas

    answers = logged.response_payload if 'response_payload' in logged.columns else [None] * len(logged)
    found = []
    for request, response in zip(logged.request_payload, answers):
        instances = parts_of(step, request, 'instances')
        predictions = parts_of(step, response, 'predictions')
        scores = [score_of(each) for each in predictions] if len(predictions) == len(instances) else [None] * len(instances)
        for instance, score in zip(instances, scores):
            if not isinstance(instance, dict):
                form = 'an instance is an object of columns and values'
                raise SystemExit(f'{step}: the log has the instance {json.dumps(instance)[:100]}; {form}')
            found.append(instance if score is None else {**instance, 'served_score': score})
    rows = pandas.DataFrame.from_records(found) if found else pandas.DataFrame()
    return plain_columns(rows)


def parts_of(step: str, payload, frame: str) -> list:
    """What is in a payload, which is a JSON text or a list of them."""
    import json

    if payload is None or (isinstance(payload, float) and payload != payload):
        return []
    if isinstance(payload, str):
        try:
            content = json.loads(payload)
        except ValueError:
            raise SystemExit(f'{step}: the log has a payload that is no JSON: {payload[:100]}') from None
        if isinstance(content, dict) and isinstance(content.get(frame), list):
            return content[frame]
        return [part for each in content for part in parts_of(step, each, frame)] if isinstance(content, list) else [content]
    return [part for each in payload for part in parts_of(step, each, frame)] if isinstance(payload, (list, tuple)) else [payload]


def score_of(prediction):
    """The score in an answer: this kit's server gives {"score": .., "prediction": ..}, others a number."""
    answer = prediction.get('score') if isinstance(prediction, dict) else prediction
    return float(answer) if isinstance(answer, (int, float)) and not isinstance(answer, bool) else None


# --- end of shared/request_log.py ---


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


# --- shared/windows.py: copied by scripts/generate-component-contracts.py, edit it there ---


def parse_time(step: str, name: str, text: str):
    """A time such as 2026-11-01T00:00:00Z; one without offset is UTC."""
    import datetime

    try:
        time = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
    except ValueError:
        raise SystemExit(f'{step}: {name} is "{text}"; a time is written 2026-11-01T00:00:00Z') from None
    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).astimezone(datetime.timezone.utc)


def last_full_window(now, hours: int):
    """The end of the last window that is over: days begin at midnight, weeks on Monday."""
    import datetime

    monday = datetime.datetime(1970, 1, 5, tzinfo=datetime.timezone.utc)
    length = datetime.timedelta(hours=hours)
    return monday + (now - monday) // length * length


def time_text(time) -> str:
    """A time as it is written in tables and outputs."""
    return time.strftime('%Y-%m-%dT%H:%M:%SZ')


# --- end of shared/windows.py ---


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
