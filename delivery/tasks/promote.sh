#!/usr/bin/env bash
# Asks an environment for a promotion, waits for its end, and fails when the champion had to be put back.
#   promote.sh FOLDER MINUTES
# FOLDER/facts.sh says where, FOLDER/request.json is what is published, FOLDER/event what it is about: the same event
# starts one run at most, so that a version is promoted once, however often this is called.
set -euo pipefail

folder=$1
minutes=$2
here=$(dirname "$0")
. "$folder/facts.sh"

gcloud pubsub topics publish "$run_topic" --message="$(cat "$folder/request.json")"

# How runs are found again: runs/job-id.ts.
mark=$(printf %s "$(cat "$folder/event")" | sha256sum | cut -c1-32)
jobs="https://$region-aiplatform.googleapis.com/v1/projects/$project/locations/$region/pipelineJobs"
job=
for _ in {1..20}; do
  bash "$here/google-api.sh" GET "$jobs?filter=labels.mlops_event%3D%22$mark%22" > "$folder/jobs.json"
  job=$(python3 -c 'import json, sys; jobs = json.load(open(sys.argv[1])).get("pipelineJobs", []); print(jobs[0]["name"] if jobs else "")' "$folder/jobs.json")
  [ -z "$job" ] || break
  sleep 30
done
if [ -z "$job" ]; then
  echo "no run of $(cat "$folder/event") has started; why is in the log of the retraining function:" >&2
  echo "  gcloud logging read 'jsonPayload.event=\"$(cat "$folder/event")\"' --project $project --freshness 1h" >&2
  exit 1
fi
# It is not cancelled with the build: whoever moves traffic brings it to an end.
bash "$here/watch-job.sh" "$job" "$minutes"
bash "$here/google-api.sh" GET "https://$region-aiplatform.googleapis.com/v1/$job" > "$folder/job.json"
PYTHONPATH="$here/../../pipelines" python3 -m delivery_checks outcome "$folder/job.json"
