"""Runs the fuel agent alone: python -m app.check_fuel data/site.json"""
import json
import sys

from agents.fuel import SiteFuelAgent


def check(agent: SiteFuelAgent, path):
    with open(path, encoding="utf-8") as file:
        outcome = agent.run(json.load(file))
    if outcome.success and outcome.data["fuel_kg"] > 0:
        return f"fuel: {outcome.data['fuel_kg']} kg"
    return f"fuel: {outcome.errors}"


if __name__ == "__main__":
    print(check(SiteFuelAgent(), sys.argv[1]))
