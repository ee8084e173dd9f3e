"""The heart of GreenLang 0.3. `ExecutionContext` has moved to `greenlang.core.context`."""
