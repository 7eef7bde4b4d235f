"""The speed-up that the model expects, up to 1,024 processes, for three sizes of the batch."""

from _measured import model
from _slopes import plot
from matplotlib.figure import Figure
from style import SMALL, label, role

WORDS = {
    "en": ("speed-up (a model)", "processes", "batch {}", "as many times as processes"),
    "ko": ("속도 향상(모형)", "프로세스 수", "배치 {}", "프로세스 수만큼"),
}
PROCESSES = [2**power for power in range(11)]
STYLES = {128: ("-", "o"), 1024: ("--", "s"), 8192: ("-.", "^"), 65536: (":", "D")}


def draw(language: str) -> Figure:
    height, across, batch_of, ideal = WORDS[language]
    expected = model()
    figure = Figure(figsize=(440 / 72, 300 / 72))
    axes = plot(figure, (40, 36, 306, 206), (0.9, 1300), (0.05, 1300))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.minorticks_off()
    axes.set_xticks((1, 4, 16, 64, 256, 1024), ("1", "4", "16", "64", "256", "1024"))
    axes.set_yticks((0.1, 1, 10, 100, 1000), ("0.1", "1", "10", "100", "1000"))
    axes.set_xlabel(across, fontsize=SMALL, labelpad=4)
    axes.text(-0.1, 1.08, height, fontsize=SMALL, transform=axes.transAxes)
    axes.plot(PROCESSES, PROCESSES, color=role("rule"), linewidth=1.4)
    label(axes, 1.2, 600, ideal, role("faint"), size=SMALL, align="left")
    for batch, (line, mark) in STYLES.items():
        values = [expected.speed_up(processes, batch) for processes in PROCESSES]
        axes.plot(
            PROCESSES, values, line, marker=mark, color=role("weight"), linewidth=1.4, markersize=4
        )
        label(axes, 1350, values[-1], batch_of.format(batch), size=SMALL, align="left")
    return figure
