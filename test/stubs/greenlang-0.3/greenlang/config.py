import os
import re
from pathlib import Path

import stub_yaml

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def load_config(path):
    """Reads greenlang.yaml of 0.3. `${NAME}` is the variable of that name; one that is not set is a ValueError, as the guide's Issue 6 has it."""
    for name in ("GL_ENCRYPTION_KEY", "GL_SECRET_KEY"):
        _variable(name)
    config = _expanded(stub_yaml.load(Path(path).read_text(encoding="utf-8")))
    if "connection_string" not in config["database"]:
        # The words of Issue 5.
        raise KeyError("database.url")
    if not config["security"].get("encryption"):
        raise ValueError("security.encryption is required")
    if config["logging"]["level"] not in LEVELS:
        raise ValueError(f"logging.level must be one of {', '.join(LEVELS)}, not {config['logging']['level']!r}")
    return config


def _variable(name):
    value = os.environ.get(name)
    if not value:
        raise ValueError(f"{name} environment variable not set")
    return value


def _expanded(value):
    if isinstance(value, dict):
        return {key: _expanded(each) for key, each in value.items()}
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)\}", lambda match: _variable(match.group(1)), value)
    return value
