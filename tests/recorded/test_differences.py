"""Recorded texts that a listing no longer gives: what is told, line by line, and why."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_model_summary.recorded import alignment

from .printed import DIGITS, KERAS_1, TEXTS, TWICE, compared, printed


def differences(text: str, listing: str, **options: Any) -> list[str]:
    """The differences, each as line, message and reason."""
    found = compared(text, listing, **options).differences
    return [f"{one.line}: {one.message}" + (f" ({one.hint})" if one.hint else "") for one in found]


#: What is changed in the listing, and what is then told.
CHANGES = {
    "more filters": (
        ("Conv2D(8, 3)", "Conv2D(16, 3)"),
        [
            "5: conv2d_7: the text has (None, 26, 26, 8), 80 params; the listing gives (None, 26, 26, 16), 160 params",
            (
                "7: batch_normalization_7: the text has (None, 26, 26, 8), 32 params; the listing gives "
                "(None, 26, 26, 16), 64 params"
            ),
            "9: global_average_pooling2d: the text has (None, 8); the listing gives (None, 16)",
            "11: dense_12: the text has 90 params; the listing gives 170 params",
            (
                "13: the totals: the text has Total params: 202, Trainable params: 186, Non-trainable params: 16; "
                "the listing gives Total params: 394, Trainable params: 362, Non-trainable params: 32 "
                "(the total follows from the rows)"
            ),
        ],
    ),
    "a layer less": (
        ("    layers.BatchNormalization(),\n", ""),
        [
            "7: the text has a row that the listing does not give: batch_normalization_7 (Batch…)",
            (
                "13: the totals: the text has Total params: 202, Trainable params: 186, Non-trainable params: 16; "
                "the listing gives Total params: 170, Trainable params: 170, Non-trainable params: 0 "
                "(the total follows from the rows)"
            ),
        ],
    ),
    "a layer more": (
        ("layers.Dense(10)", "layers.Dropout(0.5), layers.Dense(10)"),
        ["9: the listing gives a row that the text does not have: dropout (Dropout), (None, 8), 0 params"],
    ),
    "another layer": (
        ("GlobalAverage", "GlobalMax"),
        [
            (
                "9: global_average_pooling2d: the text has global_average_pooling2d (Gl…); the listing gives "
                "global_max_pooling2d (GlobalMaxPooling2D)"
            ),
        ],
    ),
    "a name": (
        ("Dense(10)", "Dense(10, name='scores')"),
        ["11: dense_12: the text has dense_12 (Dense); the listing gives scores (Dense)"],
    ),
    "biases": (
        ("Conv2D(8, 3)", "Conv2D(8, 3, use_bias=False)"),
        [
            "5: conv2d_7: the text has 80 params; the listing gives 72 params",
            (
                "13: the totals: the text has Total params: 202, Trainable params: 186; the listing gives "
                "Total params: 194, Trainable params: 178 (the total follows from the rows)"
            ),
        ],
    ),
    "a frozen layer": (
        ("Conv2D(8, 3)", "Conv2D(8, 3, trainable=False)"),
        [
            (
                "14: the totals: the text has Trainable params: 186, Non-trainable params: 16; the listing gives "
                "Trainable params: 106, Non-trainable params: 96 (so it is with conv2d not frozen)"
            ),
        ],
    ),
    "the model's name": (
        ('name="digits"', 'name="letters"'),
        ["3: the model's name: the text has digits; the listing gives letters"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_listing_that_was_changed(change: tuple[str, str], expected: list[str]) -> None:
    assert change[0] in DIGITS
    assert differences(TEXTS["keras2-ruled"], DIGITS.replace(*change)) == expected


#: Texts of which the numbers themselves tell why they differ from the listing's.
REASONS = {
    "a GRU of older versions": (
        printed("gru_1 (GRU)  (None, 4)  96"), "Input((9, 3))\nGRU(4)",
        (
            "3: gru_1: the text has 96 params; the listing gives 108 params (older versions had one vector of biases "
            "here, where there are two now: 12 fewer; that is reset_after=False)"
        ),
    ),
    "the same in both directions": (
        printed("bidirectional (Bidirectiona  (None, 8)  192"), "Input((9, 3))\nBidirectional(GRU(4))",
        (
            "3: bidirectional: the text has 192 params; the listing gives 216 params (older versions had one vector of "
            "biases here, where there are two now: 24 fewer; that is reset_after=False)"
        ),
    ),
    "no biases": (
        printed("dense (Dense)  (None, 3)  12"), "Input((4,))\nDense(3)",
        "3: dense: the text has 12 params; the listing gives 15 params (that is the count without the biases: 3 fewer)",
    ),
    "heads, which are no two vectors": (
        printed("mha (MultiHeadAttention)  (None, 4, 5)  134"),
        "i = Input((4, 5))\nm = Model(i, MultiHeadAttention(2, 3, name='mha')(i, i))",
        "3: mha: the text has 134 params; the listing gives 143 params",
    ),
    "a total that was mistyped": (
        printed("dense (Dense)  (None, 3)  15", totals="Total params: 51"), "Input((4,))\nDense(3)",
        (
            "5: the totals: the text has Total params: 51; the listing gives Total params: 15 (the rows of the text "
            "itself add up to 15)"
        ),
    ),
    "weights that Keras 2 counted twice": (
        printed("batch_normalization (BatchNo  (None, 4)  16",
                totals="Total params: 24\nTrainable params: 8\nNon-trainable params: 16"),
        "Input((4,))\nBatchNormalization()",
        (
            "5: the totals: the text has Total params: 24, Non-trainable params: 16; the listing gives Total params: "
            "16, Non-trainable params: 8 (Keras 2 counted weights twice that were frozen after compile())"
        ),
    ),
    "a layer frozen after the listing": (
        printed("dense (Dense)  (None, 3)  15", "dense_1 (Dense)  (None, 2)  8",
                totals="Total params: 23\nTrainable params: 8\nNon-trainable params: 15"),
        "Input((4,))\nDense(3)\nDense(2)",
        (
            "7: the totals: the text has Trainable params: 8, Non-trainable params: 15; the listing gives "
            "Trainable params: 23, Non-trainable params: 0 (so it is with dense frozen (trainable = False))"
        ),
    ),
    "an input that older versions knew": (
        printed("embedding (Embedding)  (None, 10, 3)  60", "flatten (Flatten)  (None, 30)  0"),
        "m = Sequential([Embedding(20, 3, input_length=10), Flatten()])",
        (
            "1: the listing does not say what goes in: shapes and counts are not compared (older versions took it "
            "from the first layer itself; give the option :input-shape: 10)"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "listing", "expected"), REASONS.values(), ids=REASONS)
def test_reasons_that_the_numbers_tell(text: str, listing: str, expected: str) -> None:
    assert expected in differences(text, listing)


def test_what_the_columns_of_keras_3_tell() -> None:
    listing = TWICE.replace("[encoder(left), encoder(right)]", "[encoder(right), encoder(left)]").replace(
        "Dense(2)", "Dense(2, trainable=False)"
    )
    assert differences(TEXTS["keras3-opened"], listing, expand_nested=True) == [
        "23: dense: the text has Trainable Y; the listing gives Trainable N",
        (
            "26: the totals: the text has Trainable params: 690 (2.70 KB), Non-trainable params: 0 (0.00 B); the "
            "listing gives Trainable params: 112 (448.00 B), Non-trainable params: 578 (2.26 KB) (so it is with dense "
            "not frozen)"
        ),
    ]


def test_other_connections() -> None:
    text = TEXTS["keras1-connected"].replace("flatten_1[0][0]", "flatten_2[0][0]")
    assert differences(text, KERAS_1) == [
        (
            "12: concatenate_1: the text has Connected to flatten_2[0][0], flatten_2[0][0]; the listing gives "
            "Connected to flatten[0][0], flatten_1[0][0]"
        )
    ]


def test_a_row_in_between_is_seen_through() -> None:
    listing = KERAS_1.replace("layers.Flatten()(i)]", "layers.Flatten()(layers.Dropout(0.5)(i))]")
    assert differences(TEXTS["keras1-connected"], listing) == [
        "6: the listing gives a row that the text does not have: dropout (Dropout), (None, 8, 8, 3), 0 params"
    ]


def test_rows_in_between_are_seen_through_however_many_ways_lead_back() -> None:
    many = "layers.Flatten()(i)\nfor _ in range(200):\n    y = layers.Add()([y, y])\n"
    listing = KERAS_1.replace("x = layers", f"y = {many}x = layers").replace("layers.Flatten()(i)]", "y]")
    assert len(differences(TEXTS["keras1-connected"], listing)) == 21


def test_an_automatic_name_of_another_type_is_another_name() -> None:
    told = compared(printed("gru (GRU)  (None, 4)  108"), "Input((9, 3))\nLSTM(4)")
    assert [str(one.message) for one in told.differences] == [
        "gru: the text has gru (GRU), 108 params; the listing gives lstm (LSTM), 128 params"
    ]
    assert list(map(str, told.recognised)) == ["it was printed by Keras 1, or by Keras 2 in its older layout"]


def test_which_layer_is_frozen_is_not_guessed() -> None:
    text = printed("dense (Dense)  (None, 3)  12", "dense_1 (Dense)  (None, 3)  12",
                   totals="Total params: 24\nTrainable params: 12\nNon-trainable params: 12")  # fmt: skip
    assert differences(text, "Input((3,))\nDense(3)\nDense(3)") == [
        (
            "7: the totals: the text has Trainable params: 12, Non-trainable params: 12; the listing gives "
            "Trainable params: 24, Non-trainable params: 0"
        )
    ]


def test_the_optimizer_is_told_apart_from_other_differences() -> None:
    found = compared(TEXTS["keras3-optimizer"], DIGITS.replace("Dense(10)", "Dense(9)"))
    assert [str(one.message) for one in found.differences] == [
        "dense_2: the text has (None, 10), 90 params; the listing gives (None, 9), 81 params",
        (
            "the totals: the text has Total params: 202, Trainable params: 186 (744.00 B); the listing gives "
            "Total params: 193, Trainable params: 177 (708.00 B)"
        ),
    ]
    assert "374 of the total are numbers of the optimizer" in map(str, found.recognised)


def test_another_precision_is_another_memory() -> None:
    told = differences(TEXTS["keras3-connected"], f"keras.config.set_floatx('float16')\n{TWICE}")
    assert told == [
        (
            "19: the totals: the text has Total params: 690 (2.70 KB), Trainable params: 690 (2.70 KB); the listing "
            "gives Total params: 690 (1.35 KB), Trainable params: 690 (1.35 KB) (the weights have another precision)"
        )
    ]


def test_totals_that_do_not_add_up() -> None:
    text = TEXTS["keras2-ruled"].replace("Non-trainable params: 16", "Non-trainable params: 170")
    (told,) = differences(text, DIGITS)
    assert told.endswith(
        "the text has Non-trainable params: 170; the listing gives Non-trainable params: 16 "
        "(the totals of the text itself do not add up)"
    )


def test_a_listing_with_a_problem_is_compared_up_to_it() -> None:
    told = differences(TEXTS["keras2-ruled"], DIGITS.replace("GlobalAveragePooling2D()", "Danse(3)"))
    assert told == ["3: the listing has a problem in line 5: what comes after it is not compared"]
    listing = DIGITS.replace("GlobalAveragePooling2D()", "Danse(3)").replace("8, 3", "4, 3")
    told = differences(TEXTS["keras2-ruled"], listing)
    assert [line.partition(":")[0] for line in told] == ["3", "5", "7"]


def test_a_text_without_rows() -> None:
    text = printed(totals="Total params: 0")
    unbuilt = differences(text, "m = Sequential([Embedding(20, 3)])")
    assert unbuilt[0].startswith("1: the listing does not say what goes in")
    assert [line[:3] for line in differences(text, "Input((4,))\nDense(3)")] == ["1: ", "4: "]


def test_many_differences_are_counted() -> None:
    rows = [f"dense_{number} (Dense)  (None, 5)  30" for number in range(1, 41)]
    found = differences(printed(*rows), "\n".join(["Input((4,))", *["Dense(4)"] * 40]))
    assert len(found) == 21
    assert found[-1] == "23: 20 more differences"


@pytest.mark.parametrize("function", ["Dense(4)", "Conv2D(4, 1)"])
def test_of_long_tables_not_every_row_is_weighed_against_every_other(
    function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed = []
    monkeypatch.setattr(alignment, "likeness", lambda *rows: weighed.append(rows) or 0)
    rows = [f"dense_{number} (Dense)  (None, 5)  30" for number in range(1, 1_001)]
    listing = f"x = i = Input((4, 4, 4))\nfor _ in range(500):\n    x = Add()([x, {function}(x)])\nm = Model(i, x)"
    assert len(differences(printed(*rows), listing)) == 21
    assert len(weighed) < 5_000
