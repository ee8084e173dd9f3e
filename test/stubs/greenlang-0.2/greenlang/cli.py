"""`gl` and `greenlang` of 0.2: `gl run`, `gl agent`, `gl workflow`, `gl pack`."""
import argparse
import json
import sys
from pathlib import Path

import stub_yaml
from greenlang import __version__
from greenlang.core.workflow import Workflow


def main(words):
    parser = argparse.ArgumentParser(prog="gl")
    parser.add_argument("--version", action="version", version=f"greenlang v{__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    _workflow_arguments(commands.add_parser("run"))
    agent = commands.add_parser("agent").add_subparsers(dest="action", required=True)
    agent.add_parser("register").add_argument("pack")
    workflow = commands.add_parser("workflow").add_subparsers(dest="action", required=True)
    _workflow_arguments(workflow.add_parser("execute"))
    pack = commands.add_parser("pack").add_subparsers(dest="action", required=True)
    pack.add_parser("validate").add_argument("pack")
    given = parser.parse_args(words)
    return _load_pack(given) if given.command in ("agent", "pack") else _run(given)


def _workflow_arguments(parser):
    parser.add_argument("workflow")
    parser.add_argument("--input", required=True)


def _run(given):
    data = json.loads(Path(given.input).read_text(encoding="utf-8"))
    result = Workflow.from_yaml(given.workflow).execute(data)
    print(json.dumps({"success": result.success, "data": result.data}))
    return 0 if result.success else 1


def _load_pack(given):
    pack = stub_yaml.load(Path(given.pack).read_text(encoding="utf-8"))
    if str(pack.get("spec_version")) != "1.0" or not isinstance(pack.get("inputs"), list):
        print(f"Error: not an AgentSpec v1\nFile: {given.pack}", file=sys.stderr)
        return 1
    print(f"{'registered' if given.command == 'agent' else 'valid'}: {pack['name']} {pack['version']}")
    return 0
