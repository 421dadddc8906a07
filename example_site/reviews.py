"""Train a small recurrent network on film reviews."""

import keras
from keras import layers

WORDS = 20_000
LENGTH = 200

review = keras.Input((LENGTH,), dtype="int32", name="review")
vectors = layers.Embedding(WORDS, 32, name="vectors")(review)
memory = layers.LSTM(64, name="memory")(vectors)
memory = layers.Dropout(0.2)(memory)
friendly = layers.Dense(1, activation="sigmoid", name="friendly")(memory)

model = keras.Model(review, friendly, name="reviews")
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
