// Six optimizers in one narrow valley, step by step, with the same settings.

import { FAR, loss, path, RULES } from "./descent-model.js";
import { compact, fixed } from "./numbers.js";
import {
  button,
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
import { tenth } from "./points.js";

/** @import { Name, Pair, Settings } from "./descent-model.js" */

const STEPS = 100;
const RATES = [
  0.001, 0.002, 0.003, 0.005, 0.01, 0.0135, 0.018, 0.02, 0.021, 0.03, 0.04, 0.05, 0.1, 0.2, 0.3,
  0.5, 1,
];
const FIRST = RATES.indexOf(0.03);
const WIDTH = 190;
const UNIT = 14; // pixels for one of the first weight
const STRETCH = 4; // so many times as large is the second weight drawn
const LEFT = -9.8;
const TOP = 1.15;
const RINGS = [1, 2.5, 4.5, 7, 10]; // where the contour lines meet the floor of the valley

/** @type {() => Settings} */
const defaults = () => ({
  rate: RATES[FIRST] ?? 0,
  momentum: 0.9,
  noise: 0,
  seed: 1,
  start: [-9, 0.9],
});

const WORDS = {
  en: {
    names: {
      sgd: "SGD",
      momentum: "momentum",
      nesterov: "Nesterov",
      adagrad: "Adagrad",
      rmsprop: "RMSprop",
      adam: "Adam",
    },
    loss: "loss",
    flown: "flew away",
    start: "Start of all six",
    rate: "learning rate η",
    momentum: "momentum μ",
    noise: "noise",
    seed: "Other noise",
    question:
      "All six start at the large dot, with a learning rate of 0.03. Which fly out of the valley?",
    answers: ["only SGD", "SGD and Nesterov", "SGD, momentum and Nesterov", "all six"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "Yes." : "No."} SGD and Nesterov do. Across this valley SGD holds up to η = 0.02, and with μ = 0.9 momentum up to 0.038, Nesterov only up to 0.0135. Step, and see.`,
    /** @type {(steps: number, best: string, loss: string, flown: string[]) => string} */
    say: (steps, best, loss, flown) =>
      steps === 0
        ? `All six are at the start, with a loss of ${loss}.`
        : `After ${steps} ${steps === 1 ? "step" : "steps"} the lowest loss is ${loss}, by ${best}. ${flown.length ? `Flown away: ${flown.join(", ")}.` : "None has flown away."}`,
  },
  ko: {
    names: {
      sgd: "SGD",
      momentum: "모멘텀",
      nesterov: "네스테로프",
      adagrad: "Adagrad",
      rmsprop: "RMSprop",
      adam: "Adam",
    },
    loss: "손실",
    flown: "벗어남",
    start: "여섯 옵티마이저의 출발점",
    rate: "학습률 η",
    momentum: "모멘텀 μ",
    noise: "잡음",
    seed: "다른 잡음",
    question: "여섯 모두 큰 점에서 학습률 0.03으로 출발합니다. 골짜기를 벗어나는 것은 무엇일까요?",
    answers: ["SGD만", "SGD와 네스테로프", "SGD, 모멘텀, 네스테로프", "여섯 모두"],
    /** @type {(right: boolean) => string} */
    answer: (right) =>
      `${right ? "맞습니다." : "아닙니다."} SGD와 네스테로프가 벗어납니다. 골짜기를 가로지르는 방향에서 SGD는 η = 0.02까지 버팁니다. μ = 0.9일 때 모멘텀은 0.038까지 버티지만 네스테로프는 0.0135까지만 버팁니다. 한 걸음씩 가며 확인해 보세요.`,
    /** @type {(steps: number, best: string, loss: string, flown: string[]) => string} */
    say: (steps, best, loss, flown) =>
      steps === 0
        ? `여섯 모두 출발점에 있고 손실은 ${loss}입니다.`
        : `${steps}스텝 뒤 손실이 가장 작은 것은 ${best}이고 손실은 ${loss}입니다. ${flown.length ? `벗어난 것: ${flown.join(", ")}.` : "벗어난 것은 없습니다."}`,
  },
};

figure("descent", WORDS, (place, words) => {
  const settings = defaults();
  let steps = 0;

  const said = status();
  const panels = /** @type {Name[]} */ (Object.keys(RULES)).map((name) => {
    const line = svg("path", { class: "line thin role-weight" });
    const dots = svg("path", { class: "dots role-weight" });
    const start = svg(
      "g",
      {},
      svg("circle", { r: 17, class: "grip" }),
      svg("circle", { r: 5, class: "dot" }),
    );
    const shown = html("span", {});
    const [x, y] = pixel([0, 0]);
    const drawing = svg(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} ${2 * TOP * STRETCH * UNIT}`,
        width: WIDTH,
        role: "group",
        "aria-label": words.names[name],
      },
      ...RINGS.map((radius) =>
        svg("ellipse", {
          class: "ring role-loss",
          cx: x,
          cy: y,
          rx: radius * UNIT,
          ry: (radius / 10) * STRETCH * UNIT,
        }),
      ),
      svg("path", { class: "line role-loss", d: `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` }),
      line,
      dots,
      start,
    );
    const element = html(
      "div",
      {},
      html("p", {}, html("b", {}, words.names[name]), " ", shown),
      drawing,
    );
    return { name, line, dots, start, shown, element };
  });

  const draw = () => {
    const ends = panels.map(({ name, line, dots, start, shown }) => {
      const points = path(name, settings, steps);
      const d = points.map((point) => spot(point));
      set(line, { d: `M${d.join("L")}` });
      set(dots, { d: d.map((spot) => `M${spot}h0`).join("") });
      set(start, { transform: `translate(${spot(settings.start)})` });
      const now = loss(points.at(-1) ?? settings.start);
      const flown = !(now <= FAR);
      shown.textContent = flown ? words.flown : `${words.loss} ${compact(now)}`;
      shown.classList.toggle("role-loss", flown);
      return { name: words.names[name], now, flown };
    });
    const best = ends.reduce((a, b) => (b.now < a.now ? b : a));
    const flown = ends.filter((end) => end.flown).map((end) => end.name);
    tell(said, words.say(steps, best.name, compact(best.now), flown));
  };

  const rate = slider({
    label: words.rate,
    min: 0,
    max: RATES.length - 1,
    step: 1,
    value: FIRST,
    show: (index) => String(RATES[index]),
    change: (index) => change({ rate: RATES[index] ?? 0 }),
  });
  const momentum = slider({
    label: words.momentum,
    min: 0,
    max: 0.99,
    step: 0.01,
    value: settings.momentum,
    change: (value) => change({ momentum: value }),
  });
  const noise = slider({
    label: words.noise,
    min: 0,
    max: 30,
    step: 1,
    value: 0,
    change: (value) => change({ noise: value }),
  });
  const controls = player({
    frame: 80,
    step: () => {
      steps += 1;
      draw();
      return steps < STEPS;
    },
    reset: () => {
      steps = 0;
      change(defaults());
      rate.value = FIRST;
      momentum.value = settings.momentum;
      noise.value = settings.noise;
    },
  });
  controls.append(button(words.seed, () => change({ seed: settings.seed + 1 })));

  /** @type {(changed: Partial<Settings>) => void} the paths so far, as they would have been */
  const change = (changed) => {
    Object.assign(settings, changed);
    draw();
  };

  place.append(
    prediction(words.question, words.answers, (picked) => words.answer(picked === 1)),
    html("div", { class: "live-panels live-small" }, ...panels.map(({ element }) => element)),
    controls,
    rate.element,
    momentum.element,
    noise.element,
    said,
  );
  for (const [i, { start }] of panels.entries()) {
    movable(start, {
      label: words.start,
      step: 0.1,
      at: () => settings.start,
      say: () => settings.start.map((value) => fixed(value, 1)).join(", "),
      move: (u, v) => change({ start: [tenth(u, -9.5, 3.5), tenth(v, -1, 1)] }),
      fromScreen: (x, y) => [x / UNIT + LEFT, TOP - y / (STRETCH * UNIT)],
    });
    if (i > 0) set(start, { tabindex: -1 }); // One of them is enough for the keyboard.
  }
  draw();
});

/** @type {(w: Pair) => Pair} */
function pixel([u, v]) {
  return [(u - LEFT) * UNIT, (TOP - v) * STRETCH * UNIT];
}

/** @type {(w: Pair) => string} */
function spot(w) {
  return pixel(w)
    .map((value) => Math.min(1e4, Math.max(-1e4, value)).toFixed(1))
    .join(" ");
}
