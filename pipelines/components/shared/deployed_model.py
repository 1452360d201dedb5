"""Model versions on an endpoint of Vertex AI."""


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
