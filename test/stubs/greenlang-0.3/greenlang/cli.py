"""`gl` and `greenlang` of 0.3: `gl run --backend`, `gl agents`, `gl workflows`, `gl packs`."""
import argparse
import asyncio
import json
import sys
from pathlib import Path

import stub_yaml
from greenlang import __version__
from greenlang.core.context import ExecutionContext
from greenlang.core.types import AgentStatus
from greenlang.core.workflow import Workflow


def main(words):
    parser = argparse.ArgumentParser(prog="gl")
    parser.add_argument("--version", action="version", version=f"greenlang v{__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    _workflow_arguments(run)
    run.add_argument("--backend", required=True)
    agents = commands.add_parser("agents").add_subparsers(dest="action", required=True)
    agents.add_parser("register").add_argument("pack")
    workflows = commands.add_parser("workflows").add_subparsers(dest="action", required=True)
    _workflow_arguments(workflows.add_parser("execute"))
    packs = commands.add_parser("packs").add_subparsers(dest="action", required=True)
    packs.add_parser("validate").add_argument("pack")
    given = parser.parse_args(words)
    return _load_pack(given) if given.command in ("agents", "packs") else _run(given)


def _workflow_arguments(parser):
    parser.add_argument("workflow")
    parser.add_argument("--input", required=True)


def _run(given):
    context = ExecutionContext(data=json.loads(Path(given.input).read_text(encoding="utf-8")), async_mode=True)
    result = asyncio.run(_executed(given.workflow, context))
    # The words are those of 0.2, so that a test can compare what the two print.
    print(json.dumps({"success": result.status == AgentStatus.SUCCESS, "data": result.output}))
    return 0 if result.status == AgentStatus.SUCCESS else 1


async def _executed(workflow, context):
    return await Workflow.from_yaml(workflow).execute(context)


def _load_pack(given):
    pack = stub_yaml.load(Path(given.pack).read_text(encoding="utf-8"))
    complaint = _complaint(pack)
    if complaint:
        # The words of Issue 2.
        print(f"Error: Invalid AgentSpec v2: {complaint}\nFile: {given.pack}", file=sys.stderr)
        return 1
    print(f"{'registered' if given.command == 'agents' else 'valid'}: {pack['metadata']['name']} {pack['metadata']['version']}")
    return 0


def _complaint(pack):
    for field in ("metadata", "inputs", "outputs"):
        if field not in pack:
            return f"Missing required field '{field}'"
        if not isinstance(pack[field], dict):
            return f"'{field}' must be a mapping"
    if pack.get("spec_version") != "2.0":
        return f"spec_version is {pack.get('spec_version')!r}"
    for name in ("name", "version", "description"):
        if not pack["metadata"].get(name):
            return f"Missing required field 'metadata.{name}'"
    if any(not isinstance(each, dict) or "type" not in each for kind in ("inputs", "outputs") for each in pack[kind].values()):
        return "inputs and outputs require explicit types"
    if any(not isinstance(each, dict) or {"name", "version"} - set(each) for each in pack.get("dependencies") or []):
        return "dependencies require a name and a version"
    return None
