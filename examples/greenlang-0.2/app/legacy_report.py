"""Which agents still deliver the old format."""
from greenlang.db import get_database


def old_agents():
    db = get_database()
    return db.query("SELECT id, legacy_format FROM agents WHERE legacy_format IS NOT NULL")


if __name__ == "__main__":
    print(", ".join(row["id"] for row in old_agents()))
