"""What the example's tests use of pytest: fixtures by name, and a runner. `python -m pytest tests/test_agents.py`"""
import importlib.util
import inspect
import os
import sys


def fixture(function):
    function.is_fixture = True
    return function


def _call(module, function):
    return function(**{name: _call(module, getattr(module, name)) for name in inspect.signature(function).parameters})


def main(files):
    passed = 0
    for file in files:
        spec = importlib.util.spec_from_file_location(os.path.splitext(os.path.basename(file))[0], file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, function in list(vars(module).items()):
            if name.startswith("test_") and callable(function):
                outcome = _call(module, function)
                if inspect.iscoroutine(outcome):
                    raise TypeError(f"{name} is a coroutine: no plugin runs it")
                passed += 1
    print(f"{passed} passed")


if __name__ == "__main__":
    # `import pytest` in a test file must find this module, not a second copy of it.
    sys.modules["pytest"] = sys.modules["__main__"]
    main([argument for argument in sys.argv[1:] if not argument.startswith("-")])
