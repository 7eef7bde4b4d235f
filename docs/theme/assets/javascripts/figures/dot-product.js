// Two arrows to move, the shadow of one on the other, and the number that both give.

import { angle, dot, foot, length, shadow } from "./dot-product-model.js";
import { fixed } from "./numbers.js";
import { figure, html, movable, prediction, resetButton, set, status, svg, tell } from "./parts.js";
import { plane } from "./plane.js";
import { arrow, tenth } from "./points.js";

/** @import { Pair } from "./points.js" */

const START = { x: /** @type {Pair} */ ([2, 3]), w: /** @type {Pair} */ ([4, 1]) };
const REACH = 20; // units, far beyond the drawing

const WORDS = {
  en: {
    drawing: "The arrows x and w, with the shadow of x on the line of w",
    x: "tip of x",
    w: "tip of w",
    shadow: "shadow",
    product: "shadow · length of w",
    question: "w stays. Where else may the tip of x stand for the same x · w?",
    answers: ["nowhere else", "on a circle around the origin", "on a line at right angles to w"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "Yes." : "No."} The dashed line is at right angles to w. All its points throw the same shadow, so they have the same x · w.`,
    signs: {
      positive: "It is positive: the shadow falls on the side of w.",
      zero: "There is no shadow.",
      negative: "It is negative: the shadow falls on the other side.",
    },
    /** @type {(angle: string, dot: string, sign: string) => string} */
    say: (angle, dot, sign) =>
      `The angle is ${angle} degrees, and the dot product is ${dot}. ${sign}`,
  },
  ko: {
    drawing: "화살표 x와 w, 그리고 w를 지나는 직선 위에 생긴 x의 그림자",
    x: "x의 끝",
    w: "w의 끝",
    shadow: "그림자",
    product: "그림자 · w의 길이",
    question: "w는 그대로 둡니다. x의 끝을 어디로 옮겨야 x · w가 그대로일까요?",
    answers: ["다른 곳은 없다", "원점을 중심으로 하는 원 위", "w에 수직인 직선 위"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "맞습니다." : "아닙니다."} 긴 점선은 w에 수직입니다. 그 위의 점은 모두 그림자가 같으므로 x · w도 같습니다.`,
    signs: {
      positive: "양수입니다. 그림자가 w 쪽에 생깁니다.",
      zero: "그림자가 없습니다.",
      negative: "음수입니다. 그림자가 w의 반대쪽에 생깁니다.",
    },
    /** @type {(angle: string, dot: string, sign: string) => string} */
    say: (angle, dot, sign) => `각은 ${angle}도, 점곱은 ${dot}입니다. ${sign}`,
  },
};

figure("dot-product", WORDS, (place, words) => {
  let { x, w } = START;
  const view = plane({
    label: words.drawing,
    width: 340,
    height: 272,
    unit: 34,
    origin: [160, 176],
  });
  const along = svg("path", { class: "axes" });
  const level = svg("path", { class: "line dashed thin role-output", hidden: true });
  const cast = svg("path", { class: "shadow role-output" });
  const ray = svg("path", { class: "line dotted thin" });
  const named = svg("text", { class: "small role-output over middle" }, words.shadow);
  const arrows = {
    x: svg("path", { class: "line role-data" }),
    w: svg("path", { class: "line role-weight" }),
  };
  /** @type {(name: string, role: string) => SVGGElement} */
  const grip = (name, role) =>
    svg(
      "g",
      {},
      svg("circle", { r: 14, class: "grip" }),
      svg("circle", { r: 5, class: `dot ${role}` }),
      svg("text", { x: 10, y: -8, class: `over ${role}` }, name),
    );
  const tips = { x: grip("x", "role-data"), w: grip("w", "role-weight") };
  view.element.append(along, level, cast, ray, named, arrows.w, arrows.x, tips.w, tips.x);

  const byParts = html("p", { class: "live-numbers" });
  const byShadow = html("p", { class: "live-numbers" });
  const said = status();

  const draw = () => {
    const end = foot(x, w);
    const product = fixed(dot(x, w));
    const long = length(w);
    const one = /** @type {Pair} */ (long === 0 ? [0, 0] : [w[0] / long, w[1] / long]);
    set(along, { d: view.path([times(-REACH, one), times(REACH, one)]) });
    const side = /** @type {Pair} */ ([-one[1], one[0]]);
    set(level, { d: view.path([plus(end, times(-REACH, side)), plus(end, times(REACH, side))]) });
    set(cast, { d: view.path([[0, 0], end]) });
    set(ray, { d: view.path([x, end]) });
    const [left, top] = view.place(times(0.5, end));
    set(named, { x: left, y: top + 20, visibility: length(end) > 0.6 ? "visible" : "hidden" });
    for (const [name, to] of /** @type {["x" | "w", Pair][]} */ ([
      ["x", x],
      ["w", w],
    ])) {
      set(arrows[name], { d: arrow(view.place([0, 0]), view.place(to)) });
      set(tips[name], { transform: `translate(${view.place(to)})` });
    }
    const terms = [0, 1].map((i) => `${fixed(x[i] ?? 0, 1)} · ${fixed(w[i] ?? 0, 1)}`);
    byParts.textContent = `x · w = ${terms.join(" + ")} = ${product}`;
    byShadow.textContent = `${words.product} = ${fixed(shadow(x, w))} · ${fixed(long)} = ${product}`;
    const sign = Number(dot(x, w).toFixed(9));
    const meaning = sign > 0 ? "positive" : sign < 0 ? "negative" : "zero";
    tell(said, words.say(fixed(angle(x, w), 0), product, words.signs[meaning]));
  };

  /** @type {(name: "x" | "w", at: () => Pair, move: (to: Pair) => void) => () => void} */
  const moves = (name, at, move) =>
    movable(tips[name], {
      label: words[name],
      step: 0.1,
      at,
      say: () => `${fixed(at()[0], 1)}, ${fixed(at()[1], 1)}`,
      move: (u, v) => {
        move([tenth(u, -4.5, 5), tenth(v, -2.6, 4.9)]);
        draw();
      },
      fromScreen: view.fromScreen,
    });
  const told = [
    moves(
      "w",
      () => w,
      (to) => {
        w = to;
      },
    ),
    moves(
      "x",
      () => x,
      (to) => {
        x = to;
      },
    ),
  ];
  const ask = prediction(words.question, words.answers, (picked) => {
    set(level, { hidden: false });
    return words.answer(picked === 2);
  });
  const again = resetButton(() => {
    ({ x, w } = START);
    for (const one of told) one();
    draw();
  });
  place.append(
    ask,
    view.element,
    byParts,
    byShadow,
    html("div", { class: "live-controls" }, again),
    said,
  );
  draw();
});

/** @type {(factor: number, x: Pair) => Pair} */
function times(factor, [x, y]) {
  return [factor * x, factor * y];
}

/** @type {(x: Pair, y: Pair) => Pair} */
function plus(x, y) {
  return [x[0] + y[0], x[1] + y[1]];
}
