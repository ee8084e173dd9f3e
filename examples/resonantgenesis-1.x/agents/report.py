"""Prints what agents there are, one a line."""
from resonantgenesis import ResonantClient
from resonantgenesis.exceptions import APIError


def load(client: ResonantClient, agent_id: str) -> str:
    try:
        agent = client.agents.get(agent_id)
    except APIError as error:
        return f"{agent_id}: {error}"
    return f"{agent['id']}: {agent['name']} ({agent['status']})"


def main() -> None:
    client = ResonantClient(
        api_key="demo",
        api_version="1.1",  # what the server had in 2025
    )
    for agent in client.agents.list():
        print(load(client, agent["id"]))
    print(load(client, "nobody"))


if __name__ == "__main__":
    main()
