"""GreenLang 0.3 as its migration guide describes it: a stub for tests."""

__version__ = "0.3.0"
