"""Aliases of model versions at Vertex AI: each is at one version only."""


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
