// A point on a curve, a second one that comes nearer, and how wrong the slope between them is.

import { compact, fixed, powerOfTen } from "./numbers.js";
import {
  choice,
  figure,
  html,
  movable,
  player,
  prediction,
  set,
  slider,
  status,
  svg,
  tell,
} from "./parts.js";
import { plot, words as text } from "./plot.js";
import { pixels } from "./points.js";
import { best, cube, difference, error, NUDGES, slope } from "./slope-model.js";

/** @import { Kind } from "./slope-model.js" */

const START = 0.9;
const LEAST = -12; // the power of ten where both axes of the errors begin

const WORDS = {
  en: {
    curve: "The curve x³ with its tangent and a secant",
    errors: "The error of both differences against the nudge, on logarithmic axes",
    point: "Point on the curve",
    secant: "secant",
    tangent: "tangent",
    nudge: "nudge ε",
    error: "error of the slope",
    kind: "difference",
    kinds: { forward: "forward", central: "central" },
    question: "The forward difference, from ε = 1 down to 10⁻¹²: where is its error least?",
    answers: ["at 10⁻¹², the smallest", "near 10⁻⁸", "near 10⁻⁴"],
    /** @type {(right: boolean, e: string, least: string, last: string) => string} */
    answer: (right, e, least, last) =>
      `${right ? "Yes." : "No."} At ε = ${e} the error is ${least}. At 10⁻¹² it is up again, at ${last}: the smaller ε, the more the rounding counts.`,
    /** @type {(x: string, e: string, secant: string, tangent: string, error: string) => string} */
    say: (x, e, secant, tangent, error) =>
      `At x = ${x} with ε = ${e} the secant has the slope ${secant}, the tangent ${tangent}. The error is ${error}.`,
  },
  ko: {
    curve: "곡선 x³과 접선, 할선",
    errors: "변화량에 따른 두 차분의 오차, 두 축 모두 로그 눈금",
    point: "곡선 위의 점",
    secant: "할선",
    tangent: "접선",
    nudge: "변화량 ε",
    error: "기울기의 오차",
    kind: "차분",
    kinds: { forward: "전방 차분", central: "중심 차분" },
    question: "전방 차분에서 ε을 1부터 10⁻¹²까지 줄이면 오차는 어디에서 가장 작을까요?",
    answers: ["가장 작은 10⁻¹²에서", "10⁻⁸ 근처에서", "10⁻⁴ 근처에서"],
    /** @type {(right: boolean, e: string, least: string, last: string) => string} */
    answer: (right, e, least, last) =>
      `${right ? "맞습니다." : "아닙니다."} ε = ${e}에서 오차는 ${least}입니다. 10⁻¹²에서는 오차가 다시 ${last}까지 커집니다. ε이 작을수록 반올림의 영향이 커지기 때문입니다.`,
    /** @type {(x: string, e: string, secant: string, tangent: string, error: string) => string} */
    say: (x, e, secant, tangent, error) =>
      `x = ${x}, ε = ${e}일 때 할선의 기울기는 ${secant}, 접선의 기울기는 ${tangent}입니다. 오차는 ${error}입니다.`,
  },
};

figure("slope", WORDS, (place, words) => {
  let x = START;
  /** @type {Kind} */
  let kind = "forward";
  const nudge = () => NUDGES[size.value] ?? 1;

  const curve = plot({
    label: words.curve,
    x: {
      name: "x",
      from: -0.6,
      to: 2.7,
      ticks: [
        [0, "0"],
        [1, "1"],
        [2, "2"],
      ],
    },
    y: {
      name: "x³",
      from: -2,
      to: 16,
      ticks: [
        [0, "0"],
        [5, "5"],
        [10, "10"],
        [15, "15"],
      ],
    },
  });
  const tangent = svg("path", { class: "line role-gradient" });
  const secant = svg("path", { class: "line dashed role-gradient" });
  const from = svg("circle", { r: 5, class: "hollow" });
  const to = svg("circle", { r: 5, class: "hollow" });
  const first = svg(
    "g",
    {},
    svg("circle", { r: 14, class: "grip" }),
    svg("circle", { r: 6, class: "dot" }),
  );
  const shown = { secant: text("", 140, 40, "code"), tangent: text("", 140, 64, "code") };
  curve.inside.append(
    svg("path", {
      class: "line",
      d: curve.path(Array.from({ length: 67 }, (_, i) => [i / 20 - 0.6, cube(i / 20 - 0.6)])),
    }),
    tangent,
    secant,
    from,
    to,
    first,
    svg("path", { class: "line dashed role-gradient", d: "M54 36h26" }),
    text(words.secant, 86, 40),
    shown.secant,
    svg("path", { class: "line role-gradient", d: "M54 60h26" }),
    text(words.tangent, 86, 64),
    shown.tangent,
  );

  /** @type {[number, string][]} */
  const powers = [-12, -9, -6, -3, 0].map((power) => [power, powerOfTen(power)]);
  const errors = plot({
    label: words.errors,
    x: { name: words.nudge, from: LEAST, to: 0.2, ticks: powers },
    y: { name: words.error, from: LEAST, to: 1.2, ticks: powers },
  });
  const lines = {
    forward: svg("path", { class: "line dashed" }),
    central: svg("path", { class: "line" }),
  };
  const here = svg("circle", { r: 5.5, class: "dot role-gradient" });
  const answered = svg(
    "g",
    { hidden: true },
    lines.forward,
    lines.central,
    text(words.kinds.forward, 168, 66, "small end"),
    text(words.kinds.central, 212, 172, "small"),
    here,
  );
  errors.inside.append(answered);
  set(errors.element, { role: "img" });

  const said = status();
  const size = slider({
    label: words.nudge,
    min: 0,
    max: NUDGES.length - 1,
    step: 1,
    value: 0,
    show: (index) => compact(NUDGES[index] ?? 1, 1),
    change: () => {
      controls.dispatchEvent(new Event("renew"));
      draw();
    },
  });
  const kinds = choice(words.kind, words.kinds, (value) => {
    kind = /** @type {Kind} */ (value);
    draw();
  });
  const controls = player({
    frame: 150,
    step: () => {
      size.value += 1;
      draw();
      return size.value < NUDGES.length - 1;
    },
    reset: () => {
      size.value = 0;
      x = START;
      kind = "forward";
      /** @type {HTMLSelectElement} */ (kinds.control).value = kind;
      draw();
    },
  });
  const ask = prediction(words.question, words.answers, (picked) => {
    set(answered, { hidden: false });
    const e = best("forward", x);
    const near = -Math.log10(e) > 10 ? 0 : -Math.log10(e) > 6 ? 1 : 2;
    return words.answer(
      picked === near,
      compact(e, 1),
      compact(error("forward", x, e)),
      compact(error("forward", x, 1e-12)),
    );
  });

  /** @type {(kind: Kind, e: number) => [number, number]} */
  const inPowers = (kind, e) => [
    Math.log10(e),
    Math.log10(Math.max(error(kind, x, e), 10 ** LEAST)),
  ];

  /** @type {(at: number) => string} */
  const on = (at) => `translate(${pixels(curve.place(at, cube(at)))})`;

  const draw = () => {
    const e = nudge();
    const rate = difference(kind, x, e);
    const before = kind === "central" ? x - e : x;
    set(tangent, { d: straight(slope(x), x) });
    set(secant, { d: straight(rate, before) });
    set(first, { transform: on(x) });
    set(from, { transform: on(before) });
    set(to, { transform: on(x + e) });
    shown.secant.textContent = fixed(rate, 10);
    shown.tangent.textContent = fixed(slope(x), 10);
    for (const each of /** @type {Kind[]} */ (["forward", "central"])) {
      set(lines[each], { d: errors.path(NUDGES.map((e) => inPowers(each, e))) });
    }
    set(here, { transform: `translate(${pixels(errors.place(...inPowers(kind, e)))})` });
    tell(
      said,
      words.say(
        fixed(x),
        compact(e, 1),
        fixed(rate, 10),
        fixed(slope(x), 4),
        compact(error(kind, x, e)),
      ),
    );
  };

  /** @type {(rate: number, a: number) => string} the line of that slope through the curve at a */
  const straight = (rate, a) =>
    curve.path([
      [-1, cube(a) + rate * (-1 - a)],
      [3, cube(a) + rate * (3 - a)],
    ]);

  place.append(
    ask,
    html("div", { class: "live-panels" }, curve.element, errors.element),
    size.element,
    kinds,
    controls,
    said,
  );
  movable(first, {
    label: words.point,
    step: 0.01,
    at: () => [x, cube(x)],
    say: () => `x = ${fixed(x)}`,
    move: (next) => {
      x = Math.min(1.5, Math.max(0.5, Math.round(next * 100) / 100));
      draw();
    },
    fromScreen: curve.fromScreen,
  });
  draw();
});
