#!/usr/bin/env bash
# Gets what a challenger is tested with: its files, its version, and recent requests.
#   fetch-challenger.sh MODEL FOLDER
# FOLDER/facts.sh says where the model is. Leaves FOLDER/version, FOLDER/challenger/ and FOLDER/rows.jsonl; without a
# challenger FOLDER/skip, as there is nothing to do.
set -euo pipefail

model=$1
folder=$2
here=$(dirname "$0")
. "$folder/facts.sh"
api="https://$region-aiplatform.googleapis.com/v1/projects/$project/locations/$region"

status=0
bash "$here/google-api.sh" GET "$api/models/$model@challenger" > "$folder/model.json" || status=$?
if [ "$status" = 4 ]; then
  echo "$model has no challenger: nothing to do" | tee "$folder/skip"
  exit 0
fi
[ "$status" = 0 ] || exit 1
read -r version uri < <(python3 -c 'import json, sys; model = json.load(open(sys.argv[1])); print(model["versionId"], model["artifactUri"])' "$folder/model.json")
echo "$version" > "$folder/version"
echo "$model@$version is the challenger, in $uri"
mkdir -p "$folder/challenger"
gcloud storage cp --recursive "$uri/*" "$folder/challenger"

# Vertex AI makes the table with the first request.
cat > "$folder/query.json" << END
{
  "useLegacySql": false,
  "maxResults": 1000,
  "timeoutMs": 60000,
  "query": "SELECT request_payload FROM \`$request_table\` WHERE logging_time >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 7 DAY) ORDER BY FARM_FINGERPRINT(CAST(request_id AS STRING)) LIMIT 1000"
}
END
status=0
bash "$here/google-api.sh" POST "https://bigquery.googleapis.com/bigquery/v2/projects/$project/queries" "$folder/query.json" \
  > "$folder/requests.json" || status=$?
if [ "$status" = 4 ]; then
  echo "there is no request log yet"
  echo '{}' > "$folder/requests.json"
elif [ "$status" != 0 ]; then
  exit 1
fi
PYTHONPATH="$here/../../pipelines" python3 -m delivery_checks logged-rows "$folder/requests.json" > "$folder/rows.jsonl"
echo "$(wc -l < "$folder/rows.jsonl") rows of recent requests"
