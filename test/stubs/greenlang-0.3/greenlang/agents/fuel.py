from greenlang.agents.base import BaseAgent
from greenlang.core.types import AgentResult, AgentStatus

KG_PER_UNIT = {"diesel": 2.68, "natural_gas": 5.3, "electricity": 0.42}


class FuelAgent(BaseAgent):
    """Calculates emissions from fuel consumption."""

    def __init__(self):
        super().__init__(
            agent_id="fuel",
            metadata={
                "name": "Fuel Emissions Agent",
                "version": "2.0.0",
                "spec_version": "2.0",
                "description": "Calculates emissions from fuel consumption",
            },
        )

    async def run(self, input_data):
        factor = KG_PER_UNIT.get(input_data["fuel_type"])
        if factor is None:
            return AgentResult(status=AgentStatus.FAILURE, error_details=[f"no factor for {input_data['fuel_type']}"])
        return AgentResult(status=AgentStatus.SUCCESS, output={"total_emissions": round(input_data["consumption"] * factor, 3)})
