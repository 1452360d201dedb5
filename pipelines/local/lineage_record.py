"""Builds the record that a run leaves, in the shape of ML Metadata: contexts, executions, artifacts, events.

Field names follow ML Metadata's messages (https://github.com/google/ml-metadata, metadata_store.proto) in their JSON
form, with properties as plain JSON values. Added to them: the SHA-256 of every artifact, of every component's code,
and of every input file.
"""

import os
import threading
import time
from typing import Any
from urllib.parse import unquote, urlparse

from content_hash import bytes_at, sha256_of_path

PIPELINE_CONTEXT = 1
RUN_CONTEXT = 2


def local_path(uri: str) -> str | None:
    """The path that a URI names on this machine; None for a remote one."""
    parsed = urlparse(uri)
    if parsed.scheme not in ('', 'file'):
        return None
    return os.path.abspath(unquote(parsed.path) if parsed.scheme else uri)


def _now() -> int:
    return int(time.time() * 1000)


class LineageRecord:
    """Collects what happened in one run; safe to call from the threads of a parallel loop."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.executions: list[dict] = []
        self.artifacts: list[dict] = []
        self.events: list[dict] = []
        self._artifact_ids: dict[tuple[str, str | None], int] = {}

    def start_execution(self, name: str, properties: dict[str, Any]) -> int:
        """Adds an execution in state RUNNING and answers its id."""
        with self._lock:
            execution = {
                'id': len(self.executions) + 1,
                'type': 'system.ContainerExecution',
                'name': name,
                'lastKnownState': 'RUNNING',
                'createTimeSinceEpoch': _now(),
                'properties': properties,
            }
            self.executions.append(execution)
            return execution['id']

    def finish_execution(self, execution_id: int, state: str) -> None:
        """Sets the final state: COMPLETE, FAILED or CANCELED."""
        execution = self.executions[execution_id - 1]
        execution['lastKnownState'] = state
        execution['lastUpdateTimeSinceEpoch'] = _now()

    def add_event(self, execution_id: int, artifact_id: int, kind: str, key: str) -> None:
        """Links an execution to an artifact; `kind` is INPUT or OUTPUT, `key` the name of the component's port."""
        event = {'executionId': execution_id, 'artifactId': artifact_id, 'type': kind, 'path': [key]}
        with self._lock:
            self.events.append(event)

    def artifact(self, name: str, kind: str, uri: str, metadata: dict[str, Any]) -> int:
        """The id of the artifact with this URI and content, added when it is new."""
        path = local_path(uri)
        digest = sha256_of_path(path) if path else None
        with self._lock:
            key = (path or uri, digest)
            if key not in self._artifact_ids:
                self._artifact_ids[key] = len(self.artifacts) + 1
                self.artifacts.append(self._new_artifact(name, kind, uri, path, digest, metadata))
            return self._artifact_ids[key]

    def _new_artifact(self, name: str, kind: str, uri: str, path: str | None, digest: str | None, metadata: dict):
        return {
            'id': len(self.artifacts) + 1,
            'type': kind,
            'name': name,
            'uri': path or uri,
            'state': 'LIVE' if digest or not path else 'UNKNOWN',
            'properties': metadata,
            'customProperties': {'sha256': digest, 'bytes': bytes_at(path) if path and digest else None},
        }

    def to_json(self, pipeline: str, run_id: str, state: str, properties: dict[str, Any]) -> dict[str, Any]:
        """The whole record; `properties` are the run's: parameters, hash of the pipeline, versions."""
        return {
            'contexts': [
                {'id': PIPELINE_CONTEXT, 'type': 'system.Pipeline', 'name': pipeline},
                {
                    'id': RUN_CONTEXT,
                    'type': 'system.PipelineRun',
                    'name': run_id,
                    'properties': {**properties, 'state': state},
                },
            ],
            'parentContexts': [{'childId': RUN_CONTEXT, 'parentId': PIPELINE_CONTEXT}],
            'executions': self.executions,
            'artifacts': self.artifacts,
            'events': self.events,
            'associations': [{'executionId': each['id'], 'contextId': RUN_CONTEXT} for each in self.executions],
            'attributions': [{'artifactId': each['id'], 'contextId': RUN_CONTEXT} for each in self.artifacts],
        }
