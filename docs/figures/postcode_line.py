"""A line through incomes against postcodes, and against new numbers for the same places."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from style import SMALL, canvas, label, role

WORDS = {
    "en": ("income", "against the postcode", "against a new number", ("Seoul", "Busan", "Jeju")),
    "ko": ("소득", "우편번호로 그은 직선", "새 번호로 그은 직선", ("서울", "부산", "제주")),
}
INCOME = np.array([52, 48, 29, 31, 41, 39])
POSTCODE = np.array([4524, 4524, 47545, 47545, 63122, 63122])
NEW_NUMBER = np.array([3, 3, 1, 1, 2, 2])
TOP, BOTTOM = 44, 208
LOWEST, HIGHEST = 18, 56


def draw(language: str) -> Figure:
    income, left, right, places = WORDS[language]
    figure, axes = canvas(440, 258)
    label(axes, 12, 14, income, size=SMALL, align="left")
    _panel(axes, 40, 208, left, places, POSTCODE, (0, 68000))
    _panel(axes, 286, 142, right, places, NEW_NUMBER, (0.4, 3.6))
    return figure


def _panel(
    axes: Axes,
    x0: float,
    width: float,
    title: str,
    places: tuple[str, str, str],
    numbers: np.ndarray[tuple[int], np.dtype[np.int64]],
    limits: tuple[float, float],
) -> None:
    def at(number: float) -> float:
        return float(x0 + (number - limits[0]) / (limits[1] - limits[0]) * width)

    def up(value: float) -> float:
        return float(BOTTOM - (value - LOWEST) / (HIGHEST - LOWEST) * (BOTTOM - TOP))

    for value in (30, 40, 50):
        axes.plot([x0, x0 + width], [up(value)] * 2, color=role("rule"), linewidth=1)
        label(axes, x0 - 6, up(value), str(value), role("faint"), size=SMALL, align="right")
    axes.plot([x0, x0 + width], [BOTTOM] * 2, color=role("faint"), linewidth=1)

    w, b = np.polyfit(numbers, INCOME, 1)
    ends = np.array([numbers.min(), numbers.max()]) + np.array([-0.08, 0.08]) * np.ptp(numbers)
    ends = ends.clip(*limits)
    axes.plot([at(end) for end in ends], [up(w * end + b) for end in ends], color=role("output"))
    for number in np.unique(numbers).tolist():
        mean = INCOME[numbers == number].mean()
        if abs(w * number + b - mean) > 0.5:
            miss = [up(mean), up(w * number + b)]
            axes.plot([at(number)] * 2, miss, ":", color=role("loss"), linewidth=2)
    for number, value in zip(numbers.tolist(), INCOME.tolist(), strict=True):
        axes.plot(at(number), up(value), "o", color=role("data"), markersize=7)
    for place, number, value in zip(
        places, numbers[::2].tolist(), INCOME[::2].tolist(), strict=True
    ):
        above = value > INCOME[2] + 10  # Busan's name stands below its points.
        y = up(value) - 18 if above else up(value) + 26
        x = min(at(number) + (18 if number == 4524 else 0), x0 + width - 14)
        label(axes, x, y, place, size=SMALL)
        label(
            axes, at(number), BOTTOM + 14, f"{number:05d}" if number > 3 else str(number), size=12
        )
    label(axes, x0 + width / 2, BOTTOM + 38, title, role("faint"), size=SMALL)
