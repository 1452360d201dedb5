from typing import Dict, List, NamedTuple

from kfp.dsl import Artifact, Input, Output

DISTANCE = 'custom.googleapis.com/mlops/monitoring/distance'
VIOLATED_WINDOWS = 'custom.googleapis.com/mlops/monitoring/violated_windows'


class Outputs(NamedTuple):
    alarm: bool
    violated_windows: int
    violated_features: List[str]


def publish_monitoring(
    skew: Input[Artifact],
    drift: Input[Artifact],
    summary: Output[Artifact],
    model_name: str,
    window_end: str,
    scores: Input[Artifact] = None,
    environment: str = 'local',
    windows: int = 3,
    violations: int = 2,
    windows_table: str = '',
    registry: str = '.mlops/registry',
    project: str = '',
    job: str = '',
) -> Outputs:
    """Keeps what a window's monitoring found, counts the windows with an alarm among the last, and tells Cloud Monitoring.

    With a project it writes to a BigQuery table and to time series, without to a file beside the local registry. What is
    known of the same window is replaced, so that a step that runs again counts nothing twice. A window in which nothing
    could be judged leaves no rows, and does not count.

    Args:
        skew: Distances from the training data, as monitor measures them.
        drift: Distances from the window before.
        model_name: Id of the model.
        window_end: End of the window, such as 2026-11-01T00:00:00Z.
        scores: Distances of scores and label from training, which count as skew.
        environment: Name of the environment.
        windows: How many of the last windows are looked at, this one among them, at least 1.
        violations: So many of them must have an alarm, 1 to `windows`.
        windows_table: BigQuery table that keeps the windows, PROJECT.DATASET.TABLE; needed with a project.
        registry: Folder of the local registry; not used when a project is given.
        project: Project of the time series, which pays for the queries; local when empty.
        job: Name of the pipeline job, for the record.

    Returns:
        summary: Windows with an alarm and features by kind, and this window's rows, as JSON.
        alarm: Whether enough windows have an alarm, by skew or by drift.
        violated_windows: How many of them have one, by the kind that has more.
        violated_features: Features that are too far in this window, by either kind.
    """
    if not 1 <= violations <= windows:
        raise SystemExit(f'publish-monitoring: violations is {violations} of {windows} windows; allowed: 1 to windows')
    if project and not windows_table:
        raise SystemExit('publish-monitoring: give `windows_table`, the BigQuery table that keeps the windows')
    end = time_text(parse_time('publish-monitoring', 'window_end', window_end))
    about = {'window_end': end, 'model': model_name, 'environment': environment}
    rows = [row for artifact in (skew, drift) for row in window_rows(read_json(artifact.path, {}), about, job)]
    rows += outcome_rows(read_json(scores.path, {}), about, job, rows) if scores else []
    if project:
        table = table_name('publish-monitoring', 'windows_table', windows_table)
        counts = keep_in_bigquery(project, table, about, rows, windows)
        publish(project, time_series(project, about, rows, counts))
    else:
        counts = keep_in_folder(registry, about, rows, windows)
    most = max(counts.values())
    features = list(dict.fromkeys(row['feature'] for row in rows if row['violated']))
    outputs = Outputs(most >= violations, most, features)
    content = {**about, **outputs._asdict(), 'by_kind': counts, 'windows': windows, 'violations': violations}
    write_json(summary.path, {**content, 'rows': rows})
    summary.metadata.update(content)
    print(f'publish-monitoring: {most} of the last {windows} windows have an alarm; features too far now: {features or "none"}')
    return outputs


def window_rows(found: dict, about: dict, job: str) -> list:
    """One row a column: how far it is, and whether that is too far."""
    shared = {'measure': found.get('measure'), 'rows': found.get('rows', {}).get('current', 0), 'job': job}
    return [
        {
            **about,
            'kind': found['kind'],
            'feature': each['column'],
            'distance': each['distance'],
            'threshold': each['threshold'],
            'violated': each['drifted'],
            **shared,
        }
        for each in found.get('columns', [])
    ]


def outcome_rows(found: dict, about: dict, job: str, others: list) -> list:
    """The rows of label and score; a feature may have the same name."""
    taken = {(row['kind'], row['feature']) for row in others}
    rows = window_rows(found, about, job)
    return [{**row, 'feature': f'{row["feature"]} (outcome)'} if (row['kind'], row['feature']) in taken else row for row in rows]


def count_violated(rows: list, windows: int) -> dict:
    """In how many of the last windows a column was too far, by kind."""
    last = sorted({row['window_end'] for row in rows}, reverse=True)[:windows]
    violated = {(row['kind'], row['window_end']) for row in rows if row['violated']}
    return {kind: sum((kind, end) in violated for end in last) for kind in ('skew', 'drift')}


def keep_in_folder(registry: str, about: dict, rows: list, windows: int) -> dict:
    """Replaces the window in <registry>/<model>/windows.json, and counts."""
    import os

    path = os.path.join(os.path.abspath(registry), about['model'], 'windows.json')
    known = read_json(path, {'windows': []})['windows']
    others = [row for row in known if any(row[name] != value for name, value in about.items())]
    kept = sorted([*others, *rows], key=lambda row: (row['window_end'], row['kind'], row['feature']))
    write_json(path, {'windows': kept})
    same = [row for row in kept if (row['model'], row['environment']) == (about['model'], about['environment'])]
    return count_violated([row for row in same if row['window_end'] <= about['window_end']], windows)


TYPES = {
    'window_end': 'TIMESTAMP',
    'model': 'STRING',
    'environment': 'STRING',
    'kind': 'STRING',
    'feature': 'STRING',
    'distance': 'FLOAT64',
    'threshold': 'FLOAT64',
    'violated': 'BOOL',
    'measure': 'STRING',
    'rows': 'INT64',
    'job': 'STRING',
}


def keep_in_bigquery(project: str, table: str, about: dict, rows: list, windows: int) -> dict:
    """Replaces the window in the table, and counts."""
    run_query('publish-monitoring', project, merge_query(table, about, rows))
    _, found = run_query('publish-monitoring', project, count_query(table, about, windows))
    counted = {row['f'][0]['v']: int(row['f'][1]['v']) for row in found}
    return {kind: counted.get(kind, 0) for kind in ('skew', 'drift')}


def about_parameters(about: dict) -> list:
    return [query_parameter(name, TYPES[name], value) for name, value in about.items()]


def rows_parameter(rows: list) -> dict:
    """The rows as one query parameter: an array of structs."""
    fields = [{'name': name, 'type': {'type': kind}} for name, kind in TYPES.items()]
    values = [{'structValues': {name: {'value': query_text(row[name], kind)} for name, kind in TYPES.items()}} for row in rows]
    of = {'type': 'STRUCT', 'structTypes': fields}
    return {'name': 'found', 'parameterType': {'type': 'ARRAY', 'arrayType': of}, 'parameterValue': {'arrayValues': values}}


def merge_query(table: str, about: dict, rows: list) -> dict:
    """The body of jobs.query that makes the window what was found, whatever was known of it before: all at once or not."""
    names = [f'`{name}`' for name in TYPES]
    key = [f'`{name}`' for name in (*about, 'kind', 'feature')]
    others = [name for name in names if name not in key]
    same = ' AND '.join(f'known.{name} = found.{name}' for name in key)
    window = ' AND '.join(f'known.`{name}` = @{name}' for name in about)
    query = (
        f'MERGE `{table}` AS known USING (SELECT * FROM UNNEST(@found)) AS found ON {same} AND {window} '
        f'WHEN MATCHED THEN UPDATE SET {", ".join(f"{name} = found.{name}" for name in others)} '
        f'WHEN NOT MATCHED THEN INSERT ({", ".join(names)}) VALUES ({", ".join(f"found.{name}" for name in names)}) '
        f'WHEN NOT MATCHED BY SOURCE AND {window} THEN DELETE'
    )
    return query_body(query, [*about_parameters(about), rows_parameter(rows)])


def count_query(table: str, about: dict, windows: int) -> dict:
    """The body of jobs.query that counts, by kind, the last windows in which a column was too far."""
    query = (
        'SELECT kind, COUNTIF(hit) AS violated_windows FROM ('
        'SELECT kind, window_end, LOGICAL_OR(violated) AS hit, DENSE_RANK() OVER (ORDER BY window_end DESC) AS place '
        f'FROM `{table}` WHERE model = @model AND environment = @environment AND window_end <= @window_end '
        'GROUP BY kind, window_end) WHERE place <= @windows GROUP BY kind'
    )
    return query_body(query, [*about_parameters(about), query_parameter('windows', 'INT64', windows)])


def time_series(project: str, about: dict, rows: list, counts: dict) -> list:
    """A point now for each distance, and for each kind's number of windows with an alarm."""
    import datetime

    now = datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.%fZ')
    shared = {'model': about['model'], 'environment': about['environment']}

    def series(metric: str, labels: dict, kind: str, value: Dict) -> dict:
        return {
            'metric': {'type': metric, 'labels': {name: str(text)[:1024] for name, text in {**shared, **labels}.items()}},
            'resource': {'type': 'global', 'labels': {'project_id': project}},
            'metricKind': 'GAUGE',
            'valueType': kind,
            'points': [{'interval': {'endTime': now}, 'value': value}],
        }

    distances = [
        series(DISTANCE, {'kind': row['kind'], 'feature': row['feature']}, 'DOUBLE', {'doubleValue': row['distance']}) for row in rows
    ]
    windows = [series(VIOLATED_WINDOWS, {'kind': kind}, 'INT64', {'int64Value': str(count)}) for kind, count in counts.items()]
    return [*windows, *distances]


def publish(project: str, series: list) -> None:
    """Sends time series, at most 200 a call."""
    url = f'https://monitoring.googleapis.com/v3/projects/{project}/timeSeries'
    for start in range(0, len(series), 200):
        call_google('publish-monitoring', 'POST', url, {'timeSeries': series[start : start + 200]})


# --- shared/json_files.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_json(path: str, default: dict) -> dict:
    """The content of a JSON file, or the default when there is none."""
    import json
    import os

    if not os.path.exists(path):
        return default
    with open(path, encoding='utf-8') as handle:
        return json.load(handle)


def write_json(path: str, content: dict) -> None:
    """Replaces a JSON file in one step, so that a reader never sees half of it."""
    import json
    import os

    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(f'{path}.new', 'w', encoding='utf-8') as handle:
        handle.write(json.dumps(content, indent=2) + '\n')
    os.replace(f'{path}.new', path)


# --- end of shared/json_files.py ---


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
