"""The agents that are registered in this process, by id."""

AGENTS = {}
REQUIRED_METADATA = ("name", "version", "description")


def check_metadata(agent_id, metadata):
    """Raises ValueError unless `metadata` is what AgentSpec v2 asks for."""
    missing = [key for key in REQUIRED_METADATA if not metadata.get(key)]
    if missing:
        raise ValueError(f"{agent_id}: agent metadata lacks {', '.join(missing)}")
    if metadata.get("spec_version") != "2.0":
        raise ValueError(f"{agent_id}: Invalid AgentSpec v2: spec_version is {metadata.get('spec_version')!r}")
