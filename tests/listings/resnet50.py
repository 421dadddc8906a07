"""ResNet-50 as an author writes it out: functions, loops and skip connections."""

import keras
from keras import layers


def convolution(x, filters, kernel_size, strides, name):
    x = layers.Conv2D(filters, kernel_size, strides=strides, name=f"{name}_conv",
                      padding="same" if kernel_size > 1 else "valid")(x)
    return layers.BatchNormalization(epsilon=1.001e-5, name=name + "_bn")(x)


def block(x, filters, strides, name, project=False):
    if project:
        shortcut = convolution(x, 4 * filters, 1, strides, f"{name}_0")
    else:
        shortcut = x
    y = convolution(x, filters, 1, strides, f"{name}_1")
    y = layers.Activation("relu", name=f"{name}_1_relu")(y)
    y = convolution(y, filters, 3, 1, f"{name}_2")
    y = layers.Activation("relu", name=f"{name}_2_relu")(y)
    y = convolution(y, 4 * filters, 1, 1, f"{name}_3")
    y = layers.Add(name=f"{name}_add")([shortcut, y])
    return layers.Activation("relu", name=f"{name}_out")(y)


def resnet(input_shape=(224, 224, 3), classes=1000):
    inputs = keras.Input(input_shape)
    x = layers.ZeroPadding2D(3, name="conv1_pad")(inputs)
    x = layers.Conv2D(64, 7, strides=2, name="conv1_conv")(x)
    x = layers.BatchNormalization(epsilon=1.001e-5, name="conv1_bn")(x)
    x = layers.Activation("relu", name="conv1_relu")(x)
    x = layers.ZeroPadding2D(1, name="pool1_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1_pool")(x)
    for stage, (filters, count) in enumerate(zip([64, 128, 256, 512], [3, 4, 6, 3]), start=2):
        for number in range(1, count + 1):
            strides = 2 if number == 1 and stage > 2 else 1
            x = block(x, filters, strides, f"conv{stage}_block{number}", project=number == 1)
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    outputs = layers.Dense(classes, activation="softmax", name="predictions")(x)
    return keras.Model(inputs, outputs, name="resnet50")


model = resnet()
model.summary()
