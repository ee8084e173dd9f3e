import pytest

from agents.fuel import SiteFuelAgent
from agents.site import read_meter


@pytest.fixture
def agent():
    return SiteFuelAgent()


def test_fuel_of_the_newest_reading(agent):
    result = agent.run({"fuel_type": "diesel", "readings": [{"meter": "fuel", "value": 10}]})
    assert result.success
    assert result.data == {"fuel_kg": 26.8}


def test_unknown_fuel(agent):
    result = agent.run({"fuel_type": "peat", "readings": []})
    assert not result.success, "peat has no factor"
    assert len(result.errors) == 1


def test_meter_without_reading():
    assert read_meter([], "fuel")["success"] is False
