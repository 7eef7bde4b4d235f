// Every row of X meets every column of W, and an element grows where they cross.

import {
  candidates,
  left,
  message,
  partials,
  right,
  shape,
  soFar,
  walk,
} from "./matrix-product-model.js";
import { choice, figure, html, player, prediction, set, status, svg, tell } from "./parts.js";

/** @import { Shape } from "./matrix-product-model.js" */

const PAIRS = ["2,3,3,4", "2,2,2,2", "3,4,4,2", "3,4,2,4", "1,4,4,1", "3,1,1,4", "2,3,2,3"];
const WIDTH = 344;
const CELL = { width: 30, height: 28 };
const GAP = 34;
const LEFT = 44;
const TOP = 30;

const WORDS = {
  en: {
    drawing: "X on the left, W above, and their product where the rows of X meet the columns of W",
    pair: "shapes",
    question: "Which shape does X @ W have?",
    error: "an error",
    /** @type {(picked: string) => string} */
    picked: (picked) => `You say ${picked}. Now go step by step.`,
    /** @type {(columns: number, rows: number) => string} */
    given: (columns, rows) =>
      `A row of X has ${columns} ${columns === 1 ? "number" : "numbers"}, a column of W has ${rows}.`,
    /** @type {(row: number, column: number) => string} */
    meeting: (row, column) => `row ${row} · column ${column}`,
    /** @type {(row: number, column: number, sum: string) => string} */
    done: (row, column, sum) => `Row ${row} and column ${column} give ${sum}.`,
    clash: "Not every number has a partner. NumPy raises this error.",
    /** @type {(shape: string) => string} */
    result: (shape) => ` The product is complete, with shape ${shape}.`,
    right: " You predicted it.",
    /** @type {(picked: string) => string} */
    wrong: (picked) => ` You said ${picked}.`,
  },
  ko: {
    drawing: "왼쪽에 X, 위쪽에 W, X의 행과 W의 열이 만나는 자리에 두 행렬의 곱",
    pair: "형상",
    question: "X @ W의 형상은 무엇일까요?",
    error: "오류",
    /** @type {(picked: string) => string} */
    picked: (picked) => `예측: ${picked}. 이제 한 걸음씩 확인해 보세요.`,
    /** @type {(columns: number, rows: number) => string} */
    given: (columns, rows) => `X의 행에는 수가 ${columns}개, W의 열에는 수가 ${rows}개 있습니다.`,
    /** @type {(row: number, column: number) => string} */
    meeting: (row, column) => `행 ${row} · 열 ${column}`,
    /** @type {(row: number, column: number, sum: string) => string} */
    done: (row, column, sum) => `행 ${row}, 열 ${column}의 점곱은 ${sum}입니다.`,
    clash: "짝이 없는 수가 남습니다. NumPy는 이런 오류를 냅니다.",
    /** @type {(shape: string) => string} */
    result: (shape) => ` 곱을 모두 구했습니다. 형상은 ${shape}입니다.`,
    right: " 예측이 맞았습니다.",
    /** @type {(picked: string) => string} */
    wrong: (picked) => ` 예측: ${picked}.`,
  },
};

figure("matrix-product", WORDS, (place, words) => {
  let [x, w] = pairOf(PAIRS[0] ?? "");
  let taken = 0;
  let picked = "";
  /** @type {HTMLElement} */
  let ask = html("div");
  const drawing = svg("svg", { width: WIDTH, role: "img", "aria-label": words.drawing });
  const sum = html("p", { class: "live-numbers" });
  const said = status();
  const error = html("code", { class: "live-error" });
  const fits = () => shape(x, w) !== undefined;
  const steps = () => (fits() ? x[0] * w[1] * x[1] : 1);

  const verdict = () => {
    const right = picked === (fits() ? write([x[0], w[1]]) : words.error);
    return right ? words.right : words.wrong(picked);
  };
  /** @type {(row: number, column: number, terms: number) => string} */
  const sentence = (row, column, terms) => {
    if (taken === 0) return words.given(x[1], w[0]);
    if (!fits()) return `${words.given(x[1], w[0])} ${words.clash}${verdict()}`;
    if (terms < x[1]) return "";
    const value = partials(left(x), right(w), row, column)[terms] ?? 0;
    const end = taken === steps() ? words.result(write([x[0], w[1]])) + verdict() : "";
    return words.done(row, column, minus(value)) + end;
  };

  const draw = () => {
    const { row, column, terms } = walk(taken, x, w);
    const now = fits() && taken > 0 ? { row, column, terms } : undefined;
    const clash = fits() || taken === 0 ? undefined : { row: 0, column: 0, terms: 0 };
    const height = layOut(drawing, { x, w, taken, now: now ?? clash });
    set(drawing, { viewBox: `0 0 ${WIDTH} ${height}`, height });
    const products = Array.from({ length: now?.terms ?? 0 }, (_, l) => {
      const [one = 0, other = 0] = [left(x)[row]?.[l], right(w)[l]?.[column]];
      return `${minus(one)}·${bracketed(other)}`;
    });
    const value = minus(partials(left(x), right(w), row, column)[terms] ?? 0);
    const total = `${words.meeting(row, column)}: ${products.join(" + ")} = ${value}`;
    sum.textContent = now ? total : `${write(x)} @ ${write(w)}`;
    error.textContent = taken > 0 && !fits() ? `ValueError: ${message(x, w)}` : "";
    const text = sentence(row, column, terms);
    if (text) tell(said, text);
  };

  const restart = () => {
    taken = 0;
    picked = "";
    controls.dispatchEvent(new Event("hold"));
    const answers = [...candidates(x, w).map(write), words.error];
    const next = prediction(words.question, answers, (index) => {
      picked = answers[index] ?? "";
      if (taken === 0) controls.dispatchEvent(new Event("renew"));
      return words.picked(picked);
    });
    ask.replaceWith(next);
    ask = next;
    draw();
  };
  const controls = player({
    frame: 500,
    step: () => {
      taken += 1;
      draw();
      return taken < steps();
    },
    reset: () => restart(),
  });
  const names = Object.fromEntries(
    PAIRS.map((pair) => [pair, pairOf(pair).map(write).join(" @ ")]),
  );
  const pairs = choice(words.pair, names, (pair) => {
    [x, w] = pairOf(pair);
    restart();
  });
  place.append(pairs, ask, drawing, sum, controls, said, error);
  restart();
});

/** @type {(text: string) => [Shape, Shape]} */
function pairOf(text) {
  const [a = 1, b = 1, c = 1, d = 1] = text.split(",").map(Number);
  return [
    [a, b],
    [c, d],
  ];
}

/** @type {(shape: Shape) => string} */
function write([rows, columns]) {
  return `(${rows}, ${columns})`;
}

/** @type {(value: number) => string} */
function minus(value) {
  return String(value).replace("-", "−");
}

/** @type {(value: number) => string} */
function bracketed(value) {
  return value < 0 ? `(${minus(value)})` : String(value);
}

/**
 * X, W above its right, and between them what is known of the product. Returns the height.
 *
 * @param {SVGElement} place
 * @param {{x: Shape, w: Shape, taken: number,
 *   now: {row: number, column: number, terms: number} | undefined}} options
 * @returns {number}
 */
function layOut(place, { x, w, taken, now }) {
  const corner = {
    x: LEFT + x[1] * CELL.width + GAP,
    y: TOP + w[0] * CELL.height + GAP,
  };
  /** @type {(i: number, j: number) => boolean} */
  const meets = (i, j) => now !== undefined && i === now.row && j === now.column;
  const current = now ? now.terms - 1 : -1;
  /** @type {SVGElement[]} */
  const parts = [
    grid(LEFT, corner.y, "role-data", left(x), (i, l) =>
      i !== now?.row ? "" : l === current ? "marked full" : "marked",
    ),
    grid(corner.x, TOP, "role-weight", right(w), (l, j) =>
      j !== now?.column ? "" : l === current ? "marked full" : "marked",
    ),
  ];
  if (x[1] === w[0]) {
    const known = soFar(taken, left(x), right(w));
    const unfinished = now !== undefined && now.terms < x[1];
    parts.push(
      grid(corner.x, corner.y, "role-output", known, (i, j) =>
        meets(i, j)
          ? `marked${unfinished ? " copy" : ""}`
          : known[i]?.[j] === undefined
            ? "copy"
            : "",
      ),
    );
  }
  if (now && x[1] === w[0]) {
    const [across, down] = [
      corner.x + (now.column + 0.5) * CELL.width,
      corner.y + (now.row + 0.5) * CELL.height,
    ];
    const [from, to] = [LEFT + x[1] * CELL.width, corner.x + now.column * CELL.width];
    const [above, below] = [TOP + w[0] * CELL.height, corner.y + now.row * CELL.height];
    parts.unshift(
      svg("path", {
        class: "line dotted thin",
        d: `M${from} ${down}H${to}M${across} ${above}V${below}`,
      }),
    );
  }
  const rightmost = corner.x + w[1] * CELL.width;
  const bottom = corner.y + x[0] * CELL.height;
  parts.push(
    label(LEFT - 24, (corner.y + bottom) / 2 + 5, "X", "middle role-data"),
    label(rightmost + 8, TOP + (w[0] * CELL.height) / 2 + 5, "W", "role-weight"),
    label(LEFT + (x[1] * CELL.width) / 2, corner.y - 10, x[1], "small middle"),
    label(corner.x - 12, TOP + (w[0] * CELL.height) / 2 + 5, w[0], "small end"),
    label(LEFT - 8, corner.y + (x[0] * CELL.height) / 2 + 5, x[0], "small end"),
    label(corner.x + (w[1] * CELL.width) / 2, TOP - 9, w[1], "small middle"),
  );
  place.replaceChildren(...parts);
  return bottom + 6;
}

/**
 * @type {(x: number, y: number, role: string, rows: (number | undefined)[][],
 *   how: (i: number, j: number) => string) => SVGElement}
 */
function grid(x, y, role, rows, how) {
  const cells = rows.flatMap((row, i) =>
    row.map((value, j) => {
      const [left, top] = [x + j * CELL.width, y + i * CELL.height];
      return svg(
        "g",
        { class: how(i, j).includes("marked") ? "front" : "" },
        svg("rect", { x: left, y: top, ...CELL, class: `cell ${how(i, j)}` }),
        label(left + CELL.width / 2, top + 19, value === undefined ? "" : minus(value), "middle"),
      );
    }),
  );
  // What is marked lies over its neighbours.
  cells.sort((one, other) => one.classList.length - other.classList.length);
  return svg("g", { class: role }, ...cells);
}

/** @type {(x: number, y: number, text: string | number, classes: string) => SVGTextElement} */
function label(x, y, text, classes) {
  return svg("text", { x, y, class: classes }, String(text));
}
