"""A run that fails is a record; one that is interrupted is none."""

import json
from types import SimpleNamespace

import pytest
from conftest import tiny
from pydantic_core import PydanticSerializationError

from results.execute import execute


def fails_with(error: BaseException, cause: BaseException | None):
    def simulate(*_):
        raise error from cause

    return simulate


def test_a_failed_run_is_a_record_with_its_error(monkeypatch):
    monkeypatch.setattr("model.simulate.simulate", fails_with(ValueError("no rest"), None))
    files = execute(tiny("laissez_faire"), "abc", 1)
    record = json.loads(files.files["runs/abc.json"])
    assert record["status"] == "failed"
    assert record["error"].startswith("ValueError in quarter -")
    assert record["error"].endswith(": no rest")


def test_an_interrupt_that_compiled_code_turns_into_an_error_is_still_an_interrupt(monkeypatch):
    monkeypatch.setattr(
        "model.simulate.simulate", fails_with(SystemError("with an exception set"), KeyboardInterrupt())
    )
    with pytest.raises(KeyboardInterrupt):
        execute(tiny("laissez_faire"), "abc", 1)


@pytest.mark.parametrize("outcome", [float("inf"), float("nan")])
def test_an_outcome_that_is_not_finite_is_a_failed_run(monkeypatch, outcome):
    output = SimpleNamespace(tables={}, outcomes={"exports_growth": outcome}, identities={})
    monkeypatch.setattr("model.simulate.simulate", lambda *_: output)
    record = json.loads(execute(tiny("laissez_faire"), "abc", 1).files["runs/abc.json"])
    assert record["status"] == "failed"
    assert "not JSON compliant" in record["error"]


def test_ctrl_c_in_a_serializer_stops_the_batch_and_fails_no_run(monkeypatch, small):
    """It keeps no cause; its text names what it met."""

    def interrupted(*_):
        raise PydanticSerializationError("Error calling function `table`: KeyboardInterrupt: ")

    monkeypatch.setattr("model.simulate.simulate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        execute(small, "r", 1)
