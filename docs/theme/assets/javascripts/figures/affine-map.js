// A letter and its grid go through one layer, or two: where the basis vectors and the origin go.

import { affine, closest, creased, forward, gap, LETTER, relu } from "./affine-map-model.js";
import { fixed } from "./numbers.js";
import {
  choice,
  figure,
  html,
  movable,
  prediction,
  resetButton,
  set,
  status,
  svg,
  tell,
} from "./parts.js";
import { plane } from "./plane.js";
import { arrow, tenth } from "./points.js";

/** @import { Layer } from "./affine-map-model.js" */
/** @import { Pair } from "./points.js" */

const SIZE = { width: 290, height: 260, unit: 36, origin: /** @type {Pair} */ ([140, 136]) };
const REACH = { x: 3.7, y: 3.3 };
const CORNER = 8; // the one that the numbers follow
const GRID = 6; // units of the grid on each side
const LEAST = 0.005; // what is smaller shows as 0.00
/** @type {() => [Layer, Layer]} */
const start = () => [
  {
    W: [
      [0.9, 0.5],
      [-0.5, 0.9],
    ],
    b: [0.3, -1.2],
  },
  {
    W: [
      [1, 0.5],
      [-1, 1],
    ],
    b: [0.4, -0.8],
  },
];

const WORDS = {
  en: {
    /** @type {(layer: number) => string} */
    drawing: (layer) => `The letter F and the grid after layer ${layer}`,
    rows: ["row 0", "row 1"],
    /** @type {(row: number, layer: number) => string} */
    row: (row, layer) => `row ${row} of W${layer}`,
    /** @type {(name: string) => string} */
    tip: (name) => `tip of ${name}`,
    /** @type {(layer: number) => string} */
    after: (layer) => `after layer ${layer}`,
    layers: "layers",
    counts: { one: "one", two: "two" },
    activations: { none: "nothing", relu: "relu" },
    question: "Two layers, nothing between them: is there one layer that does the same?",
    answers: ["always", "only for some W", "never"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "Yes." : "No."} There always is. On the last drawing, the dotted F is what the closest single layer does. Now put relu after layer 1.`,
    /** @type {(from: string, to: string) => string} */
    corner: (from, to) => `The corner ${from} arrives at ${to}.`,
    fits: " One layer does the same for the whole letter.",
    /** @type {(gap: string) => string} */
    misses: (gap) => ` The closest single layer misses a corner by ${gap}.`,
    same: " relu changes no corner here.",
    /** @type {(count: number) => string} */
    pressed: (count) => ` relu moves ${count} of the ten corners.`,
    single: "closest single layer",
  },
  ko: {
    /** @type {(layer: number) => string} */
    drawing: (layer) => `층 ${layer} 다음의 글자 F와 모눈`,
    rows: ["행 0", "행 1"],
    /** @type {(row: number, layer: number) => string} */
    row: (row, layer) => `W${layer}의 행 ${row}`,
    /** @type {(name: string) => string} */
    tip: (name) => `${name}의 끝`,
    /** @type {(layer: number) => string} */
    after: (layer) => `층 ${layer} 다음`,
    layers: "층",
    counts: { one: "한 층", two: "두 층" },
    activations: { none: "없음", relu: "렐루(relu)" },
    question: "두 층 사이에 아무것도 없으면, 같은 일을 하는 한 층이 있을까요?",
    answers: ["언제나 있다", "W에 따라 다르다", "없다"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "맞습니다." : "아닙니다."} 언제나 있습니다. 마지막 그림에서 점을 찍어 그린 F가 가장 가까운 한 층의 결과입니다. 이제 층 1 다음에 렐루를 넣어 보세요.`,
    /** @type {(from: string, to: string) => string} */
    corner: (from, to) => `꼭짓점 ${from}의 도착점은 ${to}입니다.`,
    fits: " 한 층으로도 글자 전체를 똑같이 옮길 수 있습니다.",
    /** @type {(gap: string) => string} */
    misses: (gap) => ` 가장 가까운 한 층을 써도 꼭짓점 하나는 ${gap}만큼 어긋납니다.`,
    same: " 여기서 렐루가 바꾸는 꼭짓점은 없습니다.",
    /** @type {(count: number) => string} */
    pressed: (count) => ` 렐루가 꼭짓점 열 개 가운데 ${count}개를 옮깁니다.`,
    single: "가장 가까운 한 층",
  },
};

/** @type {Pair[][]} */
const LINES = Array.from({ length: 2 * GRID + 1 }, (_, i) => i - GRID).flatMap(
  /** @type {(at: number) => Pair[][]} */
  (at) => [
    [
      [at, -GRID],
      [at, GRID],
    ],
    [
      [-GRID, at],
      [GRID, at],
    ],
  ],
);

figure("affine-map", WORDS, (place, words) => {
  let layers = start();
  let count = 1;
  let folds = false;
  let answered = false;

  const said = status();
  const numbers = html("p", { class: "live-numbers" });
  const panels = [panel(0), panel(1)];

  /**
   * One drawing, with the tips of its layer to move.
   *
   * @param {number} index
   */
  function panel(index) {
    const number = index + 1;
    const view = plane({ ...SIZE, label: words.drawing(number), grid: false });
    const grid = svg("path", { class: "grid" });
    const letter = svg("path", { class: "cell role-output" });
    const before = svg("path", { class: "line dashed thin role-data" });
    const single = svg("path", { class: "line dotted" });
    const corner = svg("circle", { r: 4.5, class: "dot role-output" });
    /** @type {() => Layer} */
    const layer = () => (index === 0 ? layers[0] : layers[1]);
    /** @type {(i: number) => Pair} */
    const tip = (i) => {
      const { W, b } = layer();
      const [x, y] = W[i] ?? [0, 0];
      return [b[0] + x, b[1] + y];
    };
    const parts = [...words.rows, `b${number}`].map((name, i) => {
      const role = i === 2 ? "role-bias" : "role-weight";
      const part = svg(
        "g",
        {},
        svg("circle", { r: 13, class: "grip" }),
        svg("circle", { r: 4, class: `dot ${role}` }),
        svg("text", { x: 7, y: i === 2 ? 18 : -7, class: `small over ${role}` }, name),
      );
      const told = movable(part, {
        label: words.tip(i === 2 ? name : words.row(i, number)),
        step: 0.1,
        at: () => tip(i),
        say: () => pair(layer().W[i] ?? layer().b, 1),
        move: (u, v) => {
          /** @type {Pair} */
          const to = [tenth(u, -REACH.x, REACH.x), tenth(v, -REACH.y, REACH.y)];
          const { W, b } = layer();
          if (i === 2) layer().b = to;
          else W[i] = [tenth(to[0] - b[0], -9, 9), tenth(to[1] - b[1], -9, 9)];
          draw();
        },
        fromScreen: view.fromScreen,
      });
      return { part, told, line: svg("path", { class: `line ${role}` }) };
    });
    view.element.append(
      grid,
      before,
      letter,
      single,
      corner,
      ...parts.map(({ line }) => line),
      ...parts.map(({ part }) => part).reverse(),
      svg("text", { x: 4, y: 14, class: "small faint over" }, words.after(number)),
    );
    const weights = html("p", { class: "live-numbers" });
    const biases = html("p", { class: "live-numbers" });
    /** @type {(points: Pair[]) => string} */
    const closed = (points) => (points.length ? `${view.path(points)}Z` : "");
    return {
      element: html("div", { class: "live-panel" }, view.element, weights, biases),
      /** @type {(shown: {outline: Pair[], lines: Pair[][], before: Pair[], single: Pair[]}) => void} */
      draw: (shown) => {
        set(grid, { d: shown.lines.map(view.path).join("") });
        set(letter, { d: closed(shown.outline) });
        set(before, { d: closed(shown.before) });
        set(single, { d: closed(shown.single) });
        const { W, b } = layer();
        for (const [i, { part, told, line }] of parts.entries()) {
          set(part, { transform: `translate(${view.place(tip(i))})` });
          set(line, { d: arrow(view.place(i === 2 ? [0, 0] : b), view.place(tip(i))) });
          told();
        }
        const [x, y] = view.place(forward(LETTER, layers, folds)[index]?.[CORNER] ?? [0, 0]);
        set(corner, { cx: x, cy: y });
        weights.textContent = `W${number} = [${W.map((row) => pair(row, 1)).join(", ")}]`;
        biases.textContent = `b${number} = ${pair(b, 1)}`;
      },
    };
  }

  /**
   * A line after each layer, bent where relu bends it.
   *
   * @type {(points: Pair[]) => [Pair[], Pair[]]}
   */
  function drawn(points) {
    const moved = affine(points, layers[0]);
    const shown = folds ? relu(creased(moved)) : moved;
    return [shown, affine(shown, layers[1])];
  }

  function draw() {
    const images = forward(LETTER, layers, folds)[count - 1] ?? [];
    const fit = closest(LETTER, images);
    const single = affine(LETTER, fit);
    const before = affine(LETTER, layers[0]);
    const outline = drawn([...LETTER, .../** @type {Pair[]} */ (LETTER.slice(0, 1))]);
    const lines = LINES.map(drawn);
    for (const [i, { draw: show }] of panels.entries()) {
      show({
        outline: outline[i] ?? [],
        lines: lines.map((line) => line[i] ?? []),
        before: i > 0 ? [] : folds ? before : LETTER,
        single: answered && i === count - 1 ? single : [],
      });
    }
    for (const { element } of panels.slice(1)) element.hidden = count === 1;
    const shown = `W = [${fit.W.map((row) => pair(row, 2)).join(", ")}], b = ${pair(fit.b, 2)}`;
    numbers.textContent = answered ? `${words.single}: ${shown}` : "";
    let text = words.corner(pair(LETTER[CORNER] ?? [0, 0], 1), pair(images[CORNER] ?? [0, 0], 2));
    if (folds) {
      const pressed = before.filter(([x, y]) => x < 0 || y < 0).length;
      text += pressed ? words.pressed(pressed) : words.same;
    }
    const miss = gap(images, single);
    if (answered) text += miss < LEAST ? words.fits : words.misses(fixed(miss));
    tell(said, text);
  }

  const counts = choice(words.layers, words.counts, (value) => {
    count = value === "two" ? 2 : 1;
    draw();
  });
  const activations = choice(words.after(1), words.activations, (value) => {
    folds = value === "relu";
    draw();
  });
  const choose = (/** @type {HTMLElement} */ list, /** @type {string} */ value) => {
    const select = list.querySelector("select");
    if (select) select.value = value;
  };
  const ask = prediction(words.question, words.answers, (picked) => {
    answered = true;
    count = 2;
    choose(counts, "two");
    draw();
    return words.answer(picked === 0);
  });
  const again = resetButton(() => {
    layers = start();
    count = answered ? 2 : 1;
    folds = false;
    choose(counts, answered ? "two" : "one");
    choose(activations, "none");
    draw();
  });
  place.append(
    ask,
    html("div", { class: "live-row" }, counts, activations),
    html("div", { class: "live-panels" }, ...panels.map(({ element }) => element)),
    numbers,
    html("div", { class: "live-controls" }, again),
    said,
  );
  draw();
});

/** @type {(point: Pair, digits: number) => string} */
function pair([x, y], digits) {
  return `(${fixed(x, digits)}, ${fixed(y, digits)})`;
}
