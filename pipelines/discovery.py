"""Calls of Google's REST APIs, held against Google's own description of them: test/support/discovery has the extracts."""

import json
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

FOLDER = Path(__file__).parent.parent / 'test' / 'support' / 'discovery'
APIS = {'aiplatform': 'aiplatform.v1', 'bigquery': 'bigquery.v2', 'monitoring': 'monitoring.v3', 'pubsub': 'pubsub.v1', 'storage': 'storage.v1'}
TYPES = {'string': str, 'boolean': bool, 'integer': int, 'number': (int, float), 'array': list, 'object': dict}
DATETIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z')


@lru_cache(maxsize=None)
def document_of(host: str) -> dict:
    """The extract for a host: europe-west4-aiplatform.googleapis.com is aiplatform.v1."""
    found = re.fullmatch(r'(?:[a-z]+-[a-z]+\d+-)?([a-z]+)\.googleapis\.com', host)
    assert found and found[1] in APIS, f'{host} is no API that a component calls'
    return json.loads((FOLDER / f'{APIS[found[1]]}.generated.json').read_text())


def method_of(document: dict, http_method: str, path: str) -> dict:
    """The method that a call is of; content itself is sent to an address of its own."""
    for method in document['methods'].values():
        upload = method.get('mediaUpload', {}).get('protocols', {}).get('simple', {}).get('path')
        addresses = [f'/{document["servicePath"]}{method["path"]}', *([upload] if upload else [])]
        if method['httpMethod'] == http_method and any(pattern_of(method, address).fullmatch(path) for address in addresses):
            return method
    raise AssertionError(f'{http_method} {path} is no method of {document["id"]}')


def pattern_of(method: dict, template: str) -> re.Pattern:
    """The addresses of a template: with a plus, a value may hold slashes, and its own pattern says which."""

    def value(found: re.Match) -> str:
        own = method['parameters'][found[2]].get('pattern', '^.+$' if found[1] else '^[^/]+$')
        return own.removeprefix('^').removesuffix('$')

    return re.compile(re.sub(r'\{(\+?)(\w+)\}', value, template))


def check(document: dict, schema: dict, value, where: str, sent: bool = True) -> None:
    """Fails for a value that is not of the schema. Google refuses names that it does not know, and what it alone sets."""
    if '$ref' in schema:
        return check(document, document['schemas'][schema['$ref']], value, where, sent)
    kind = schema.get('type', 'any')
    fits = kind == 'any' or (isinstance(value, TYPES[kind]) and (kind == 'boolean' or not isinstance(value, bool)))
    assert fits, f'{where} is {value!r}, which is no {kind}'
    if kind == 'string':
        assert value in schema.get('enum', [value]), f'{where} is {value!r}; allowed: {schema.get("enum")}'
        assert schema.get('format') != 'int64' or re.fullmatch(r'-?\d+', value), f'{where} is {value!r}, which is no int64'
        assert schema.get('format') != 'google-datetime' or DATETIME.fullmatch(value), f'{where} is {value!r}, which is no time'
    for index, each in enumerate(value if kind == 'array' else []):
        check(document, schema['items'], each, f'{where}[{index}]', sent)
    for name, each in value.items() if kind == 'object' else ():
        known = schema.get('properties', {}).get(name, schema.get('additionalProperties'))
        assert known is not None, f'{where} has {name}, which is unknown'
        assert not (sent and known.get('readOnly')), f'{where} has {name}, which Google alone sets'
        check(document, known, each, f'{where}.{name}', sent)


def check_call(http_method: str, url: str, body, answer) -> str:
    """Fails unless the API takes such a call and may give such an answer. Answers the method's id."""
    parts = urlsplit(url)
    document = document_of(parts.hostname)
    method = method_of(document, http_method, parts.path)
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        parameter = {**document['parameters'], **method['parameters']}.get(name, {})
        assert parameter.get('location') == 'query', f'{method["id"]} has no query parameter {name}'
        assert parameter.get('type') != 'integer' or value.lstrip('-').isdigit(), f'{name} is {value!r}, which is no integer'
    assert ('request' in method) == (body is not None), f'{method["id"]}: a body is {"needed" if body is None else "not taken"}'
    content_sent = parts.path.startswith('/upload/')
    content_answered = ('alt', 'media') in parse_qsl(parts.query)
    assert not content_answered or method.get('supportsMediaDownload'), f'{method["id"]} answers no content'
    if body is not None and not content_sent:
        check(document, method['request'], body, method['request']['$ref'])
    if answer is not None and not content_answered:
        check(document, method['response'], answer, f'answer {method["response"]["$ref"]}', sent=False)
    return method['id']
