"""The map of the book: which idea feeds which."""

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from style import arrow, canvas, label, role

WORDS = {
    "en": {
        "tensors": "Tensors",
        "operations": "Tensor operations",
        "layer": "Layers",
        "loss": "Loss",
        "derivative": "Derivative",
        "gradient": "Gradient",
        "backpropagation": "Backpropagation",
        "descent": "Gradient descent",
        "network": "The network, understood",
    },
    "ko": {
        "tensors": "텐서",
        "operations": "텐서 연산",
        "layer": "층",
        "loss": "손실",
        "derivative": "도함수",
        "gradient": "그래디언트",
        "backpropagation": "역전파",
        "descent": "경사 하강법",
        "network": "모두 이해한 신경망",
    },
}
WIDTH, HEIGHT, STEP = 168, 38, 70
LEFT, RIGHT, TOP = 96, 344, 28

# The centre of each box, and the colour of what it is about.
PLACES = {
    "tensors": (LEFT, TOP, "data"),
    "operations": (LEFT, TOP + STEP, "data"),
    "layer": (LEFT, TOP + 2 * STEP, "weight"),
    "loss": (LEFT, TOP + 3 * STEP, "loss"),
    "derivative": (RIGHT, TOP, "gradient"),
    "gradient": (RIGHT, TOP + STEP, "gradient"),
    "backpropagation": (RIGHT, TOP + 2 * STEP, "gradient"),
    "descent": (RIGHT, TOP + 3 * STEP, "weight"),
    "network": (220, TOP + 4 * STEP, "output"),
}
FEEDS = [
    ("tensors", "operations"),
    ("operations", "layer"),
    ("layer", "loss"),
    ("derivative", "gradient"),
    ("gradient", "backpropagation"),
    ("backpropagation", "descent"),
    ("operations", "gradient"),
    ("layer", "backpropagation"),
    ("loss", "descent"),
    ("loss", "network"),
    ("descent", "network"),
]


def draw(language: str) -> Figure:
    figure, axes = canvas(440, TOP + 4 * STEP + 28)
    for name, (x, y, colour) in PLACES.items():
        width = WIDTH + (40 if name == "network" else 0)
        corner = (x - width / 2, y - HEIGHT / 2)
        axes.add_patch(
            Rectangle(
                corner, width, HEIGHT, facecolor="none", edgecolor=role(colour), linewidth=1.4
            )
        )
        label(axes, x, y, WORDS[language][name], role(colour))
    for start, end in FEEDS:
        (x0, y0, _), (x1, y1, _) = PLACES[start], PLACES[end]
        if y0 == y1:
            arrow(axes, (x0 + WIDTH / 2 + 3, y0), (x1 - WIDTH / 2 - 3, y1))
        else:
            slant = 40 if end == "network" else 0
            shift = slant if x0 < x1 else -slant
            arrow(axes, (x0 + shift, y0 + HEIGHT / 2 + 3), (x1 - shift, y1 - HEIGHT / 2 - 3))
    return figure
