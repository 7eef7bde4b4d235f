"""Why the walk back needs a topological order: u must wait for what v has to pay in."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from style import SMALL, arrow, canvas, label, role

WORDS = {
    "en": ("by distance", "topological order", "u hands on {sum}"),
    "ko": ("거리 순서", "위상 순서", "u가 넘긴 값 {sum}"),
}
A = 3.0
SOURCES = {"z": ["u", "v"], "v": ["u", "u"], "u": ["a", "a"], "a": []}
SLOPES = {("z", "u"): 1.0, ("z", "v"): 1.0, ("v", "u"): 1.0, ("u", "a"): A}
PLACES = {"z": (60.0, 58.0), "v": (150.0, 118.0), "u": (60.0, 178.0), "a": (60.0, 264.0)}


def draw(language: str) -> Figure:
    by_distance, topological, words = WORDS[language]
    figure, axes = canvas(440, 292)
    for left, name, order in ((0.0, by_distance, "zuva"), (226.0, topological, "zvua")):
        label(axes, left + 8, 14, name, align="left")
        # Pay in and hand on, in this order; what arrives after a node's turn stays behind.
        paid_in = dict.fromkeys(order, 0.0)
        paid_in["z"] = 1.0
        handed_on: dict[str, float] = {}
        shares: dict[tuple[str, str], float] = {}
        for node in order:
            handed_on[node] = paid_in[node]
            for source in SOURCES[node]:
                share = handed_on[node] * SLOPES[node, source]
                shares[node, source] = shares.get((node, source), 0.0) + share
                paid_in[source] += share
        complete = handed_on["u"] == paid_in["u"]
        _graph(axes, left, order, shares, complete=complete)
        label(
            axes,
            left + 92,
            194,
            words.format(sum=f"{handed_on['u']:g}"),
            role("gradient") if complete else role("loss"),
            size=SMALL,
            align="left",
        )
        label(axes, left + 92, 264, f"{handed_on['a']:g}", align="left")
    return figure


def _graph(
    axes: Axes,
    left: float,
    order: str,
    shares: dict[tuple[str, str], float],
    *,
    complete: bool,
) -> None:
    for (node, source), share in shares.items():
        (x0, y0), (x1, y1) = PLACES[node], PLACES[source]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        dx, dy = (x1 - x0) / length * 22, (y1 - y0) / length * 22
        late = not complete and node == "v"
        colour = role("loss") if late else role("gradient")
        start, end = (left + x0 + dx, y0 + dy), (left + x1 - dx, y1 - dy)
        arrow(axes, start, end, colour, width=2, dashed=True)
        x, y = left + (x0 + x1) / 2, (y0 + y1) / 2
        dx, dy = (-14, 0) if x0 == x1 else (12, -10) if x0 < x1 else (14, 14)
        label(axes, x + dx, y + dy, f"{share:g}", colour)
        if late:
            axes.plot([x - 7, x + 5], [y - 9, y + 7], color=colour, linewidth=2.5)
    for node, (x, y) in PLACES.items():
        axes.add_patch(
            Circle(
                (left + x, y), 18, facecolor=role("tint"), edgecolor=role("output"), linewidth=1.8
            )
        )
        label(axes, left + x, y, node, role("output"))
        number = str(order.index(node) + 1)
        away = 30 if node == "v" else -32
        label(axes, left + x + away, y, number, role("faint"), size=SMALL)
