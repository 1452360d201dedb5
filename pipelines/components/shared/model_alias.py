"""Aliases of model versions at Vertex AI: each is at one version only."""


def move_alias(step: str, location: str, name: str, alias: str, version: str) -> None:
    """Takes the alias from the version that has it, then gives it to another one."""
    holder = call_google(step, 'GET', vertex_url(location, f'{name}@{alias}'), missing_ok=True)
    moves = [(holder['versionId'], f'-{alias}')] if holder and holder['versionId'] != version else []
    for number, change in [*moves, (version, alias)]:
        method = vertex_url(location, f'{name}@{number}:mergeVersionAliases')
        call_google(step, 'POST', method, {'versionAliases': [change]})
