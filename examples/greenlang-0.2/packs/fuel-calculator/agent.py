"""Calculates emissions from fuel consumption."""
from dataclasses import dataclass

KG_CO2E_PER_UNIT = {
    ("diesel", "liters"): 2.68,
    ("gasoline", "gallons"): 8.89,
    ("natural_gas", "therms"): 5.3,
    ("electricity", "kWh"): 0.42,
}


@dataclass
class FuelInput:
    fuel_type: str
    consumption: float
    unit: str


@dataclass
class FuelResult:
    co2e_emissions_kg: float
    fuel_type: str
    consumption: float


def calculate(data: FuelInput) -> FuelResult:
    factor = KG_CO2E_PER_UNIT[(data.fuel_type, data.unit)]
    return FuelResult(
        co2e_emissions_kg=data.consumption * factor,
        fuel_type=data.fuel_type,
        consumption=data.consumption,
    )
