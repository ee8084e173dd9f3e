from greenlang import agents


class GridAgent(agents.BaseAgent):
    """Adds the electricity from the grid, and the total."""

    def __init__(self, factor=0.42):
        super().__init__("grid", "Grid Agent", "0.3.1")
        self.grid_factor = factor

    def run(self, input_data):
        grid_kg = round(input_data["grid_kwh"] * self.grid_factor, 2)
        total = round(grid_kg + input_data["fuel_kg"], 2)
        return {"success": True, "data": {"grid_kg": grid_kg, "total_emissions": total}}
