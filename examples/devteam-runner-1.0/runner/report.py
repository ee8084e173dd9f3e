"""Prints where a task is."""
import json
from pathlib import Path


def load():
    return json.loads(Path("contexts/task_context.json").read_text())


def describe(task_context):
    metadata = task_context["metadata"]
    done = [name for name, node in task_context["nodes"].items() if node["status"] == "completed"]
    return f"{metadata['taskId']} of {metadata.get('projectId', 'no project')}: {', '.join(done)}"


if __name__ == "__main__":
    print(describe(load()))
