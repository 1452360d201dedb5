from typing import Dict, NamedTuple

from kfp.dsl import Artifact, Input, Model, Output


class Outputs(NamedTuple):
    version: str
    resource_name: str


def register(
    model: Input[Model],
    registered_model: Output[Artifact],
    model_name: str,
    evaluation: Input[Artifact] = None,
    alias: str = 'champion',
    description: str = '',
    labels: Dict = {},
    registry: str = '.mlops/registry',
    project: str = '',
    location: str = '',
    serving_image: str = '',
    model_store: str = '',
) -> Outputs:
    """Adds a version to a model and points an alias at it, in Vertex AI's model registry or in a local folder.

    Args:
        model: The trained model.
        model_name: Id of the model in the registry; lower-case letters, digits and hyphens.
        evaluation: Its evaluation, which the version's record keeps.
        alias: Alias that moves to the new version; none moves when empty.
        description: What this version is.
        labels: Labels of the version, text to text.
        registry: Folder of the local registry; not used when a project is given.
        project: Project of Vertex AI's model registry; the local registry is used when empty.
        location: Region of Vertex AI's model registry, such as europe-west4.
        serving_image: Image that serves the model at Vertex AI: answers /health and /predict on port 8080.
        model_store: Where models are kept at Vertex AI, gs://BUCKET/FOLDER; they stay where the run wrote them when empty.

    Returns:
        registered_model: Name and version as JSON.
        version: Number of the new version.
        resource_name: Its name at Vertex AI, or its folder.
    """
    import os
    import re

    if not re.fullmatch(r'[a-z]([a-z0-9-]{0,61}[a-z0-9])?', model_name):
        raise SystemExit(f'register: model_name is "{model_name}"; allowed: lower-case letters, digits and hyphens')
    if not project and not os.path.isfile(f'{model.path}/model.joblib'):
        raise SystemExit(f'register: there is no model at {model.path}; give the output of train')
    measured = read_json(evaluation.path, {}).get('metrics', {}) if evaluation else {}
    if project:
        text = version_description(description, measured)
        uri = kept(model.path, model.uri, model_store) if model_store else model.uri
        outputs = register_at_vertex(uri, project, location, model_name, alias, text, labels, serving_image)
    else:
        record = {'description': description, 'labels': labels, 'metrics': measured, 'model': dict(model.metadata)}
        outputs = register_in_folder(model.path, registry, model_name, alias, record)
    registered_model.metadata.update(outputs._asdict(), alias=alias, model=model_name)
    write_json(registered_model.path, registered_model.metadata)
    return outputs


def register_in_folder(source: str, registry: str, model_name: str, alias: str, record: dict) -> Outputs:
    """Copies the model to a new version; making its folder claims the number, also against another run."""
    import os
    import shutil

    versions = os.path.join(model_folder(registry, model_name), 'versions')
    os.makedirs(versions, exist_ok=True)
    number = 1 + max((int(name) for name in os.listdir(versions) if name.isdigit()), default=0)
    while True:
        folder = os.path.join(versions, str(number))
        try:
            os.mkdir(folder)
            break
        except FileExistsError:
            number += 1
    shutil.copytree(source, os.path.join(folder, 'model'))
    write_json(os.path.join(folder, 'version.json'), {'model': model_name, 'version': number, **record})
    if alias:
        set_local_alias(registry, model_name, alias, number)
    return Outputs(str(number), folder)


def version_description(description: str, measured: dict) -> str:
    """The words that the registry shows: what it is and how good."""
    numbers = ', '.join(f'{name} {value:.4f}' for name, value in measured.items())
    return '; '.join(each for each in (description, numbers) if each)


def kept(path: str, uri: str, store: str) -> str:
    """Copies the model to where models are kept; what runs wrote is deleted some day. The same model is copied to one place."""
    import hashlib
    import os
    import re

    if not re.fullmatch(r'gs://[^/]+(/[^/]+)*/?', store):
        raise SystemExit(f'register: model_store is "{store}"; a folder is written gs://BUCKET/FOLDER')
    target = f"{store.rstrip('/')}/{hashlib.sha256(uri.encode()).hexdigest()[:16]}"
    files = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    if not files:
        raise SystemExit(f'register: there is no model at {path}; give the output of train')
    for file in sorted(files):
        name = os.path.relpath(file, path)
        copy_object(f'{uri}/{name}', f'{target}/{name}')
    return target


def copy_object(source: str, target: str) -> None:
    """Copies an object within Cloud Storage, which does it in parts when it is large."""
    from urllib.parse import quote

    def place(uri: str) -> str:
        bucket, name = uri.removeprefix('gs://').split('/', 1)
        return f"b/{bucket}/o/{quote(name, safe='')}"

    address, token = f'https://storage.googleapis.com/storage/v1/{place(source)}/rewriteTo/{place(target)}', ''
    while True:
        answer = call_google('register', 'POST', f'{address}?rewriteToken={quote(token)}' if token else address, {})
        if answer['done']:
            return
        token = answer['rewriteToken']


def upload_body(uri: str, parent: str, model_name: str, exists: bool, description: str, labels: dict, image: str) -> dict:
    """The body of models.upload: a new model, or a version of one that is there."""
    container = {'imageUri': image, 'predictRoute': '/predict', 'healthRoute': '/health', 'ports': [{'containerPort': 8080}]}
    model = {'displayName': model_name, 'artifactUri': uri, 'containerSpec': container, 'versionDescription': description}
    if labels:
        model['labels'] = {name: str(value) for name, value in labels.items()}
    place = {'parentModel': f'{parent}/models/{model_name}'} if exists else {'modelId': model_name}
    return {**place, 'model': model}


def register_at_vertex(uri, project, location, model_name, alias, description, labels, image) -> Outputs:
    """Uploads the version, then moves the alias."""
    require_region('register', location)
    if not image:
        raise SystemExit('register: give `serving_image`, the image that answers predictions with this model')
    parent = f'projects/{project}/locations/{location}'
    name = f'{parent}/models/{model_name}'
    exists = call_google('register', 'GET', vertex_url(location, name), missing_ok=True) is not None
    body = upload_body(uri, parent, model_name, exists, description, labels, image)
    operation = call_google('register', 'POST', vertex_url(location, f'{parent}/models:upload'), body)
    version = wait_for_operation('register', location, operation)['modelVersionId']
    if alias:
        move_alias('register', location, name, alias, version)
    return Outputs(version, f'{name}@{version}')


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
