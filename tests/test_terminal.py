"""The terminal: a table, Keras's own layout, JSON, CSV, and problems on standard error."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
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


CHAIN = "Input((6, 6, 1))\nConv2D(2, 3, strides=2)\nBatchNormalization()\nFlatten()\nDense(2)\n"
NESTED = (
    "inner = Sequential([Dense(3), BatchNormalization()], name='inner')\n"
    "x = Input((4,))\ny = inner(x)\nm = Model(x, layers.Add()([Dense(3)(x), y]))\n"
)


def printed(text: str, *options: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is printed of a listing in which nothing is wrong."""
    path = folder / "listing.py"
    path.write_text(text, encoding="utf-8")
    assert main([str(path), *options]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_a_listing_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(BAD))
    assert main(["-"]) == 1
    assert capsys.readouterr().err.startswith("-:2:1: Dense has no argument 'unit'")


def test_the_column_trainable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(CHAIN, "--show-trainable", folder=tmp_path, capsys=capsys).splitlines()
    assert out[2] == "Layer (type)                              Output Shape     Param #  Trainable"
    assert out[6:8] == [
        "flatten (Flatten)                         (None, 8)              0  -",
        "dense (Dense)                             (None, 2)             18  Y",
    ]


def test_keras_s_layout_fits_the_terminal_as_keras_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for columns, options, longest in (
        ("80", (), 76), ("70", (), 66), ("200", (), 88), ("200", ("--show-trainable",), 100),
        ("80", ("--line-length", "60"), 60), ("80", ("--line-length", "100"), 80),
    ):  # fmt: skip
        monkeypatch.setenv("COLUMNS", columns)
        out = printed(GOOD, "--format", "keras", *options, folder=tmp_path, capsys=capsys).splitlines()
        assert max(map(len, out)) == longest
        assert out[0] == 'Model: "sequential"'
        assert out[-3:] == [
            " Total params: 19 (76.00 B)",
            " Trainable params: 19 (76.00 B)",
            " Non-trainable params: 0 (0.00 B)",
        ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--line-length", "60"], "--line-length: only Keras's own layout has one"),
        (["--format", "csv", "--show-trainable"], "--show-trainable: a column of tables; csv tells it of every layer"),
        (["--format", "keras", "--line-length", "10"], "a line of 10 is too short for 3 columns"),
        (["--format", "keras", "--line-length", "10001"], "'10001' is no number of characters up to 10,000"),
        (["--input-shape", "wide"], "'wide' is no shape: write whole numbers, such as 28,28,1"),
    ],
)
def test_options_that_cannot_be_followed_are_refused(
    options: list[str], told: str, listing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(listing), *options])
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err


def test_the_arithmetic_stands_below_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(CHAIN, "--derivations", folder=tmp_path, capsys=capsys)
    assert out.partition("Non-trainable params: 4 (16.00 B)\n\n")[2].splitlines() == [
        "conv2d (Conv2D)",
        "  params = (kernel height × kernel width × input channels) × filters + biases",
        "         = (3 × 3 × 1) × 2 + 2",
        "         = 20",
        "  output_shape[1] = ⌊(input height − kernel height) ÷ vertical stride⌋ + 1",
        "                  = ⌊(6 − 3) ÷ 2⌋ + 1",
        "                  = 2",
        "  output_shape[2] = ⌊(input width − kernel width) ÷ horizontal stride⌋ + 1",
        "                  = ⌊(6 − 3) ÷ 2⌋ + 1",
        "                  = 2",
        "  macs = (kernel height × kernel width × input channels) × filters × output height × output width",
        "       = (3 × 3 × 1) × 2 × 2 × 2",
        "       = 72",
        "batch_normalization (BatchNormalization)",
        "  params = 2 × channels + 2 × channels",
        "         = 2 × 2 + 2 × 2",
        "         = 8",
        "  trainable_params = 2 × channels",
        "                   = 2 × 2",
        "                   = 4",
        "  non_trainable_params = 2 × channels",
        "                       = 2 × 2",
        "                       = 4",
        "flatten (Flatten)",
        "  output_shape[1] = height × width × channels",
        "                  = 2 × 2 × 2",
        "                  = 8",
        "dense (Dense)",
        "  params = inputs × units + biases",
        "         = 8 × 2 + 2",
        "         = 18",
        "  macs = inputs × units",
        "       = 8 × 2",
        "       = 16",
        "total_params = 20 + 8 + 18",
        "             = 46",
        "trainable_params = 20 + 4 + 18",
        "                 = 42",
        "non_trainable_params = 4",
    ]


def test_a_nested_model_is_the_sum_of_its_layers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(NESTED, "--derivations", folder=tmp_path, capsys=capsys)
    assert "inner (Sequential)\n  params = 15 + 12\n         = 27\n  trainable_params = 15 + 6\n" in out
    out = printed(NESTED, "--derivations", "--expand-nested", folder=tmp_path, capsys=capsys)
    assert "inner/dense (Dense)\n  params = inputs × units + biases\n         = 4 × 3 + 3\n" in out
    assert "total_params = 15 + 27\n             = 42\n" in out


def test_weights_that_count_once_make_no_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "shared = Dense(4)\na = Sequential([shared])\nx = Input((4,))\nm = Model(x, shared(a(x)))\n"
    out = printed(text, "--derivations", folder=tmp_path, capsys=capsys)
    assert "Total params: 20 (80.00 B)" in out
    assert "total_params" not in out


def test_json_with_the_arithmetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(CHAIN, "--format", "json", "--derivations", folder=tmp_path, capsys=capsys))
    assert document["layers"][2]["derivation"] == {
        "output_shape[1]": {"words": "height × width × channels", "formula": "2 × 2 × 2", "value": 8}
    }
    assert document["derivation"]["total_params"] == {"words": None, "formula": "20 + 8 + 18", "value": 46}


def test_csv_has_a_row_for_each_layer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(NESTED, "--format", "csv", "--expand-nested", folder=tmp_path, capsys=capsys)
    head, *rows = csv.reader(io.StringIO(out, newline=""))
    assert out.count("\r\n") == out.count("\n") == 7
    assert head == [
        "file", "name", "type", "output_shape", "params", "trainable_params", "non_trainable_params", "connected_to",
        "line", "level", "memory", "macs", "activations",
    ]  # fmt: skip
    path = str(tmp_path / "listing.py")
    assert rows == [
        [path, "input_layer", "InputLayer", "(None, 4)", "0", "0", "0", "", "2", "0", "0", "0", "0"],
        [path, "dense_1", "Dense", "(None, 3)", "15", "15", "0", "input_layer[0][0]", "4", "0", "60", "12", "12"],
        [path, "inner", "Sequential", "(None, 3)", "27", "21", "6", "input_layer[0][0]", "1", "0", "108", "12", "24"],
        [path, "dense", "Dense", "(None, 3)", "15", "15", "0", "", "1", "1", "60", "12", "12"],
        [path, "batch_normalization", "BatchNormalization", "(None, 3)", "12", "6", "6", "", "1", "1", "48", "0", "12"],
        [path, "add", "Add", "(None, 3)", "0", "0", "0", "dense_1[0][0], inner[0][0]", "4", "0", "0", "0", "12"],
    ]


def test_csv_of_several_files_has_one_head_and_leaves_open_what_is_unknown(
    listing: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("Input((4,))\nDense(2)\nConv2D(2, 3)\n", encoding="utf-8")
    assert main([str(listing), str(wrong), "--format", "csv", "--derivations"]) == 1
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [row["name"] for row in found] == ["dense", "dense_1", "dense", "conv2d"]
    assert found[0]["derivation"] == (
        "params = inputs × units + biases = 4 × 3 + 3 = 15; macs = inputs × units = 4 × 3 = 12"
    )
    assert {found[3][name] for name in ("output_shape", "params", "trainable_params", "derivation")} == {""}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_reader_that_stops_early_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("Input((4,))\n" + "Dense(4)\n" * 2_000, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_model_summary", str(path), "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
