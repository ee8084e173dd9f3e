from typing import Any, Dict

from agents.site import SiteAgent, read_meter


class SiteFuelAgent(SiteAgent):
    """Calculates the emissions of the boiler house from its fuel meter."""

    # kg of CO2e per unit
    factors = {"diesel": 2.68, "natural_gas": 5.3}

    def __init__(self):
        super().__init__(agent_id="fuel", name="Site Fuel Agent", version="1.2.0")

    def run(self, input_data: Dict[str, Any]) -> Dict[str, Any]:
        # One fuel a site; the plants with two have two sites.
        factor = self.factor(input_data["fuel_type"])
        reading = read_meter(input_data["readings"], "fuel")
        if factor is None or not reading["success"]:
            return {"success": False, "errors": ["the fuel is unknown or was not measured"]}
        return {
            "success": True,
            "data": {"fuel_kg": round(reading["data"] * factor, 2)},  # the report shows two digits
        }
