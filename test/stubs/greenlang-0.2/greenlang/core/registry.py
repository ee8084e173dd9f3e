"""The agents that are registered in this process, by id."""

AGENTS = {}
