from typing import NamedTuple

from kfp.dsl import Model, Output


class Outputs(NamedTuple):
    both: bool
    outcome: str
    reason: str
    champion_version: str
    challenger_version: str


def find_candidates(
    champion: Output[Model],
    challenger: Output[Model],
    model_name: str,
    champion_alias: str = 'champion',
    challenger_alias: str = 'challenger',
    registry: str = '.mlops/registry',
    project: str = '',
    location: str = '',
) -> Outputs:
    """Finds the champion and the challenger of a model, and whether there is anything to decide between them.

    Args:
        model_name: Id of the model in the registry.
        champion_alias: Alias of the version in service.
        challenger_alias: Alias of the version that wants to be.
        registry: Folder of the local registry; not used when a project is given.
        project: Project of Vertex AI's model registry; the local registry is used when empty.
        location: Region of Vertex AI's model registry, such as europe-west4.

    Returns:
        champion: The model in service; without files when there is none, and then the challenger meets its floors only.
        challenger: The model that wants to be; without files when there is none.
        both: Whether there is a challenger, and it is no champion yet.
        outcome: `nothing` when there is nothing to decide, else `found`.
        reason: Why, in a sentence.
        champion_version: Number of the champion; empty when there is none.
        challenger_version: Number of the challenger; empty when there is none.
    """
    place = (registry, project, location, model_name)
    old, _ = find_model('find-candidates', champion, *place, champion_alias)
    new, _ = find_model('find-candidates', challenger, *place, challenger_alias)
    champion.metadata.update(found=bool(old), version=old, model=model_name)
    challenger.metadata.update(found=bool(new), version=new, model=model_name)
    if not new:
        reason = f'{model_name} has no {challenger_alias}; a training with alias={challenger_alias} registers one'
    elif new == old:
        reason = f'version {new} of {model_name} is {champion_alias} already'
    else:
        return Outputs(True, 'found', f'version {new} against {old or "none"}', old, new)
    return Outputs(False, 'nothing', reason, old, new)


# --- shared/find_model.py: copied by scripts/generate-component-contracts.py, edit it there ---


def find_model(step: str, target, registry: str, project: str, location: str, model_name: str, alias: str) -> tuple:
    """Puts the version's files behind the artifact. Answers number and name, both empty when there is no such version."""
    if project:
        return find_at_vertex(step, target, project, location, model_name, alias)
    return find_in_folder(step, target, registry, model_name, alias)


def find_in_folder(step: str, target, registry: str, model_name: str, alias: str) -> tuple:
    """Copies the version's files, so that the run keeps what it compared with."""
    import os
    import shutil

    number, folder = find_version(step, registry, model_name, alias)
    if number is None:
        return '', ''
    shutil.copytree(os.path.join(folder, 'model'), target.path, dirs_exist_ok=True)
    return str(number), folder


def find_at_vertex(step: str, target, project: str, location: str, model_name: str, alias: str) -> tuple:
    """Points the artifact at the files that the registry names."""
    require_region(step, location)
    name = f'projects/{project}/locations/{location}/models/{model_name}'
    found = call_google(step, 'GET', vertex_url(location, f'{name}@{alias}'), missing_ok=True)
    if found is None:
        return '', ''
    target.uri = found['artifactUri']
    return found['versionId'], f'{name}@{found["versionId"]}'


# --- end of shared/find_model.py ---


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
