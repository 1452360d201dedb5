from typing import NamedTuple

from kfp.dsl import Artifact, Output


class Outputs(NamedTuple):
    deployed_model_id: str
    traffic_percent: int


def deploy_canary(
    deployment: Output[Artifact],
    resource_name: str,
    endpoint: str,
    traffic_percent: int = 10,
    machine_type: str = 'n1-standard-2',
    min_replicas: int = 1,
    max_replicas: int = 1,
    service_account: str = '',
    registry: str = '.mlops/registry',
    project: str = '',
    location: str = '',
) -> Outputs:
    """Gives a model version a share of an endpoint's traffic; deploys it first when it isn't there yet.

    Run again with a larger share to go on, with 100 to finish, with 0 to roll back: the others share the rest as before.

    Args:
        resource_name: The version: projects/P/locations/L/models/M@VERSION, or a version's folder in the local registry.
        endpoint: Id of the endpoint; it must exist at Vertex AI, the local registry makes it.
        traffic_percent: Share of the requests that the version gets, 0 to 100. The first one on an endpoint gets 100.
        machine_type: Machine that serves; at Vertex AI, when the version is deployed.
        min_replicas: Fewest machines, at least 1.
        max_replicas: Most machines.
        service_account: Account that the serving container runs as; Vertex AI's own when empty.
        registry: Folder of the local registry; not used when a project is given.
        project: Project of the endpoint; a record in the local registry is written when empty.
        location: Region of the endpoint, such as europe-west4.

    Returns:
        deployment: The endpoint's models and their traffic afterwards, as JSON.
        deployed_model_id: Id that the version has on the endpoint.
        traffic_percent: Share that it has now.
    """
    if not 0 <= traffic_percent <= 100:
        raise SystemExit(f'deploy-canary: traffic_percent is {traffic_percent}; allowed: 0 to 100')
    require_replicas('deploy-canary', min_replicas, max_replicas)
    if project:
        machine = deployed_model(resource_name, machine_type, min_replicas, max_replicas, service_account)
        name, traffic = deploy_at_vertex(machine, project, location, endpoint, traffic_percent)
    else:
        name, traffic = deploy_in_folder(registry, resource_name, endpoint, traffic_percent)
    deployment.metadata.update(endpoint=endpoint, model=resource_name, traffic=traffic)
    write_json(deployment.path, deployment.metadata)
    return Outputs(name, traffic.get(name, 0))


def deploy_body(model: dict, current: dict, percent: int) -> dict:
    """The body of endpoints.deployModel, where "0" stands for the model that is being deployed."""
    return {'deployedModel': model, 'trafficSplit': split_traffic(current, '0', percent)}


def deploy_at_vertex(model: dict, project: str, location: str, endpoint: str, percent: int) -> tuple:
    """Deploys the version, or moves traffic when it is deployed. Answers its id and the traffic afterwards."""
    require_region('deploy-canary', location)
    require_version_name('deploy-canary', model['model'])
    url = vertex_url(location, f'projects/{project}/locations/{location}/endpoints/{endpoint}')
    found = call_google('deploy-canary', 'GET', url)
    current, (resource, _, version) = found.get('trafficSplit', {}), model['model'].partition('@')
    name = next((each for each, at in versions_on_endpoint(found, resource).items() if at == version), '')
    if name:
        body = {'trafficSplit': split_traffic(current, name, percent)}
        return name, call_google('deploy-canary', 'PATCH', f'{url}?updateMask=trafficSplit', body).get('trafficSplit', {})
    operation = call_google('deploy-canary', 'POST', f'{url}:deployModel', deploy_body(model, current, percent))
    name = wait_for_operation('deploy-canary', location, operation)['deployedModel']['id']
    return name, call_google('deploy-canary', 'GET', url).get('trafficSplit', {})


def deploy_in_folder(registry: str, version_folder: str, endpoint: str, percent: int) -> tuple:
    """Writes what the endpoint would do into the local registry."""
    import os

    if not os.path.isfile(os.path.join(version_folder, 'version.json')):
        raise SystemExit(f'deploy-canary: resource_name is "{version_folder}", which is no version in a local registry')
    path = os.path.join(os.path.abspath(registry), 'endpoints', f'{endpoint}.json')
    found = read_json(path, {'deployedModels': [], 'trafficSplit': {}})
    models = found['deployedModels']
    name = next((each['id'] for each in models if each['model'] == version_folder), '')
    if not name:
        name = str(1 + max((int(each['id']) for each in models), default=0))
        models.append({'id': name, 'model': version_folder})
    traffic = split_traffic(found['trafficSplit'], name, percent)
    write_json(path, {'deployedModels': models, 'trafficSplit': traffic})
    return name, traffic


# --- shared/traffic.py: copied by scripts/generate-component-contracts.py, edit it there ---


def split_traffic(current: dict, newcomer: str, percent: int) -> dict:
    """Whole percentages that add up to 100: the newcomer's, and the rest among the others in their old proportion."""
    others = {name: share for name, share in current.items() if name != newcomer and share > 0}
    if not others:
        return {newcomer: 100}
    exact = {name: share * (100 - percent) / sum(others.values()) for name, share in others.items()}
    split = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (split[name] - exact[name], name))
    for name in by_remainder[: 100 - percent - sum(split.values())]:
        split[name] += 1
    return {name: share for name, share in {**split, newcomer: percent}.items() if share > 0}


# --- end of shared/traffic.py ---


# --- shared/deployed_model.py: copied by scripts/generate-component-contracts.py, edit it there ---


def deployed_model(resource_name: str, machine_type: str, fewest: int, most: int, service_account: str) -> dict:
    """The DeployedModel that a request asks for."""
    resources = {'machineSpec': {'machineType': machine_type}, 'minReplicaCount': fewest, 'maxReplicaCount': most}
    account = {'serviceAccount': service_account} if service_account else {}
    display = resource_name.rsplit('/', 1)[-1].replace('@', '-v')
    return {'model': resource_name, 'displayName': display, 'dedicatedResources': resources, **account}


def require_replicas(step: str, fewest: int, most: int) -> None:
    """Ends the step unless the numbers of machines make sense."""
    if not 1 <= fewest <= most:
        raise SystemExit(f'{step}: replicas are {fewest} to {most}; allowed: 1 or more, in this order')


def require_version_name(step: str, resource_name: str) -> None:
    """Ends the step unless it is the full name of a version."""
    import re

    if not re.fullmatch(r'projects/[^/]+/locations/[^/]+/models/[^/@]+@\d+', resource_name):
        form = 'projects/P/locations/L/models/M@VERSION'
        raise SystemExit(f'{step}: resource_name is "{resource_name}"; at Vertex AI it is {form}')


def versions_on_endpoint(endpoint: dict, model: str) -> dict:
    """Id to version of every model that is deployed; empty for other models. Google may name a project by its number."""

    def within_project(name: str) -> str:
        return name.partition('@')[0].split('/', 2)[-1]

    return {
        each['id']: each.get('modelVersionId', '') if within_project(each['model']) == within_project(model) else ''
        for each in endpoint.get('deployedModels', [])
    }


# --- end of shared/deployed_model.py ---


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
