#!/usr/bin/env bash
# Runs the workflow of one site and prints its summary.
set -euo pipefail
cd "$(dirname "$0")/.."

set -a
. ./.env
set +a
export GREENLANG_ENV="${GREENLANG_ENV:-development}"

echo "gl run is started for $GREENLANG_ENV"
gl agent register packs/fuel-calculator/pack.yaml
gl run workflows/emissions.yaml --input data/site.json | tee summary.log
gl workflow execute workflows/emissions.yaml \
  --input data/site.json >/dev/null
