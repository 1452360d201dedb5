#!/usr/bin/env bash
# Waits until a pipeline job ends, and tells what became of each step.
#   watch-job.sh projects/P/locations/L/pipelineJobs/J MINUTES [cancel]
# Exit code: 0 it succeeded, 1 it did not, 2 the minutes are over. With `cancel`, a job that is not waited for any longer
# is cancelled: when the time is over, and when the build is.
set -euo pipefail

job=$1
minutes=$2
cancels=${3:-}
here=$(dirname "$0")
region=$(cut -d/ -f4 <<< "$job")
address="https://$region-aiplatform.googleapis.com/v1/$job"
ended=

stop() {
  [ -z "$ended" ] && [ "$cancels" = cancel ] || return 0
  ended=yes
  echo "cancelling $job" >&2
  bash "$here/google-api.sh" POST "$address:cancel" > /dev/null || echo "it could not be cancelled" >&2
}
trap stop EXIT
trap 'exit 143' TERM INT

folder=$(mktemp -d)
echo '{}' > "$folder/before"
deadline=$((SECONDS + minutes * 60))
failures=0
echo "https://console.cloud.google.com/vertex-ai/pipelines/locations/$region/runs/${job##*/}?project=$(cut -d/ -f2 <<< "$job")"

while true; do
  if bash "$here/google-api.sh" GET "$address" > "$folder/now"; then
    failures=0
    status=0
    PYTHONPATH="$here/../../pipelines" python3 -m delivery_checks job "$folder/now" "$folder/before" || status=$?
    [ "$status" = 3 ] || { ended=yes && exit "$status"; }
    mv "$folder/now" "$folder/before"
  else
    # Google may be out of reach for a while; the job goes on.
    failures=$((failures + 1))
    [ "$failures" -lt 10 ] || exit 1
  fi
  if [ "$SECONDS" -ge "$deadline" ]; then
    echo "${job##*/} has not ended after $minutes minutes" >&2
    exit 2
  fi
  # In the background, so that a signal is not kept waiting.
  sleep 30 & wait $!
done
