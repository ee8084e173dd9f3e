"""Prints the emissions of a site as JSON: python -m app.main data/site.json"""
import json
import os
import sys
from pathlib import Path

from greenlang.config import load_config
from greenlang.core import ExecutionContext
from greenlang.core.orchestrator import Orchestrator
from greenlang.core.workflow import Workflow

from agents import GridAgent, SiteFuelAgent
from app.exporters import Exporters
from app.notes import note


def build_orchestrator():
    orchestrator = Orchestrator()
    orchestrator.register_agent("fuel", SiteFuelAgent())  # the boiler house
    orchestrator.register_agent("grid", GridAgent(factor=0.42))
    return orchestrator


def main(path):
    config = load_config("greenlang.yaml")
    data = json.loads(Path(path).read_text(encoding="utf-8"))
    context = ExecutionContext(data=data)
    context.data["month"] = "2025-10"
    note(context, "boiler 2 was off")

    orchestrator = build_orchestrator()
    workflow = Workflow.from_yaml("workflows/emissions.yaml")
    result = workflow.execute(context)
    if not result["success"]:
        print("failed:", result["errors"], file=sys.stderr)
        return 1

    fuel = context.agent_results["fuel"]
    summary = {
        "site": context.data["site"],
        "month": context.data["month"],
        "notes": context.data["notes"],
        "environment": os.environ["GREENLANG_ENV"],
        "database": config["database"]["url"].rpartition("@")[2],
        "agents": sorted(orchestrator.agents),
        "fuel_kg": fuel["data"]["fuel_kg"],
        "total_emissions": result["data"]["total_emissions"],
    }
    Exporters().named("json")(summary)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
