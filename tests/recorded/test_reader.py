"""Summaries that Keras printed, in every layout, and what is read in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_model_summary.problems import Problem
from sphinx_model_summary.recorded import Layout, Recorded, read_recorded

from .printed import TEXTS

#: What stands in each text: its layout and name, rows as level, name, type, parameters, connections, and the totals.
READ = {
    "keras1-connected": (
        Layout.RULED, None, """
        0 input_1 InputLayer 0
        0 conv2d_1 Conv2D 112 input_1[0][0]
        0 flatten_1 Flatten 0 conv2d_1[0][0]
        0 flatten_2 Flatten 0 input_1[0][0]
        0 concatenate_1 Concatenate 0 flatten_1[0][0] flatten_2[0][0]
        0 dense_1 Dense 674 concatenate_1[0][0]
        """, (786, 786, 0, None),
    ),
    "keras2-ruled": (
        Layout.RULED, "digits", """
        0 conv2d_7 Conv2D 80
        0 batch_normalization_7 Batch… 32
        0 global_average_pooling2d Gl… 0
        0 dense_12 Dense 90
        """, (202, 186, 16, None),
    ),
    "keras2-spaced": (
        Layout.SPACED, "digits", """
        0 conv2d_7 Conv2D 80
        0 batch_normalization_7 BatchNormalization 32
        0 global_average_pooling2d GlobalAveragePooling2D 0
        0 dense_12 Dense 90
        """, (202, 186, 16, None),
    ),
    "keras2-connected": (
        Layout.SPACED, "model", """
        0 input_1 InputLayer 0
        0 input_2 InputLayer 0
        0 conv2d Conv2D 112 input_1[0][0] input_2[0][0]
        0 tf.__operators__.add TFOpLambda 0 conv2d[0][0] conv2d[1][0]
        0 tf.nn.relu TFOpLambda 0 tf.__operators__.add[0][0]
        0 global_average_pooling2d GlobalAveragePooling2D 0 tf.nn.relu[0][0]
        0 dense Dense 10 global_average_pooling2d[0][0]
        """, (122, 122, 0, None),
    ),
    "keras2-opened": (
        Layout.SPACED, "sequential", """
        0 encoder Sequential 112
        1 conv2d Conv2D 112
        1 flatten Flatten 0
        0 dense Dense 290
        """, (402, 402, 0, None),
    ),
    "keras3-optimizer": (
        Layout.BOXED, "digits", """
        0 conv2d Conv2D 80
        0 batch_normalization BatchNormalization 32
        0 global_average_pooling2d GlobalAveragePooling2D 0
        0 dense_2 Dense 90
        """, (576, 186, 16, 374),
    ),
    "keras3-opened": (
        Layout.BOXED, "functional_1", """
        0 input_layer_1 InputLayer 0
        0 input_layer_2 InputLayer 0
        0 encoder Sequential 112 input_layer_1… input_layer_2…
        1 conv2d Conv2D 112
        1 flatten Flatten 0
        0 concatenate Concatenate 0 encoder[0][0] encoder[1][0]
        0 dense Dense 578 concatenate[0…
        """, (690, 690, 0, None),
    ),
    "keras3-connected": (
        Layout.BOXED, "functional_1", """
        0 input_layer_1 InputLayer 0
        0 input_layer_2 InputLayer 0
        0 encoder Sequential 112 input_layer_1[0]… input_layer_2[0]…
        0 concatenate Concatenate 0 encoder[0][0] encoder[1][0]
        0 dense Dense 578 concatenate[0][0]
        """, (690, 690, 0, None),
    ),
    "keras3-unbuilt": (
        Layout.BOXED, "sequential", """
        0 dense Dense None
        0 dropout Dropout 0
        0 dense_1 Dense None
        """, (0, 0, 0, None),
    ),
}  # fmt: skip


def recorded(text: str) -> Recorded:
    found = read_recorded(text)
    assert isinstance(found, Recorded)
    return found


def rows(found: Recorded) -> list[list[str]]:
    return [[str(row.level), row.name, row.type, str(row.params), *row.connected_to] for row in found.rows]


@pytest.mark.parametrize("name", READ)
def test_every_layout(name: str) -> None:
    layout, model, expected, totals = READ[name]
    found = recorded(TEXTS[name])
    assert (found.layout, found.name) == (layout, model)
    assert rows(found) == [line.split() for line in expected.strip().splitlines()]
    below = (found.total, found.trainable, found.non_trainable, found.optimizer)
    assert tuple(total and total.params for total in below) == totals


def test_every_text_is_read() -> None:
    assert READ.keys() == TEXTS.keys()


def test_shapes_memory_flags_and_lines() -> None:
    found = recorded(TEXTS["keras3-opened"])
    assert [(row.line, row.shape, row.trainable) for row in found.rows[1:5]] == [
        (8, "(None, 8, 8, 3)", "-"),
        (11, "(None, 144)", "Y"),
        (14, "(None, 6, 6, 4)", "Y"),
        (17, "(None, 144)", "-"),
    ]
    assert found.total is not None
    assert (found.total.line, found.total.memory) == (25, "2.70 KB")
    assert [row.trainable for row in recorded(TEXTS["keras2-connected"]).rows] == ["Y"] * 7


#: The same text as it is found in different places.
DRESSED = {
    "in a terminal, with colours": lambda text: text.replace("None", "\x1b[38;5;45mNone\x1b[0m"),
    "in a notebook, where the escapes were lost": lambda text: text.replace("Dense", "[38;5;33mDense[0m"),
    "in a notebook's HTML": lambda text: f"<pre style='x'>{text.replace('Dense', '<span class=x>Dense</span>')}</pre>",
    "indented": lambda text: "".join(f"    {line}\n" for line in text.splitlines()),
    "in a comment": lambda text: "".join(f"# {line}\n" for line in text.splitlines()),
    "without spaces at the ends": lambda text: "\n".join(line.rstrip() for line in text.splitlines()),
    "with Windows' ends of lines": lambda text: text.replace("\n", "\r\n"),
    "amid other output": lambda text: f"Epoch 1/2\n10/10 [=====] - 2s\n\n{text}\nTest accuracy: 0.98\n",
}


@pytest.mark.parametrize("dressed", DRESSED.values(), ids=DRESSED)
@pytest.mark.parametrize("name", READ)
def test_wherever_it_is_found(name: str, dressed: Callable[[str], str]) -> None:
    plain, found = recorded(TEXTS[name]), recorded(dressed(TEXTS[name]))
    assert (found.layout, found.name, rows(found)) == (plain.layout, plain.name, rows(plain))
    assert [row.shape for row in found.rows] == [row.shape for row in plain.rows]
    assert (found.total and found.total.params) == (plain.total and plain.total.params)


def test_a_box_of_letters_only() -> None:
    signs = str.maketrans("━─┃│┡┩├┤┏┳┓╇┼└┴┘", "--||||||++++++++")
    found = recorded(TEXTS["keras3-connected"].translate(signs))
    assert rows(found) == rows(recorded(TEXTS["keras3-connected"]))


def test_columns_that_lost_their_spaces() -> None:
    text = """
    Layer (type) Output Shape Param #
    =================================================================
    input_1 (InputLayer) [(None, 1)] 0

    text_vectorization (TextVec (None, None) 0
    torization)

    dense_2 (Dense) (None, 4) 21344

    =================================================================
    Total params: 21,344
    """
    assert rows(recorded(text)) == [
        ["0", "input_1", "InputLayer", "0"],
        ["0", "text_vectorization", "TextVectorization", "0"],
        ["0", "dense_2", "Dense", "21344"],
    ]


def test_shapes_of_several_lines_and_cut_ones() -> None:
    text = """\
 Layer (type)                Output Shape                 Param #   Connected to
==================================================================================================
 lstm (LSTM)                 [(None, 128),                117248    ['input_1[0][0]']
                              (None, 128),
                              (None, 128)]

 resnet50 (Functional)       (None, None, None, 2048   23587712  []
                             )

==================================================================================================
"""
    assert [(row.name, row.shape, row.params) for row in recorded(text).rows] == [
        ("lstm", "[(None, 128),(None, 128),(None, 128)]", 117248),
        ("resnet50", "(None, None, None, 2048)", 23587712),
    ]
    cut = "Layer (type)                 Output Shape              Param #   \n" + "=" * 65 + (
        "\nlambda_1 (Lambda)            (None, None, None, None,  0         \n"
        "vae (VAE)                    [(None, 28, 28, 1), (None 320       \n"
    )
    assert [row.shape for row in recorded(cut).rows] == ["(None, None, None, None,…", "[(None, 28, 28, 1), (None…"]


def test_a_model_without_layers() -> None:
    box = "\n".join(TEXTS["keras3-unbuilt"].splitlines()[:4])
    found = recorded(f"{box}\n└──────────┘\n Total params: 0 (0.00 B)\n")
    assert rows(found) == []
    assert found.total is not None


def test_of_two_summaries_the_first_is_read() -> None:
    found = recorded(TEXTS["keras2-ruled"] + TEXTS["keras2-spaced"])
    assert rows(found) == rows(recorded(TEXTS["keras2-ruled"]))
    assert found.another == 19


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "no summary is found in the text: no line has 'Layer (type)'"),
        ("conv2d (Conv2D)   (None, 3)   4", 1, "no summary is found in the text: no line has 'Layer (type)'"),
        ("\nLayer (type)   Output Shape   Param #\n====\n", 2, "the table in the text has no rows that can be read"),
        ("x" * 600_000, 1, "the text has 600000 characters; 500000 are read"),
        (
            "Layer (type)   Output Shape   Param #\n" + "dense (Dense)   (None, 3)   4\n" * 2_001,
            2_002, "the text has 2001 rows; 2000 are read",
        ),
        (
            "Layer (type)   Output Shape   Param #\n====\n  Linear-1   [-1, 50]   72,050\n",
            3, "this is a summary of PyTorch, not of Keras",
        ),
        (
            "Layer (type:depth-idx)   Output Shape   Param #\n====\n├─Linear: 1-5   [7, 10]   510\n",
            1, "this is a summary of PyTorch, not of Keras",
        ),
    ],
    ids=["nothing", "no heading", "no rows", "too long", "too many rows", "torchsummary", "torchinfo"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem(text: str, line: int, message: str) -> None:
    found = read_recorded(text)
    assert isinstance(found, Problem)
    assert (found.line, str(found.message), str(found.code)) == (line, message, "unreadable")


def test_a_line_without_end_costs_nothing() -> None:
    head = "Layer (type)   Output Shape   Param #\n"
    row = "dense (Dense)   (None, 3)   4\n"
    assert [line[1] for line in rows(recorded(head + "(" * 400_000 + "\n" + row))] == ["dense"]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_text_raises(data: st.DataObject) -> None:
    """Lines of real texts, torn and shuffled."""
    pieces = st.sampled_from([line for text in TEXTS.values() for line in text.splitlines()])
    torn = st.builds(lambda line, start, end: line[start:end], pieces, st.integers(0, 9), st.integers(3, 99))
    text = "\n".join(data.draw(st.lists(st.one_of(pieces, torn, st.text(max_size=20)), max_size=25)))
    assert isinstance(read_recorded(text), (Recorded, Problem))
