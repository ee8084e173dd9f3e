"""Opens a session for every agent that is awake."""
import asyncio

from resonantgenesis import ResonantClient
from resonantgenesis.exceptions import APIError

client = ResonantClient(api_key="demo")


async def open_session(agent_id: str) -> str:
    try:
        session = client.sessions.create(
            agent=agent_id,  # one each
            title=f"for {client.agents.get(agent_id)['name']}",
        )
        return f"{session['id']}: {session['title']}"
    except APIError as error:
        return str(error)


async def main() -> None:
    awake = [agent["id"] for agent in client.agents.list() if agent["status"] == "awake"]
    for agent_id in [*awake, "nobody"]:
        print(await open_session(agent_id))


def count() -> int:
    local = ResonantClient(api_key="demo")
    return len(local.agents.list())


if __name__ == "__main__":
    asyncio.run(main())
    print(count())
