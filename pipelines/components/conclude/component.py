from typing import NamedTuple

from kfp.dsl import Artifact, Input, Output


class Outputs(NamedTuple):
    outcome: str
    reason: str


def conclude(
    record: Output[Artifact],
    model_name: str,
    outcome: str,
    reason: str,
    mode: str = 'enabled',
    decision: Input[Artifact] = None,
    version: str = '',
    alias: str = 'challenger',
    registry: str = '.mlops/registry',
    project: str = '',
    location: str = '',
) -> Outputs:
    """Ends a promotion that moves no traffic: takes the alias from a challenger that lost, and keeps why.

    Args:
        model_name: Id of the model in the registry.
        outcome: How it ends: `rejected`, `nothing` or `disabled`.
        reason: Why, in a sentence.
        mode: `enabled`; `dry-run` and `disabled` touch nothing.
        decision: The comparison behind it, for the record.
        version: Number of the challenger that loses its alias; none when empty.
        alias: Alias that it loses. One that is at another version by now stays.
        registry: Folder of the local registry; not used when a project is given.
        project: Project of Vertex AI's model registry; the local registry is used when empty.
        location: Region of Vertex AI's model registry, such as europe-west4.

    Returns:
        record: Outcome, reason and comparison as JSON.
        outcome: The outcome; in a dry run `dry-run`, unless there was nothing to decide.
        reason: The reason; in a dry run also what would have been done.
    """
    if version and mode == 'enabled':
        drop(project, location, registry, model_name, alias, version)
    elif version and mode == 'dry-run':
        outcome, reason = 'dry-run', f'{outcome} if it were enabled: {reason}'
    outputs = Outputs(outcome, reason)
    compared = read_json(decision.path, {}) if decision else {}
    write_json(record.path, {**outputs._asdict(), 'mode': mode, 'model': model_name, 'version': version, 'decision': compared})
    record.metadata.update(outputs._asdict())
    print(f'conclude: {outcome}: {reason}')
    return outputs


def drop(project: str, location: str, registry: str, model_name: str, alias: str, version: str) -> None:
    """Takes the alias from the version, if it is still there."""
    if not project:
        return drop_local_alias(registry, model_name, alias, int(version))
    require_region('conclude', location)
    name = f'projects/{project}/locations/{location}/models/{model_name}'
    holder = call_google('conclude', 'GET', vertex_url(location, f'{name}@{alias}'), missing_ok=True)
    if holder and holder['versionId'] == version:
        merge_alias('conclude', location, name, version, f'-{alias}')


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


# --- shared/local_registry.py: copied by scripts/generate-component-contracts.py, edit it there ---


def model_folder(registry: str, model_name: str) -> str:
    """Where the versions of a model are."""
    import os

    return os.path.join(os.path.abspath(registry), model_name)


def find_version(step: str, registry: str, model_name: str, reference: str) -> tuple:
    """Number and folder of a version, by number or alias; (None, None) when there is no such version."""
    import os

    folder = model_folder(registry, model_name)
    number = reference if reference.isdigit() else read_json(os.path.join(folder, 'aliases.json'), {}).get(reference)
    if number is None:
        return None, None
    path = os.path.join(folder, 'versions', str(number))
    if not os.path.isdir(path):
        raise SystemExit(f'{step}: {model_name}@{reference} is version {number}, but {path} is missing')
    return int(number), path


def set_local_alias(registry: str, model_name: str, alias: str, number: int) -> None:
    """Points an alias at a version."""
    import os

    path = os.path.join(model_folder(registry, model_name), 'aliases.json')
    write_json(path, {**read_json(path, {}), alias: number})


def drop_local_alias(registry: str, model_name: str, alias: str, number: int) -> None:
    """Takes an alias from a version; one that is at another version stays."""
    import os

    path = os.path.join(model_folder(registry, model_name), 'aliases.json')
    known = read_json(path, {})
    if known.get(alias) == number:
        write_json(path, {name: at for name, at in known.items() if name != alias})


# --- end of shared/local_registry.py ---


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


# --- shared/model_alias.py: copied by scripts/generate-component-contracts.py, edit it there ---


def move_alias(step: str, location: str, name: str, alias: str, version: str) -> None:
    """Gives the alias to a version, which takes it from the one that has it; where that is refused it is taken away first."""
    try:
        merge_alias(step, location, name, version, alias)
    except SystemExit as refused:
        if getattr(refused, 'status', 0) not in (400, 409):
            raise
        holder = call_google(step, 'GET', vertex_url(location, f'{name}@{alias}'), missing_ok=True)
        if not holder or holder['versionId'] == version:
            raise
        merge_alias(step, location, name, holder['versionId'], f'-{alias}')
        merge_alias(step, location, name, version, alias)


def merge_alias(step: str, location: str, name: str, version: str, change: str) -> None:
    """Adds an alias to a version; with a hyphen before it, takes it away."""
    call_google(step, 'POST', vertex_url(location, f'{name}@{version}:mergeVersionAliases'), {'versionAliases': [change]})


# --- end of shared/model_alias.py ---
