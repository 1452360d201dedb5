"""An endpoint of Vertex AI with its model's aliases, its figures and the record of its roll-outs, by Google's REST APIs."""

PREDICTION = 'aiplatform.googleapis.com/prediction/online'
RESPONSES = [f'{PREDICTION}/response_count', f'{PREDICTION}/private/response_count']
LATENCIES = [f'{PREDICTION}/prediction_latencies', f'{PREDICTION}/private/prediction_latencies']
ROLLED_OUT = ' by roll-out'


class VertexServing(RealTime):
    """What a roll-out sees and does at Vertex AI."""

    def __init__(self, place: dict, machine: dict, champion_alias: str, challenger_alias: str) -> None:
        parent = f'projects/{place["project"]}/locations/{place["location"]}'
        self.project, self.location, self.endpoint_id = place['project'], place['location'], place['endpoint']
        self.model, self.machine = f'{parent}/models/{place["model_name"]}', machine
        self.endpoint = vertex_url(self.location, f'{parent}/endpoints/{self.endpoint_id}')
        self.aliases = {'champion': champion_alias, 'challenger': challenger_alias}
        self.bucket, _, folder = place['store'].removeprefix('gs://').partition('/')
        self.object = f'{folder.strip("/")}/rollouts/{self.endpoint_id}.json'.lstrip('/')

    def call(self, method: str, url: str, body: dict = None, missing_ok: bool = False):
        return call_google('roll-out', method, url, body, missing_ok)

    def see(self, operation: str, aliases: bool) -> dict:
        """The endpoint, the aliases if asked for, and what is under way, as they are now."""
        found = self.call('GET', self.endpoint)
        return {
            'deployed': versions_on_endpoint(found, self.model),
            'rolled_out': [each['id'] for each in found.get('deployedModels', []) if each.get('displayName', '').endswith(ROLLED_OUT)],
            'split': {name: share for name, share in found.get('trafficSplit', {}).items() if share},
            'etag': found.get('etag', ''),
            **{name: self.version_of(alias) for name, alias in self.aliases.items() if aliases},
            'busy': self.unfinished(),
            'operation': self.operation(operation) if operation else {},
        }

    def version_of(self, alias: str) -> str:
        found = self.call('GET', vertex_url(self.location, f'{self.model}@{alias}'), missing_ok=True)
        return found['versionId'] if found else ''

    def unfinished(self) -> list:
        """Operations of the endpoint that haven't ended: what a run has started that crashed before it knew the name."""
        try:
            found = self.call('GET', f'{self.endpoint}/operations?pageSize=100')
        except SystemExit:
            return []  # a model that is deployed under our id twice is refused, so that this is a help and no more
        return [each['name'] for each in found.get('operations', []) if not each.get('done')]

    def operation(self, name: str) -> dict:
        """Whether it is done, and what went wrong. One that nobody knows any more is done."""
        found = self.call('GET', vertex_url(self.location, name), missing_ok=True)
        if found is None:
            return {'done': True}
        error = found.get('error')
        return {'done': found.get('done', False), 'error': error.get('message') or str(error) if error else ''}

    def deploy(self, deployment: str, version: str, first: bool) -> str:
        """Deploys without traffic. The first model of an endpoint has to take it all: Google refuses it without."""
        model = deployed_model(f'{self.model}@{version}', **self.machine)
        body = {'deployedModel': {**model, 'id': deployment, 'displayName': model['displayName'] + ROLLED_OUT}}
        share = {'trafficSplit': {'0': 100}} if first else {}
        return self.call('POST', f'{self.endpoint}:deployModel', {**body, **share})['name']

    def undeploy(self, deployment: str) -> str:
        return self.call('POST', f'{self.endpoint}:undeployModel', {'deployedModelId': deployment})['name']

    def set_traffic(self, split: dict, etag: str) -> None:
        """With an etag, only while the endpoint is as it was seen."""
        body = {'trafficSplit': split, 'etag': etag} if etag else {'trafficSplit': split}
        self.call('PATCH', f'{self.endpoint}?updateMask=trafficSplit', body)

    def set_alias(self, alias: str, version: str) -> None:
        move_alias('roll-out', self.location, self.model, alias, version)

    def drop_alias(self, alias: str, version: str) -> None:
        merge_alias('roll-out', self.location, self.model, version, f'-{alias}')

    def figures(self, deployment: str, since: float, share: int) -> dict:
        """Requests, share of failures and latency of a deployed model since a time."""
        counts = self.first_known(RESPONSES, deployment, since, 'ALIGN_SUM', 'REDUCE_SUM', 'metric.label.response_code')
        by_code = [(code, sum(float(value) for value in values)) for code, values in counts]
        requests = sum(count for _, count in by_code)
        failed = sum(count for code, count in by_code if code[:1] in ('4', '5'))
        slow = self.first_known(LATENCIES, deployment, since, 'ALIGN_DELTA', 'REDUCE_PERCENTILE_95', 'resource.label.endpoint_id')
        latencies = [float(value) for _, values in slow for value in values]
        ratio = failed / requests if requests else None
        return {'requests': int(requests), 'error_ratio': ratio, 'latency_p95_ms': max(latencies, default=None)}

    def first_known(self, metrics: list, *query) -> list:
        """The series of the first metric that has any: endpoints in a private network may report under another name."""
        found = (self.series(metric, *query) for metric in metrics)
        return next((each for each in found if each), [])

    def series(self, metric: str, deployment: str, since: float, aligner: str, reducer: str, group: str) -> list:
        """Value of the label that series are grouped by, and the numbers of each."""
        from urllib.parse import urlencode

        now = self.now()
        terms = ['resource.type = "aiplatform.googleapis.com/Endpoint"', f'metric.type = "{metric}"']
        terms += [f'resource.label.endpoint_id = "{self.endpoint_id}"', f'metric.label.deployed_model_id = "{deployment}"']
        terms += ['metric.label.latency_type = "total"'] if metric == LATENCIES[0] else []
        query = {
            'filter': ' AND '.join(terms),
            'interval.startTime': rfc3339(min(since, now - 60)),
            'interval.endTime': rfc3339(now),
            'aggregation.alignmentPeriod': f'{max(60, int(now - since))}s',
            'aggregation.perSeriesAligner': aligner,
            'aggregation.crossSeriesReducer': reducer,
            'aggregation.groupByFields': group,
        }
        url = f'https://monitoring.googleapis.com/v3/projects/{self.project}/timeSeries?{urlencode(query)}'
        found = []
        for each in self.call('GET', url).get('timeSeries', []):
            labels = {**each.get('resource', {}).get('labels', {}), **each.get('metric', {}).get('labels', {})}
            values = [next(iter(point['value'].values())) for point in each['points'] if point['value']]
            found.append((labels.get(group.rsplit('.', 1)[-1], ''), values))
        return found

    def read_record(self) -> tuple:
        """The record, and the generation that a write must replace; 0 when there is none."""
        from urllib.parse import quote

        url = f'https://storage.googleapis.com/storage/v1/b/{self.bucket}/o/{quote(self.object, safe="")}'
        known = self.call('GET', url, missing_ok=True)
        if known is None:
            return {}, '0'
        return self.call('GET', f'{url}?alt=media&generation={known["generation"]}'), known['generation']

    def write_record(self, record: dict, revision: str) -> str:
        """Replaces the record of that generation, and no other. Answers the new one."""
        from urllib.parse import urlencode

        query = urlencode({'uploadType': 'media', 'name': self.object, 'ifGenerationMatch': revision})
        url = f'https://storage.googleapis.com/upload/storage/v1/b/{self.bucket}/o?{query}'
        return self.call('POST', url, record)['generation']


def rfc3339(seconds: float) -> str:
    """A time as Google's APIs write it."""
    import datetime

    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
