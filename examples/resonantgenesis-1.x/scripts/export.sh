#!/bin/sh
# Export agents
curl https://resonantgenesis.xyz/api/v1/agents/export \
  -H "Authorization: Bearer $TOKEN" \
  -o agents.json
curl https://resonantgenesis.xyz/api/sessions -H "X-API-Version: 1.1" -o sessions.json
