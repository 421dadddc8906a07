"""The ready-made models: whole as recorded from Keras 3.15, and as bases of transfer learning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_model_summary import summarize
from sphinx_model_summary.applications import DESIGNS

_FILE = Path(__file__).parents[1] / "facts" / "applications.jsonl"
FACTS = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("fact", FACTS, ids=[fact["model_name"] for fact in FACTS])
def test_a_whole_model(fact: dict[str, object]) -> None:
    summary = summarize(f"model = {fact['call']}")
    assert [str(one.message) for one in summary.problems] == []
    assert summary.total is not None
    assert summary.trainable is not None
    assert {
        "call": fact["call"], "model_name": summary.name, "rows": len(summary.layers),
        "total": summary.total.params, "trainable": summary.trainable.params,
    } == fact  # fmt: skip


def test_each_model_has_its_facts() -> None:
    assert {str(fact["call"]).split("(")[0].rpartition(".")[2] for fact in FACTS} == set(DESIGNS)


#: A listing, its rows, and how many parameters it has and trains.
BASES = {
    "fine tuning from a layer on": (
        """
        base_model = tf.keras.applications.MobileNetV2(input_shape=(160, 160, 3), include_top=False, weights="imagenet")
        inputs = tf.keras.Input(shape=(160, 160, 3))
        x = tf.keras.applications.mobilenet_v2.preprocess_input(inputs)
        x = base_model(x, training=False)
        x = tf.keras.layers.GlobalAveragePooling2D()(x)
        outputs = tf.keras.layers.Dense(1)(x)
        model = tf.keras.Model(inputs, outputs)
        for layer in base_model.layers[:100]:
            layer.trainable = False
        """,
        ["input_layer_1 InputLayer (None, 160, 160, 3) 0", "true_divide TrueDivide (None, 160, 160, 3) 0",
         "subtract Subtract (None, 160, 160, 3) 0", "mobilenetv2_1.00_160 Functional (None, 5, 5, 1280) 2257984",
         "global_average_pooling2d GlobalAveragePooling2D (None, 1280) 0", "dense Dense (None, 1) 1281"],
        (2_259_265, 1_862_721),
    ),
    "the base in a stack": (
        """
        from keras.applications.vgg16 import VGG16
        base = VGG16(weights="imagenet", include_top=False, input_shape=(150, 150, 3))
        for layer in base.layers:
            layer.trainable = layer.name.startswith("block5")
        model = Sequential()
        model.add(base)
        model.add(layers.Flatten())
        model.add(layers.Dense(256, activation="relu"))
        model.add(layers.Dense(1, activation="sigmoid"))
        """,
        ["vgg16 Functional (None, 4, 4, 512) 14714688", "flatten Flatten (None, 8192) 0",
         "dense Dense (None, 256) 2097408", "dense_1 Dense (None, 1) 257"],
        (16_812_353, 9_177_089),
    ),
    "images of any size, standardized": (
        """
        inputs = keras.Input((None, None, 3))
        x = keras.applications.densenet.preprocess_input(inputs)
        base = keras.applications.DenseNet121(include_top=False, pooling="avg")
        model = keras.Model(inputs, layers.Dense(2)(base(x)))
        """,
        ["input_layer InputLayer (None, None, None, 3) 0", "true_divide TrueDivide (None, None, None, 3) 0",
         "add Add (None, None, None, 3) 0", "true_divide_1 TrueDivide (None, None, None, 3) 0",
         "densenet121 Functional (None, 1024) 7037504", "dense Dense (None, 2) 2050"],
        (7_039_554, 6_955_906),
    ),
    "features out of the middle": (
        """
        inputs = keras.Input((96, 96, 3))
        x = layers.Lambda(keras.applications.vgg19.preprocess_input)(inputs)
        vgg = keras.applications.VGG19(include_top=False)
        features = keras.Model(vgg.inputs, [vgg.get_layer(one).output for one in ("block1_conv1", "block5_conv2")])
        model = keras.Model(inputs, features(x))
        """,
        ["input_layer InputLayer (None, 96, 96, 3) 0", "lambda Lambda (None, 96, 96, 3) 0",
         "functional Functional ((None, 96, 96, 64), (None, 6, 6, 512)) 15304768"],
        (15_304_768, 15_304_768),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("listing", "rows", "totals"), BASES.values(), ids=BASES)
def test_a_base(listing: str, rows: list[str], totals: tuple[int, int]) -> None:
    summary = summarize("\n".join(line[8:] for line in listing.splitlines()))
    assert [str(one.message) for one in summary.problems] == []
    assert [f"{row.name} {row.type} {row.output} {row.params}" for row in summary.layers] == rows
    assert summary.total is not None
    assert summary.trainable is not None
    assert (summary.total.params, summary.trainable.params) == totals


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("MobileNetV2(include_top=False, input_shape=(160, 160, 3))", "mobilenetv2_1.00_160"),
        ("MobileNetV2(include_top=False, input_shape=(160, 480, 3))", "mobilenetv2_1.00_224"),
        ("MobileNet(include_top=False, input_shape=(100, 100, 3))", "mobilenet_1.00_224"),
        ("MobileNet(include_top=False, input_shape=(100, 100, 3), weights=None)", "mobilenet_1.00_100"),
    ],
)
def test_the_size_in_a_name_is_that_of_the_images_for_which_the_weights_were_trained(call: str, name: str) -> None:
    """Source: `keras.src.applications.mobilenet_v2`, `…mobilenet`."""
    assert summarize(f"base = keras.applications.{call}").name == name


def test_the_layers_around_it_lead_to_the_base() -> None:
    summary = summarize("""
inputs = keras.Input((64, 64, 1))
x = layers.Conv2D(3, 3, padding="same")(inputs)
x = keras.applications.resnet.preprocess_input(x)
base = keras.applications.ResNet50(include_top=False, weights=None, input_tensor=x, pooling="max")
model = keras.Model(base.input, layers.Dense(5)(base.output))
""")
    assert summary.problems == ()
    assert (len(summary.layers), summary.layers[-1].name) == (183, "dense")
    assert summary.total is not None
    assert summary.total.params == 23_597_987


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("VGG16(weights=None, include_top=False, input_shape=(20, 20, 3))", "at least 32 by 32 pixels"),
        ("VGG16(input_shape=(150, 150, 3))", "with its top takes images of shape (224, 224, 3)"),
        ("VGG16(include_top=False, input_shape=(64, 64, 1))", "images of 3 channels, not 1"),
        ("VGG16(classes=10)", "tells 1000 classes apart"),
        ("VGG16(weights=None, input_shape=(None, None, 3))", "needs to know the size of the images"),
        ("VGG16(input_shape=(64, 64))", "with its top takes images of shape"),
        ("MobileNet(dropuot=0.5)", "MobileNet has no argument 'dropuot'"),
    ],
)
def test_what_keras_refuses(call: str, message: str) -> None:
    (problem,) = summarize(f"\nbase = keras.applications.{call}").problems
    assert problem.line == 2
    assert message in str(problem.message)


def test_the_scale_of_a_block_is_a_weight_without_a_name() -> None:
    summary = summarize("model = keras.applications.ConvNeXtTiny(weights=None, include_top=False)")
    scale = next(row for row in summary.layers if row.type == "LayerScale")
    assert [(one["name"], one["shape"]) for one in scale.to_dict()["weights"]] == [("variable", [96])]
