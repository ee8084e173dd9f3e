#!/usr/bin/env bash
set -euo pipefail

export JWT_SECRET_KEY="${JWT_SECRET_KEY:?set it in your shell}"
export DB_URL="${DB_URL:-postgresql://localhost/ai_workflow_db}"

exec cargo run --release
