#!/bin/sh
set -e
export ACME_TOKEN="$1"
acme job run nightly
