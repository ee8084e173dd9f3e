"""What a run leaves in its context for people to read."""
import greenlang.core as core


def note(context: core.ExecutionContext, text: str) -> None:
    context.data["notes"] = [*context.data.get("notes", []), text]
