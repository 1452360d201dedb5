"""What an endpoint would do, in the folder of the local registry: nothing is served, so that figures are given or there are none."""


class FolderServing(RealTime):
    """What a roll-out sees and does without cloud."""

    def __init__(self, registry: str, model_name: str, endpoint: str, figures: dict, champion_alias: str, challenger_alias: str) -> None:
        import os

        folder = os.path.abspath(registry)
        self.registry, self.model_name, self.given = registry, model_name, figures
        self.endpoint = os.path.join(folder, 'endpoints', f'{endpoint}.json')
        self.record = os.path.join(folder, 'rollouts', f'{endpoint}.json')
        self.aliases = {'champion': champion_alias, 'challenger': challenger_alias}

    def see(self, operation: str, aliases: bool) -> dict:
        import os

        models = self.known()['deployedModels']
        versions = os.path.join(model_folder(self.registry, self.model_name), 'versions')
        number = {each['id']: os.path.basename(each['model']) if os.path.dirname(each['model']) == versions else '' for each in models}
        at = read_json(os.path.join(model_folder(self.registry, self.model_name), 'aliases.json'), {})
        return {
            'deployed': number,
            'rolled_out': [each['id'] for each in models if each.get('by') == 'roll-out'],
            'split': self.known()['trafficSplit'],
            'etag': '',
            **{name: str(at.get(alias, '')) for name, alias in self.aliases.items()},
            'busy': [],
            'operation': {'done': True},
        }

    def known(self) -> dict:
        return read_json(self.endpoint, {'deployedModels': [], 'trafficSplit': {}})

    def deploy(self, deployment: str, version: str, first: bool) -> str:
        import os

        path = os.path.join(model_folder(self.registry, self.model_name), 'versions', version)
        known = self.known()
        models = [*known['deployedModels'], {'id': deployment, 'model': path, 'by': 'roll-out'}]
        write_json(self.endpoint, {'deployedModels': models, 'trafficSplit': {deployment: 100} if first else known['trafficSplit']})
        return ''

    def undeploy(self, deployment: str) -> str:
        known = self.known()
        models = [each for each in known['deployedModels'] if each['id'] != deployment]
        split = {name: share for name, share in known['trafficSplit'].items() if name != deployment}
        write_json(self.endpoint, {'deployedModels': models, 'trafficSplit': split})
        return ''

    def set_traffic(self, split: dict, etag: str) -> None:
        write_json(self.endpoint, {**self.known(), 'trafficSplit': split})

    def set_alias(self, alias: str, version: str) -> None:
        set_local_alias(self.registry, self.model_name, alias, int(version))

    def drop_alias(self, alias: str, version: str) -> None:
        drop_local_alias(self.registry, self.model_name, alias, int(version))

    def figures(self, deployment: str, since: float, share: int) -> dict:
        """Those given for the step, {"50": {"latency_p95_ms": 900}}, or for every step."""
        given = self.given.get(str(share), self.given)
        known = {name: given.get(name) for name in ('error_ratio', 'latency_p95_ms')}
        return {'requests': int(given.get('requests', ENOUGH_TO_JUDGE_EARLY)), **known}

    def read_record(self) -> tuple:
        known = read_json(self.record, {})
        return known, str(known.get('turn', '')) + known.get('writer', '')

    def write_record(self, record: dict, revision: str) -> str:
        """Replaces the record that was read, and no other: a lock keeps another run from writing in between."""
        import fcntl
        import os

        os.makedirs(os.path.dirname(self.record), exist_ok=True)
        with open(f'{self.record}.lock', 'w', encoding='utf-8') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.read_record()[1] != revision:
                raise SystemExit(f'roll-out: {self.record} was written by another run')
            write_json(self.record, record)
            return self.read_record()[1]
