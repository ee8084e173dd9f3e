from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Dict, Optional


class AgentStatus(Enum):
    SUCCESS = "success"
    FAILURE = "failure"
    PARTIAL = "partial"


@dataclass
class AgentResult:
    """What an agent gives. `agent_id` is set by the workflow that ran it."""

    status: AgentStatus
    output: Dict[str, Any] = field(default_factory=dict)
    error_details: Any = None
    metadata: Dict[str, Any] = field(default_factory=dict)
    agent_id: Optional[str] = None

    def __post_init__(self):
        if not isinstance(self.status, AgentStatus):
            raise TypeError(f"status must be an AgentStatus, not {self.status!r}")
