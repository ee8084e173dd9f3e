"""The errors of the SDK 1.x."""


class APIError(Exception):
    """What the server refuses."""
