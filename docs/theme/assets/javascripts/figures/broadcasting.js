// Two shapes that meet: aligned at the right, stretched axis by axis, and added.

import {
  broadcast,
  candidates,
  elements,
  MOST,
  message,
  padded,
  parse,
  steps,
  write,
} from "./broadcasting-model.js";
import { choice, figure, html, player, prediction, set, status, svg, tell } from "./parts.js";

/** @import { Shape, Step } from "./broadcasting-model.js" */

const PRESETS = [
  "(3, 1) (1, 4)",
  "(3, 4) (4,)",
  "(3, 4) (3,)",
  "(4,) (4, 1)",
  "(2, 3, 4) (3, 1)",
  "(2, 1, 3) (4, 1)",
  "(2, 3) ()",
  "(3, 1) (0,)",
];
const WIDTH = 340;
const BOX = { width: 34, height: 26, step: 38 };
const TABLE = { left: 100, top: 26, row: 32 };
const CELL = { width: 26, height: 22 };
const BLOCK = { top: 154, step: 118, gap: 10 };

const WORDS = {
  en: {
    drawing: "The two shapes one below the other, and the elements of a, of b and of their sum",
    pair: "pair",
    own: "your own",
    a: "shape of a",
    b: "shape of b",
    question: "Which shape does a + b have?",
    error: "an error",
    empty: "no elements",
    /** @type {(picked: string) => string} */
    picked: (picked) => `You say ${picked}. Now go step by step.`,
    invalid: "A shape here has at most three lengths, each from 0 to 4, such as (3, 1).",
    /** @type {(a: string, b: string) => string} */
    given: (a, b) => `a has shape ${a} and b has shape ${b}.`,
    align: "Both shapes end at the same place: they are aligned at the right.",
    /** @type {(name: string, count: number) => string} */
    fill: (name, count) =>
      `${name} lacks ${count === 1 ? "an axis: a 1 takes its place" : `${count} axes: ones take their places`}.`,
    /** @type {(axis: number, length: number) => string} */
    equal: (axis, length) => `Axis ${axis}: both lengths are ${length}, and stay.`,
    /** @type {(axis: number, name: string, length: number) => string} */
    stretch: (axis, name, length) =>
      length === 0
        ? `Axis ${axis}: the 1 of ${name} becomes 0. Nothing is left of ${name}.`
        : `Axis ${axis}: the 1 of ${name} stretches to ${length}. What is dashed is a copy.`,
    /** @type {(axis: number, m: number, n: number) => string} */
    clash: (axis, m, n) =>
      `Axis ${axis}: ${m} is not ${n}, and neither is 1. np.broadcast_shapes raises this error.`,
    /** @type {(shape: string) => string} */
    result: (shape) => `The sum has shape ${shape}.`,
    right: " You predicted it.",
    /** @type {(picked: string) => string} */
    wrong: (picked) => ` You said ${picked}.`,
  },
  ko: {
    drawing: "위아래로 적은 두 형상과 a, b, 합의 원소",
    pair: "형상",
    own: "직접 입력",
    a: "a의 형상",
    b: "b의 형상",
    question: "a + b의 형상은 무엇일까요?",
    error: "오류",
    empty: "원소 없음",
    /** @type {(picked: string) => string} */
    picked: (picked) => `예측: ${picked}. 이제 한 걸음씩 확인해 보세요.`,
    invalid: "여기서 형상은 (3, 1)처럼 0부터 4까지의 길이를 세 개까지 적습니다.",
    /** @type {(a: string, b: string) => string} */
    given: (a, b) => `a의 형상은 ${a}, b의 형상은 ${b}입니다.`,
    align: "두 형상의 오른쪽 끝을 맞춥니다.",
    /** @type {(name: string, count: number) => string} */
    fill: (name, count) => `${name}에는 축이 ${count}개 모자랍니다. 빈자리에 1을 적습니다.`,
    /** @type {(axis: number, length: number) => string} */
    equal: (axis, length) => `축 ${axis}: 길이가 둘 다 ${length}입니다. 그대로 둡니다.`,
    /** @type {(axis: number, name: string, length: number) => string} */
    stretch: (axis, name, length) =>
      length === 0
        ? `축 ${axis}: ${name}의 1이 0이 됩니다. ${name}에는 남는 원소가 없습니다.`
        : `축 ${axis}: ${name}의 1이 ${length}${length === 3 ? "으로" : "로"} 늘어납니다. 점선은 복사본입니다.`,
    /** @type {(axis: number, m: number, n: number) => string} */
    clash: (axis, m, n) =>
      `축 ${axis}: ${m} ≠ ${n}, 어느 쪽도 1이 아닙니다. np.broadcast_shapes는 이런 오류를 냅니다.`,
    /** @type {(shape: string) => string} */
    result: (shape) => `합의 형상은 ${shape}입니다.`,
    right: " 예측이 맞았습니다.",
    /** @type {(picked: string) => string} */
    wrong: (picked) => ` 예측: ${picked}.`,
  },
};

/** @type {(x: number, y: number, text: string | number, classes: string) => SVGTextElement} */
const text = (x, y, words, classes) => svg("text", { x, y, class: classes }, String(words));

figure("broadcasting", WORDS, (place, words) => {
  let [a, b] = pairOf(PRESETS[0] ?? "");
  let taken = steps(a, b);
  let at = 0;
  let picked = "";
  /** @type {HTMLElement} */
  let ask = html("div");

  const table = svg("g");
  const blocks = svg("g");
  const drawing = svg(
    "svg",
    { width: WIDTH, role: "img", "aria-label": words.drawing },
    table,
    blocks,
  );
  const said = status();
  const error = html("code", { class: "live-error" });

  /** @type {(step: Step) => string} */
  const sentence = ({ kind, axis, ...now }) => {
    const before = taken[at - 1] ?? { a, b };
    if (kind === "given") return words.given(write(a), write(b));
    if (kind === "align") return words.align;
    if (kind === "fill") {
      return words.fill(a.length < b.length ? "a" : "b", Math.abs(a.length - b.length));
    }
    if (kind === "equal") return words.equal(axis, now.a[axis] ?? 0);
    if (kind === "clash") return words.clash(axis, now.a[axis] ?? 0, now.b[axis] ?? 0);
    if (kind === "stretch") {
      const name = before.a[axis] === now.a[axis] ? "b" : "a";
      return words.stretch(axis, name, now.a[axis] ?? 0);
    }
    return words.result(write(now.a));
  };
  /** @type {() => string} */
  const verdict = () => {
    const shape = broadcast(a, b);
    const holds = picked === (shape ? write(shape) : words.error);
    return holds ? words.right : words.wrong(picked);
  };

  const show = () => {
    const step = /** @type {Step} */ (taken[at]);
    const ended = at === taken.length - 1;
    table.replaceChildren(...shapes(taken, at, a, b));
    const last = /** @type {Step} */ (taken.at(-1));
    const height = draw(blocks, { a, b, step, last, words });
    set(drawing, { viewBox: `0 0 ${WIDTH} ${height}`, height });
    error.textContent = step.kind === "clash" ? `ValueError: ${message(a, b)}` : "";
    tell(said, sentence(step) + (ended ? verdict() : ""));
  };

  /** @type {() => void} */
  const restart = () => {
    taken = steps(a, b);
    at = 0;
    picked = "";
    controls.dispatchEvent(new Event("hold"));
    const answers = [...candidates(a, b).map(write), words.error];
    const next = prediction(words.question, answers, (index) => {
      picked = answers[index] ?? "";
      if (at === 0) controls.dispatchEvent(new Event("renew"));
      return words.picked(picked);
    });
    ask.replaceWith(next);
    ask = next;
    show();
  };
  const controls = player({
    frame: 900,
    step: () => {
      at += 1;
      show();
      return at < taken.length - 1;
    },
    reset: () => restart(),
  });
  const typed = [words.a, words.b].map((label) =>
    html("input", { size: 9, spellcheck: "false", autocomplete: "off", "aria-label": label }),
  );
  const read = () => {
    const shapes = typed.map((input) => parse(input.value));
    for (const [i, input] of typed.entries()) set(input, { "aria-invalid": `${!shapes[i]}` });
    const [first, second] = shapes;
    if (!first || !second) return tell(said, words.invalid);
    [a, b] = [first, second];
    preset(`${write(a)} ${write(b)}`);
    restart();
  };
  for (const input of typed) input.addEventListener("input", read);
  const fill = () => {
    for (const [i, input] of typed.entries()) {
      set(input, { "aria-invalid": "false" });
      input.value = write(i === 0 ? a : b);
    }
  };
  const presets = choice(
    words.pair,
    {
      ...Object.fromEntries(PRESETS.map((pair) => [pair, pair.replace(") (", ") + (")])),
      own: words.own,
    },
    (value) => {
      if (value === "own") return typed[0]?.focus();
      [a, b] = pairOf(value);
      fill();
      restart();
    },
  );
  const preset = (/** @type {string} */ pair) => {
    const list = /** @type {HTMLSelectElement} */ (presets.querySelector("select"));
    list.value = PRESETS.includes(pair) ? pair : "own";
  };

  const inputs = typed.map((input, i) =>
    html("label", { class: "live-choice" }, html("span", {}, [words.a, words.b][i] ?? ""), input),
  );
  place.append(
    html("div", { class: "live-row" }, presets, ...inputs),
    ask,
    drawing,
    controls,
    said,
    error,
  );
  fill();
  restart();
});

/** @type {(text: string) => [Shape, Shape]} */
function pairOf(text) {
  const [a = "", b = ""] = text.split(") (");
  return [parse(`${a})`) ?? [], parse(`(${b}`) ?? []];
}

/**
 * The two shapes one below the other, each length in a box, and the lengths of the result so far.
 *
 * @type {(taken: Step[], at: number, a: Shape, b: Shape) => SVGElement[]}
 */
function shapes(taken, at, a, b) {
  const step = /** @type {Step} */ (taken[at]);
  const rank = Math.max(a.length, b.length);
  const filled = taken.slice(0, at + 1).some(({ kind }) => kind === "fill");
  const right = TABLE.left + rank * BOX.step;
  const rows = [a, b].map((shape, row) => {
    const y = TABLE.top + row * TABLE.row;
    const lacking = rank - shape.length;
    const shift = at === 0 ? 0 : lacking;
    /** @type {(length: number, axis: number) => SVGElement} */
    const box = (length, i) => {
      const axis = i + lacking;
      const x = TABLE.left + (i + shift) * BOX.step;
      return boxed(x, y, length, {
        dashed: false,
        marked: axis === step.axis && step.kind !== "result",
        clash: step.kind === "clash" && axis === step.axis,
      });
    };
    const ones = filled ? Array.from({ length: lacking }, (_, axis) => axis) : [];
    return svg(
      "g",
      {},
      text(TABLE.left - 24, y + 18, "ab"[row] ?? "", "code middle"),
      svg(
        "g",
        { class: "role-data" },
        ...shape.map(box),
        ...ones.map((axis) =>
          boxed(TABLE.left + axis * BOX.step, y, 1, {
            dashed: true,
            marked: axis === step.axis && step.kind !== "result",
            clash: false,
          }),
        ),
      ),
      text(right + 12, y + 18, write(shape), "code role-data"),
    );
  });
  const y = TABLE.top + 2 * TABLE.row;
  const known = step.kind === "clash" ? step.axis + 1 : step.axis;
  const sums = Array.from({ length: rank - known }, (_, i) => {
    const axis = known + i;
    return text(TABLE.left + axis * BOX.step + BOX.width / 2, y + 20, step.a[axis] ?? "", "middle");
  });
  const x = TABLE.left + step.axis * BOX.step + BOX.width / 2;
  const cross = step.kind === "clash" ? `M${x - 6} ${y + 8}l12 12m0 -12l-12 12` : "M0 0";
  return [
    ...rows,
    svg("path", {
      class: "axes",
      d: `M${TABLE.left - 4} ${y + 1}H${Math.max(right, TABLE.left + 40)}`,
    }),
    svg("g", { class: "role-output" }, ...sums),
    svg("path", { class: "line thick", d: cross }),
    text(right + 12, y + 20, step.kind === "result" ? write(step.a) : "", "code role-output"),
  ];
}

/** @type {(x: number, y: number, length: number, how: {dashed: boolean, marked: boolean, clash: boolean}) => SVGElement} */
function boxed(x, y, length, { dashed, marked, clash }) {
  const classes = `cell${dashed ? " copy" : ""}${marked ? " marked" : ""}${clash ? " clash" : ""}`;
  return svg(
    "g",
    {},
    svg("rect", { x, y, width: BOX.width, height: BOX.height, class: classes }),
    text(x + BOX.width / 2, y + 18, length, "middle"),
  );
}

/**
 * The elements of a, of b and, at the end, of the sum. Returns the height that it all takes.
 *
 * @param {SVGElement} place
 * @param {{a: Shape, b: Shape, step: Step, last: Step, words: {empty: string}}} options
 * @returns {number}
 */
function draw(place, { a, b, step, last, words }) {
  /** @type {(axis: number) => number} */
  const most = (axis) =>
    Math.max(...[last.a, last.b, a, b].map((shape) => padded(shape, MOST.rank)[axis] ?? 1), 1);
  const [layers, rows, columns] = [most(0), most(1), most(2)];
  const tall = rows * CELL.height + BLOCK.gap;
  const bottom = BLOCK.top + layers * tall - BLOCK.gap;
  const middle = (BLOCK.top + bottom) / 2 + 5;
  const width = columns * CELL.width;
  /** @type {(i: number) => number} */
  const left = (i) => 1 + i * BLOCK.step + (BLOCK.step - 14 - width) / 2;

  /** @type {(i: number, source: Shape, shape: Shape, value: (at: number, l: number, r: number, c: number) => number) => SVGElement} */
  const tensor = (i, source, shape, value) => {
    const all = elements(source, shape).flatMap((layer, l) =>
      layer.flatMap((row, r) =>
        row.map(({ at, copy }, c) => {
          const x = left(i) + c * CELL.width;
          const y = BLOCK.top + l * tall + r * CELL.height;
          const classes = copy ? "cell copy" : "cell";
          return svg(
            "g",
            {},
            svg("rect", { x, y, width: CELL.width, height: CELL.height, class: classes }),
            text(
              x + CELL.width / 2,
              y + 16,
              value(at, l, r, c),
              `small middle${copy ? " faint" : ""}`,
            ),
          );
        }),
      ),
    );
    // Copies first, so that no dash lies on the line of an element.
    all.sort((one, other) => Number(isCopy(other)) - Number(isCopy(one)));
    const role = i === 2 ? "role-output" : "role-data";
    const none = text(left(i) + width / 2, BLOCK.top + 16, words.empty, "small middle");
    const name = ["a", "b", "a + b"][i] ?? "";
    return svg(
      "g",
      { class: role },
      text(left(i) + width / 2, BLOCK.top - 10, name, "code middle"),
      ...(all.length ? all : [none]),
    );
  };
  const [ofA, ofB] = [elements(a, step.a), elements(b, step.b)];
  const parts = [
    tensor(0, a, step.a, (at) => 10 * (at + 1)),
    tensor(1, b, step.b, (at) => at + 1),
    text(BLOCK.step - 7, middle, "+", "middle"),
    text(2 * BLOCK.step - 7, middle, "=", "middle"),
  ];
  if (step.kind === "result") {
    parts.push(
      tensor(2, step.a, step.a, (_, l, r, c) => {
        const [one, other] = [ofA[l]?.[r]?.[c]?.at ?? 0, ofB[l]?.[r]?.[c]?.at ?? 0];
        return 10 * (one + 1) + other + 1;
      }),
    );
  } else {
    parts.push(text(left(2) + width / 2, middle, step.kind === "clash" ? "×" : "?", "middle"));
  }
  place.replaceChildren(...parts);
  return bottom + 8;
}

/** @type {(element: Element) => boolean} */
function isCopy(element) {
  return element.querySelector(".copy") !== null;
}
