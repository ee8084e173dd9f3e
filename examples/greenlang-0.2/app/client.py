"""Asks a GreenLang server: python -m app.client diesel 1000"""
import json
import os
import sys

import requests

SERVER = os.environ.get("EMISSIONS_SERVER", "http://localhost:8000")
api_key = os.environ["EMISSIONS_KEY"]


def register(name):
    response = requests.post(
        f"{SERVER}/api/v1/agents/register",
        json={"name": name},
        headers={"X-API-Key": api_key},
    )
    response.raise_for_status()


def execute(fuel_type, consumption):
    response = requests.post(
        f"{SERVER}/api/v1/workflows/execute",
        json={
            "workflow_id": "emissions",
            # as the meter gives it
            "input": {"fuel_type": fuel_type, "consumption": consumption},
        },
        headers={"X-API-Key": api_key},
    )
    response.raise_for_status()
    data = response.json()
    return data["total_emissions"]


class Notice:
    """What our chat answers. Not a result of GreenLang."""

    def __init__(self, success):
        self.success = success


def notify(total):
    response = Notice(success=total >= 0)
    return "told" if response.success else "not told"


if __name__ == "__main__":
    register("site-fuel")
    total = execute(sys.argv[1], float(sys.argv[2]))
    print(json.dumps({"total_emissions": total, "chat": notify(total)}))
