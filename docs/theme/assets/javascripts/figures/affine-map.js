// The letter F and its grid under a layer whose numbers the reader moves.

import { affine, forward, joined, SECOND } from "./affine-map-model.js";
import { fixed } from "./numbers.js";
import { button, figure, html, movable, prediction, set, status, svg, tell } from "./parts.js";
import { plot, words as text } from "./plot.js";

/** @typedef {import("./affine-map-model.js").Pair} Pair */
/** @typedef {import("./affine-map-model.js").Layer} Layer */

const WORDS = {
  en: {
    plane: "The plane: the letter F and its grid, after the layer",
    question: "A second layer without relu follows. What can the two do that one cannot?",
    answers: ["Move the origin", "Bend a line", "Nothing"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "Yes." : "No: nothing."} One layer does the same, with W₁W₂ and b₁W₂ + b₂; its F is the dashed one. Add the layer, then relu, and see.`,
    rows: ["first row of W", "second row of W"],
    bias: "b, the image of the origin",
    relu: "relu",
    second: "second layer",
    reset: "Reset",
    /** @type {(W: string, b: string) => string} */
    say: (W, b) => `W has the rows ${W}; b is ${b}.`,
    relued: " relu folds the plane along both axes.",
    same: " Both layers together are one affine map: it sends F to the same place.",
    creased: " No affine map does what these two layers do: the dashed F is without relu.",
  },
  ko: {
    plane: "층을 지난 글자 F와 격자가 놓인 평면",
    question: "렐루 없이 둘째 층이 이어집니다. 한 층은 못 하고 두 층은 할 수 있는 일이 무엇일까요?",
    answers: ["원점 옮기기", "직선 꺾기", "없다"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "맞습니다." : "아닙니다. 없습니다."} W₁W₂와 b₁W₂ + b₂를 쓰면 한 층으로도 똑같습니다. 파선으로 그린 F가 그 결과입니다. 둘째 층을 더하고, 렐루도 넣어 보세요.`,
    rows: ["W의 첫째 행", "W의 둘째 행"],
    bias: "원점이 옮겨 간 자리 b",
    relu: "렐루(relu)",
    second: "둘째 층",
    reset: "되돌리기",
    /** @type {(W: string, b: string) => string} */
    say: (W, b) => `W의 행은 ${W}이고, b는 ${b}입니다.`,
    relued: " 렐루가 두 축을 따라 평면을 접습니다.",
    same: " 두 층은 합쳐서 아핀 변환 하나입니다. 그 변환도 F를 같은 자리로 보냅니다.",
    creased:
      " 두 층이 하는 일을 아핀 변환 하나로는 할 수 없습니다. 파선으로 그린 F는 렐루가 없을 때입니다.",
  },
};

// The corners of the page's letter.
const LETTER = /** @type {Pair[]} */ (
  [
    [0, 0],
    [1, 0],
    [1, 2],
    [2, 2],
    [2, 3],
    [1, 3],
    [1, 4],
    [3, 4],
    [3, 5],
    [0, 5],
  ].map(([x = 0, y = 0]) => [x / 2, y / 2])
);
const REACH = 3;
const GRID = 3; // lines on each side of the middle
const FINE = 24; // pieces of a line, which relu may fold

/** @type {() => Layer} */
const start = () => ({
  W: [
    [1, -0.5],
    [0.5, 1],
  ],
  b: [-0.8, -1],
});

figure("affine-map", WORDS, (place, words) => {
  let layer = start();
  const options = { relu: false, second: false };

  const plane = plot({
    label: words.plane,
    x: { name: "", from: -REACH, to: REACH, ticks: ticks() },
    y: { name: "", from: -REACH, to: REACH, ticks: ticks() },
    width: 400,
    height: 404,
  });
  const grid = svg("path", { class: "axes" });
  const letter = svg("path", { class: "role-data", fill: "currentColor", "fill-opacity": 0.3 });
  const outline = svg("path", { class: "line role-data" });
  const alone = svg("path", { class: "line dashed" });
  const arrows = svg("path", { class: "line role-weight" });
  const names = [
    text("w₁", 0, 0, "small over role-weight"),
    text("w₂", 0, 0, "small over role-weight"),
    text("b", 0, 0, "small over role-bias"),
  ];
  const tips = [0, 1].map(() => handle("role-weight"));
  const origin = handle("role-bias");
  plane.inside.append(
    svg("path", { class: "axes", d: axes(plane.path) }),
    grid,
    letter,
    outline,
    alone,
    arrows,
    ...names,
    ...tips,
    origin,
  );

  const said = status();
  const numbers = html("p", { class: "live-numbers" });
  const toggles = /** @type {const} */ (["relu", "second"]).map((name) => {
    const toggle = button(words[name], () => {
      options[name] = !options[name];
      set(toggle, { "aria-pressed": String(options[name]) });
      draw();
    });
    set(toggle, { "aria-pressed": "false" });
    return toggle;
  });

  /** @type {(index: number) => Pair} where a basis vector arrives */
  const tip = (index) => affine(index ? [0, 1] : [1, 0], layer);

  const draw = () => {
    const through = (/** @type {Pair} */ point) => forward(point, layer, options);
    set(grid, {
      d: lines()
        .map((line) => plane.path(line.map(through)))
        .join(""),
    });
    const edges = LETTER.flatMap((corner, i) =>
      between(corner, LETTER[(i + 1) % LETTER.length] ?? corner),
    );
    const shape = `${plane.path(edges.map(through))}Z`;
    set(letter, { d: shape });
    set(outline, { d: shape });
    const one = options.second ? joined(layer, SECOND) : layer;
    set(alone, {
      d: `${plane.path(LETTER.map((corner) => affine(corner, one)))}Z`,
      display: options.second || options.relu ? "inline" : "none",
    });
    set(arrows, { d: [0, 1].map((i) => plane.path([layer.b, tip(i)])).join("") });
    [tip(0), tip(1), layer.b].forEach((point, i) => {
      const [x, y] = plane.place(...point);
      set([...tips, origin][i] ?? origin, { transform: `translate(${x} ${y})` });
      set(names[i] ?? origin, { x: x + 9, y: y - 9 });
    });
    const rows = layer.W.map(pair).join(", ");
    let sentence = words.say(rows, pair(layer.b));
    if (options.second) sentence += options.relu ? words.creased : words.same;
    else if (options.relu) sentence += words.relued;
    numbers.textContent = `W = [${rows}]   b = ${pair(layer.b)}`;
    tell(said, sentence);
  };

  place.append(
    prediction(words.question, words.answers, (picked) => words.answer(picked === 2)),
    plane.element,
    numbers,
    html(
      "div",
      { class: "live-controls" },
      ...toggles,
      button(words.reset, () => {
        layer = start();
        options.relu = options.second = false;
        for (const toggle of toggles) set(toggle, { "aria-pressed": "false" });
        draw();
      }),
    ),
    said,
  );
  tips.forEach((part, i) => {
    movable(part, {
      label: words.rows[i] ?? "",
      step: 0.1,
      at: () => layer.W[i] ?? [0, 0],
      say: () => pair(layer.W[i] ?? [0, 0]),
      move: (x, y) => {
        layer.W[i] = [tenth(x), tenth(y)];
        draw();
      },
      fromScreen: (left, top) => {
        const [x, y] = plane.fromScreen(left, top);
        return [x - layer.b[0], y - layer.b[1]];
      },
    });
  });
  movable(origin, {
    label: words.bias,
    step: 0.1,
    at: () => layer.b,
    say: () => pair(layer.b),
    move: (x, y) => {
      layer.b = [tenth(x), tenth(y)];
      draw();
    },
    fromScreen: plane.fromScreen,
  });
  draw();
});

/** @type {(role: string) => SVGGElement} */
function handle(role) {
  return svg(
    "g",
    {},
    svg("circle", { r: 18, class: "grip" }),
    svg("circle", { r: 6, class: `dot ${role}` }),
  );
}

/** The lines of the grid, in pieces. @returns {Pair[][]} */
function lines() {
  const steps = Array.from({ length: 2 * GRID + 1 }, (_, i) => i - GRID);
  return steps.flatMap((step) => [
    between([step, -GRID], [step, GRID]),
    between([-GRID, step], [GRID, step]),
  ]);
}

/** @type {(from: Pair, to: Pair) => Pair[]} */
function between([a, b], [c, d]) {
  return Array.from({ length: FINE + 1 }, (_, i) => [
    a + ((c - a) * i) / FINE,
    b + ((d - b) * i) / FINE,
  ]);
}

/** @type {(path: (points: Pair[]) => string) => string} */
function axes(path) {
  return (
    path([
      [-REACH, 0],
      [REACH, 0],
    ]) +
    path([
      [0, -REACH],
      [0, REACH],
    ])
  );
}

/** @type {() => [number, string][]} */
function ticks() {
  return [-3, -2, -1, 0, 1, 2, 3].map((value) => [value, fixed(value, 0)]);
}

/** @type {(value: Pair) => string} */
function pair([x, y]) {
  return `[${fixed(x, 1)}, ${fixed(y, 1)}]`;
}

/** @type {(value: number) => number} */
function tenth(value) {
  return Math.min(REACH, Math.max(-REACH, Math.round(value * 10) / 10));
}
