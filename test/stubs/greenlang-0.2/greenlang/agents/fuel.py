from greenlang.agents.base import BaseAgent

KG_PER_UNIT = {"diesel": 2.68, "natural_gas": 5.3, "electricity": 0.42}


class FuelAgent(BaseAgent):
    """Calculates emissions from fuel consumption."""

    def __init__(self):
        super().__init__(agent_id="fuel", name="Fuel Emissions Agent", version="2.0.0")

    def run(self, input_data):
        factor = KG_PER_UNIT.get(input_data["fuel_type"])
        if factor is None:
            return {"success": False, "errors": [f"no factor for {input_data['fuel_type']}"]}
        return {"success": True, "data": {"total_emissions": round(input_data["consumption"] * factor, 3)}}
