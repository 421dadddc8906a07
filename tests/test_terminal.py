"""The terminal: a table, JSON, and problems on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_model_summary.__main__ import main

GOOD = "Input((4,))\nDense(3)\nDense(1)\n"
BAD = "Input((4,))\nDense(3, unit=2)\n"


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    path = tmp_path / "good.py"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_table(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(listing)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        'Model: "sequential"',
        "──────────────────────────────────────",
        "Layer (type)     Output Shape  Param #",
        "──────────────────────────────────────",
        "dense (Dense)    (None, 3)          15",
        "dense_1 (Dense)  (None, 1)           4",
        "──────────────────────────────────────",
        "Total params: 19 (76.00 B)",
        "Trainable params: 19 (76.00 B)",
        "Non-trainable params: 0 (0.00 B)",
    ]


def test_json_is_one_document_a_line(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(listing), str(listing), "--format", "json"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [document["total_params"] for document in documents] == [19, 19]
    assert documents[0]["layers"][0]["weights"][0] == {
        "name": "kernel", "shape": [4, 3], "params": 12, "trainable": True, "formula": "4 × 3",
    }  # fmt: skip


def test_a_problem_goes_to_standard_error_and_makes_the_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.py"
    path.write_text(BAD, encoding="utf-8")
    assert main([str(path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{path}:2:1: Dense has no argument 'unit'")
    assert "units" in told


def test_a_file_that_is_not_there_makes_the_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.py")]) == 1
    assert "none.py" in capsys.readouterr().err


def test_an_input_shape_and_a_model_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "open.py"
    path.write_text("a = keras.Sequential([layers.Dense(2)])\nb = keras.Sequential([layers.Dense(3)])\n", "utf-8")
    assert main([str(path), "--model", "a", "--input-shape", "5", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total_params"] == 12


def test_definitions_are_given_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "open.py"
    path.write_text("Input((size,))\nDense(len(words))\n", encoding="utf-8")
    assert main([str(path), "--define", "size = 4", "--define", "len(words) = 3", "--define", "n = 3"]) == 0
    captured = capsys.readouterr()
    assert "Total params: 15 (60.00 B)" in captured.out
    assert captured.err.startswith(f"{path}: the value of 'n' is not used (")


def test_nested_models_are_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nested.py"
    path.write_text("inner = Sequential([Dense(3)], name='inner')\nm = Sequential([Input((4,)), inner])\n", "utf-8")
    assert main([str(path), "--expand-nested"]) == 0
    assert capsys.readouterr().out.splitlines()[4:6] == [
        "inner (Sequential)  (None, 3)          15",
        "   └ dense (Dense)  (None, 3)          15",
    ]
