"""The documentation of sphinx-model-summary, built with the extension itself."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-model-summary"
author = "sphinx-model-summary contributors"
copyright = "2026, sphinx-model-summary contributors"
version = release = installed("sphinx-model-summary")
extensions = ["sphinx_model_summary", "myst_parser", "reference_tables"]
exclude_patterns = ["_build"]
model_summary_layers = {
    "vit.PatchEmbedding": {
        "about": "Cuts the image into patches and turns each into a row of numbers.",
        "arguments": "patch_size, units, use_bias=True",
        "input": "(batch, height, width, channels)",
        "weights": {
            "kernel": "(patch_size, patch_size, channels, units)",
            "bias": "(units,) if use_bias else None",
        },
        "output_shape": "(batch, height // patch_size * (width // patch_size), units)",
    },
}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 2
html_theme = "furo"
latex_engine = "xelatex"
#: What fonts for text do not have: signs of formulas, and the boxes around what Keras prints.
SIGNS = {
    **{sign: rf"\ensuremath{{{tex}}}" for sign, tex in (
        ("−", "-"), ("⌊", r"\lfloor"), ("⌋", r"\rfloor"), ("⌈", r"\lceil"), ("⌉", r"\rceil"),
    )},
    **dict(zip("┃│━─┏┳┓┡╇┩├┼┤└┴┘", "||--++++++++++++", strict=True)),
}  # fmt: skip
latex_elements = {
    # One page shows all languages.
    "fontpkg": r"\usepackage{kotex}\usepackage{newunicodechar}"
    r"\IfFontExistsTF{Noto Serif CJK SC}{\setmainhanjafont{Noto Serif CJK SC}}{}"
    r"\IfFontExistsTF{Noto Sans CJK SC}{\setsanshanjafont{Noto Sans CJK SC}}{}",
    "preamble": "".join(rf"\newunicodechar{{{sign}}}{{{tex}}}" for sign, tex in SIGNS.items()),
}
