"""GreenLang 0.2 as its migration guide describes it: a stub for tests."""

__version__ = "0.2.0"
