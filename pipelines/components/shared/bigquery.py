"""Queries of BigQuery by its REST API. Values travel as parameters, names are checked: nothing is pasted."""


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
