"""Models side by side: which layers are one, what changed in them, and what that comes to."""

from __future__ import annotations

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.comparison import Comparison, compare

PLAIN = "Input((28, 28, 1))\nConv2D(16, 3)\nMaxPooling2D()\nConv2D(32, 3)\nFlatten()\nDense(10)\n"


def told(first: str, second: str, **options: bool) -> list[str]:
    """The layers of two listings, as a diff tells them: what it begins with, the layer, changes, more parameters."""
    lines = []
    for one in compare(summarize(first, **options), summarize(second, **options)).differences:
        row = one.after or one.before
        assert row is not None
        sign = "+" if one.before is None else "-" if one.after is None else " " if one.is_none else "~"
        changes = "".join(f" {change.name}: {change.before} > {change.after}" for change in one.changes)
        lines.append(f"{sign} {row.name}{changes}{f' {one.params:+}' if one.params else ''}")
    return lines


def test_a_stride_changes_one_argument_and_every_shape_behind_it() -> None:
    strided = PLAIN.replace("Conv2D(16, 3)", "Conv2D(16, 3, strides=2)")
    assert told(PLAIN, strided) == [
        "~ conv2d strides: (1, 1) > (2, 2)",
        "~ max_pooling2d",
        "~ conv2d_1",
        "~ flatten",
        "~ dense -33600",
    ]
    first, *behind, last = compare(summarize(PLAIN), summarize(strided)).differences
    assert not first.has_other_input
    assert all(one.has_other_input for one in (*behind, last))


def test_layers_come_and_go_and_names_that_keras_counts_do_not_matter() -> None:
    richer = PLAIN.replace("MaxPooling2D()", "Conv2D(16, 3)\nBatchNormalization()\nMaxPooling2D()")
    assert told(PLAIN, richer) == [
        "  conv2d",
        "+ conv2d_1 +2320",
        "+ batch_normalization +64",
        "~ max_pooling2d",
        "~ conv2d_2",
        "~ flatten",
        "~ dense -6720",
    ]
    assert [line[0] for line in told(richer, PLAIN)] == [" ", "-", "-", "~", "~", "~", "~"]


def test_layers_of_another_type_are_others() -> None:
    assert told(PLAIN, PLAIN.replace("Flatten()", "GlobalAveragePooling2D()"))[3:] == [
        "- flatten",
        "+ global_average_pooling2d",
        "~ dense -38400",
    ]


def test_a_name_that_an_author_gives_makes_two_types_one_layer() -> None:
    first = "Input((4,))\nLayerNormalization(name='norm')\nDense(2, name='head')\n"
    second = "Input((4,))\nBatchNormalization(name='norm')\nDense(2, name='last')\n"
    assert told(first, second) == [
        "~ norm type: LayerNormalization > BatchNormalization +8",
        "~ last name: head > last",
    ]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("Dense(3)", "Dense(3, activation='relu')", "~ dense activation: None > relu"),
        ("Dense(3)", "Dense(3, use_bias=False)", "~ dense use_bias: True > False -3"),
        ("Dense(3)", "Dense(5)", "~ dense units: 3 > 5 +10"),
        ("Dense(3)", "Dense(3, trainable=False)", "~ dense trainable: True > False"),
        ("Dense(3)", "Dense(3, dtype='float16')", "~ dense dtype: float32 > float16"),
        ("Dense(3)", "Dense(3, kernel_initializer='zeros')", "~ dense kernel_initializer: None > zeros"),
    ],
)
def test_what_changed_in_a_layer(before: str, after: str, line: str) -> None:
    assert told(f"Input((4,))\n{before}", f"Input((4,))\n{after}") == [line]


def test_the_layer_inside_a_wrapper() -> None:
    text = "Input((5, 3))\nBidirectional(LSTM(4))\n"
    assert told(text, text.replace("4", "8")) == ["~ bidirectional units: 4 > 8 +512"]
    assert told(text, text.replace("LSTM", "GRU")) == ["~ bidirectional layer: LSTM > GRU -40"]


def test_models_that_are_the_same() -> None:
    assert {line[0] for line in told(PLAIN, PLAIN)} == {" "}
    assert compare(summarize(PLAIN), summarize(PLAIN)).kinds == ()


def test_nested_models_are_compared_inside_where_they_are_opened() -> None:
    text = "inner = Sequential([Dense(3), Dense(2)], name='inner')\nm = Sequential([Input((4,)), inner, Dense(5)])\n"
    assert told(text, text.replace("Dense(2)", "Dense(4)"), expand_nested=True) == [
        "~ inner +8",
        "  dense",
        "~ dense_1 units: 2 > 4 +8",
        "~ dense_2 +10",
    ]


def both(first: str, second: str) -> Comparison:
    return compare(summarize(first), summarize(second))


def test_each_layer_has_a_share_unless_some_add_what_others_take_away() -> None:
    wider = PLAIN.replace("Dense(10)", "Dense(20)")
    assert both(PLAIN, wider).more == 38_730
    assert both(PLAIN, wider).has_shares
    mixed = PLAIN.replace("Flatten()", "BatchNormalization()\nGlobalAveragePooling2D()")
    assert both(PLAIN, mixed).more == -38_272
    assert not both(PLAIN, mixed).has_shares
    assert not both(PLAIN, PLAIN).has_shares


def test_layers_that_share_weights_have_no_shares() -> None:
    text = "shared = Dense(4)\na = Sequential([shared])\nx = Input((4,))\nm = Model(x, {}(a(x)))\n"
    assert both(text.format("Activation('relu')"), text.format("shared")).more == 0
    assert both(text.format("Dense(4, use_bias=False)"), text.format("shared")).has_shares is False


def test_types_in_which_several_models_differ() -> None:
    third = PLAIN.replace("MaxPooling2D()", "MaxPooling2D()\nBatchNormalization()")
    comparison = compare(summarize(PLAIN), summarize(PLAIN.replace("Dense(10)", "Dense(5)")), summarize(third))
    assert [(kind.type, kind.layers, kind.params) for kind in comparison.kinds] == [
        ("Dense", (1, 1, 1), (38_730, 19_365, 38_730)),
        ("BatchNormalization", (0, 0, 1), (0, 0, 64)),
    ]
    assert comparison.differences == ()
    assert comparison.more is None


def test_a_model_that_is_not_known_is_compared_as_far_as_it_goes() -> None:
    comparison = both(PLAIN, PLAIN.replace("Flatten()", "Dense(3, unit=4)"))
    assert comparison.kinds == ()
    assert comparison.more is None
    assert [one.after.name if one.after else None for one in comparison.differences] == [
        "conv2d", "max_pooling2d", "conv2d_1", None, None,
    ]  # fmt: skip


def test_long_models_are_paired_too() -> None:
    block = "Dense(8)\nBatchNormalization()\nReLU()\n"
    first = "Input((8,))\n" + block * 60 + "Dense(2)\n"
    second = "Input((8,))\n" + block * 20 + "Dropout(0.1)\n" + block * 40 + "Dense(3)\n"
    lines = told(first, second)
    assert [line for line in lines if line[0] != " "] == ["+ dropout", "~ dense_60 units: 2 > 3 +9"]
