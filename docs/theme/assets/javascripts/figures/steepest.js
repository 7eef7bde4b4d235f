// On a map of contour lines: a place, a way to go from it, and how steep that way is.

import { fixed } from "./numbers.js";
import {
  figure,
  html,
  movable,
  prediction,
  resetButton,
  set,
  slider,
  status,
  svg,
  tell,
} from "./parts.js";
import { plot, words as text } from "./plot.js";
import { pixels, tenth } from "./points.js";
import { descent, gradient, lowest, ring, slope, way } from "./steepest-model.js";

/** @typedef {[number, number]} Pair */

const START = /** @type {Pair} */ ([0, 1]);
const LEVELS = [0.05, 0.11, 0.19, 0.3, 0.45, 0.7, 1, 1.4];
const LENGTH = 1.2; // of the arrows, in weights

const WORDS = {
  en: {
    map: "Contour lines of the loss over two weights, with a place and a way from it",
    turn: "The slope of the loss in every direction from that place",
    ink: "weight of the ink",
    middle: "weight of the middle",
    place: "Place on the map",
    direction: "direction",
    axis: "direction, in degrees",
    slope: "slope ÷ length of the gradient",
    lowest: "lowest",
    question: "The way that goes down most steeply: does it lead straight to the lowest point?",
    answers: ["from everywhere", "from some places", "from nowhere"],
    /** @type {(right: boolean, off: string) => string} */
    answer: (right, off) =>
      `${right ? "Yes." : "No."} The thick arrow goes against the gradient, the dotted line to the lowest point: here they are ${off}° apart. They meet only on the axes of the ellipses. Drag the place there.`,
    /** @type {(w: [string, string], degrees: string, slope: string) => string} */
    say: ([u, v], degrees, slope) =>
      `At ${u} and ${v}, the way at ${degrees}° has the slope ${slope}.`,
    /** @type {(g: [string, string], down: string, least: string) => string} */
    gradient: ([a, b], down, least) =>
      ` The gradient is (${a}, ${b}); against it, at ${down}°, the slope is least: ${least}.`,
  },
  ko: {
    map: "가중치 두 개에 따른 손실의 등고선, 그 위의 한 점과 거기서 나가는 방향",
    turn: "그 점에서 방향마다 다른 손실의 기울기",
    ink: "잉크의 가중치",
    middle: "가운데의 가중치",
    place: "지도 위의 점",
    direction: "방향",
    axis: "방향(도)",
    slope: "기울기 ÷ 그래디언트의 길이",
    lowest: "가장 낮은 점",
    question: "가장 가파르게 내려가는 방향은 가장 낮은 점으로 곧장 이어질까요?",
    answers: ["어디서나 이어진다", "어떤 곳에서는 이어진다", "어디서도 이어지지 않는다"],
    /** @type {(right: boolean, off: string) => string} */
    answer: (right, off) =>
      `${right ? "맞습니다." : "아닙니다."} 굵은 화살표는 그래디언트의 반대쪽, 점으로 이은 선은 가장 낮은 점 쪽입니다. 여기서는 두 방향이 ${off}° 벌어져 있습니다. 둘은 타원의 축 위에서만 겹칩니다. 점을 그리로 끌어 보세요.`,
    /** @type {(w: [string, string], degrees: string, slope: string) => string} */
    say: ([u, v], degrees, slope) =>
      `가중치가 ${u}, ${v}인 점에서 ${degrees}° 방향의 기울기는 ${slope}입니다.`,
    /** @type {(g: [string, string], down: string, least: string) => string} */
    gradient: ([a, b], down, least) =>
      ` 그래디언트는 (${a}, ${b})입니다. 그 반대쪽인 ${down}° 방향에서 기울기가 ${least}로 가장 작습니다.`,
  },
};

figure("steepest", WORDS, (place, words) => {
  let here = START;

  const map = plot({
    label: words.map,
    x: { name: words.ink, from: -1, to: 6.5, ticks: ticks([0, 2, 4, 6]) },
    y: { name: words.middle, from: -2.75, to: 2.25, ticks: ticks([-2, -1, 0, 1, 2]) },
    height: 226,
  });
  const [left, top] = map.place(...lowest());
  const unit = map.place(1, 0)[0] - map.place(0, 0)[0];
  const goal = svg("path", { class: "line dotted" });
  const down = svg("path", { class: "line thick role-gradient" });
  const answered = svg(
    "g",
    { hidden: true },
    goal,
    svg("circle", { cx: left, cy: top, r: 4, class: "dot" }),
    text(words.lowest, left + 9, top + 5, "small over"),
    down,
  );
  const arrow = svg("path", { class: "line dashed" });
  const dot = svg(
    "g",
    {},
    svg("circle", { r: 14, class: "grip" }),
    svg("circle", { r: 6, class: "dot" }),
  );
  map.inside.append(
    ...LEVELS.map((level) => {
      const { long, short, degrees } = ring(level);
      return svg("ellipse", {
        class: "ring role-loss",
        rx: long * unit,
        ry: short * unit,
        transform: `translate(${left} ${top}) rotate(${-degrees})`,
      });
    }),
    answered,
    arrow,
    dot,
  );

  const turn = plot({
    label: words.turn,
    x: { name: words.axis, from: 0, to: 360, ticks: ticks([0, 90, 180, 270, 360]) },
    y: { name: words.slope, from: -1.1, to: 1.1, ticks: ticks([-1, 0, 1]) },
    height: 226,
  });
  const wave = svg("path", { class: "line" });
  const marker = svg("circle", { r: 5.5, class: "hollow" });
  const least = svg("g", { hidden: true }, svg("circle", { r: 5.5, class: "dot role-gradient" }));
  turn.inside.append(
    svg("path", {
      class: "axes",
      d: turn.path([
        [0, 0],
        [360, 0],
      ]),
    }),
    wave,
  );
  turn.element.append(least, marker); // Whole at both ends of the axis, too.
  set(turn.element, { role: "img" });

  const said = status();
  const direction = slider({
    label: words.direction,
    min: 0,
    max: 355,
    step: 5,
    value: 0,
    show: (degrees) => `${degrees}°`,
    change: () => draw(),
  });

  const draw = () => {
    const [u, v] = here;
    const way_ = descent(here);
    const [a, b] = gradient(here);
    const steep = Math.hypot(a, b);
    const rate = slope(here, direction.value);
    set(arrow, { d: ray(direction.value) });
    set(down, { d: ray(way_.down) });
    set(goal, { d: map.path([here, lowest()]) });
    set(dot, { transform: `translate(${pixels(map.place(u, v))})` });
    // The slopes fill the drawing however steep the place is: its unit is the gradient's length.
    /** @type {(degrees: number) => Pair} */
    const at = (degrees) => [degrees, steep ? slope(here, degrees) / steep : 0];
    set(wave, { d: turn.path(Array.from({ length: 73 }, (_, i) => at(5 * i))) });
    set(marker, { transform: `translate(${pixels(turn.place(...at(direction.value)))})` });
    set(least, { transform: `translate(${pixels(turn.place(...at(way_.down)))})` });
    let sentence = words.say([fixed(u, 1), fixed(v, 1)], String(direction.value), fixed(rate, 3));
    if (!answered.hasAttribute("hidden")) {
      sentence += words.gradient([fixed(a, 3), fixed(b, 3)], fixed(way_.down, 0), fixed(-steep, 3));
    }
    tell(said, sentence);
  };

  /** @type {(degrees: number) => string} an arrow from here */
  const ray = (degrees) => {
    const [x, y] = way(degrees);
    /** @type {Pair} */
    const tip = [here[0] + LENGTH * x, here[1] + LENGTH * y];
    const barbs = [150, 210].map((turned) => {
      const [p, q] = way(degrees + turned);
      return /** @type {Pair} */ ([tip[0] + 0.25 * p, tip[1] + 0.25 * q]);
    });
    return map.path([here, tip]) + barbs.map((barb) => map.path([tip, barb])).join("");
  };

  place.append(
    prediction(words.question, words.answers, (picked) => {
      set(answered, { hidden: false });
      set(least, { hidden: false });
      draw();
      return words.answer(picked === 1, fixed(descent(here).off, 0));
    }),
    html("div", { class: "live-panels" }, map.element, turn.element),
    direction.element,
    html(
      "div",
      { class: "live-controls" },
      resetButton(() => {
        here = START;
        direction.value = 0;
        draw();
      }),
    ),
    said,
  );
  movable(dot, {
    label: words.place,
    step: 0.1,
    at: () => here,
    say: () => `${fixed(here[0], 1)}, ${fixed(here[1], 1)}`,
    move: (u, v) => {
      here = [tenth(u, -1, 6.5), tenth(v, -2.7, 2.2)];
      draw();
    },
    fromScreen: map.fromScreen,
  });
  draw();
});

/** @type {(values: number[]) => [number, string][]} */
function ticks(values) {
  return values.map((value) => [value, fixed(value, 0)]);
}
