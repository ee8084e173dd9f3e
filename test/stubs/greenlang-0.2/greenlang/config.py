import os
import re
from pathlib import Path

import stub_yaml


def load_config(path):
    """Reads greenlang.yaml. `${NAME}` is the variable of that name; one that is not set stays as it stands."""
    return _expanded(stub_yaml.load(Path(path).read_text(encoding="utf-8")))


def _expanded(value):
    if isinstance(value, dict):
        return {key: _expanded(each) for key, each in value.items()}
    if isinstance(value, str):
        return re.sub(r"\$\{(\w+)\}", lambda match: os.environ.get(match.group(1), match.group(0)), value)
    return value
