// A computation graph: values forward, then gradients backward, each asked for before it shows.

import { backward, forward, GRAPHS, users, walk } from "./computation-graph-model.js";
import { compact } from "./numbers.js";
import { choice, figure, html, player, set, status, svg, tell } from "./parts.js";
import { words as text } from "./plot.js";

/** @import { Numbers, Share } from "./computation-graph-model.js" */
/** @typedef {[number, number]} Pair */
/** @typedef {keyof typeof GRAPHS} Name */

const WIDTH = 300;
const BOX = { width: 92, height: 44 };
const SIGNS = { add: "+", subtract: "−", multiply: "·", relu: "" };
const CLOSE = 0.0051; // A gradient rounded to two digits is right.

/** @type {Record<Name, {height: number, places: Record<string, Pair>, roles: Record<string, string>}>} */
const DRAWN = {
  reuse: {
    height: 236,
    places: { a: [60, 30], b: [220, 30], u: [200, 120], z: [110, 210] },
    roles: { z: "output" },
  },
  order: {
    height: 302,
    places: { a: [150, 26], u: [150, 110], v: [226, 194], z: [110, 276] },
    roles: { z: "output" },
  },
  unit: {
    height: 428,
    places: {
      w: [50, 26],
      x: [162, 26],
      p: [106, 102],
      b: [226, 102],
      s: [166, 178],
      r: [110, 252],
      y: [226, 252],
      e: [168, 326],
      L: [168, 402],
    },
    roles: { w: "weight", x: "data", b: "bias", r: "output", L: "loss" },
  },
};

const WORDS = {
  en: {
    label: "Computation graph, from the inputs at the top to the result at the bottom",
    graph: "computation",
    graphs: {
      reuse: "u = a · b, z = u + a",
      order: "u = a · a, v = u + u, z = u + v",
      unit: "L = (relu(w · x + b) − y)²",
    },
    check: "Check",
    values: "Step forward until the result has its value. Then the gradients begin.",
    done: "Every value has its gradient. Change an input, and all of them follow.",
    /** @type {(name: string, result: string) => string} */
    ask: (name, result) =>
      `What is the gradient of ${name}: if ${name} moves a little, how many times as far does ${result} move?`,
    number: "Type a number, such as 2 or −0.5.",
    /** @type {(right: boolean) => string} */
    verdict: (right) => (right ? "Yes. " : "No. "),
    /** @type {(name: string) => string} */
    result: (name) => `${name} is the result itself: its gradient is 1.`,
    /** @type {(name: string, shares: string[], sum: string) => string} */
    sum: (name, shares, sum) =>
      `${name} gets ${shares.join(" and ")}${shares.length > 1 ? `, together ${sum}` : ""}.`,
    /** @type {(user: string, gradient: string, slope: string, share: string) => string} */
    share: (user, gradient, slope, share) => `${gradient} · ${slope} = ${share} from ${user}`,
    /** @type {(name: string, missing: string[]) => string} */
    wait: (name, missing) =>
      `${name} must wait: ${missing.join(" and ")} ${missing.length > 1 ? "were" : "was"} computed from it, and ${missing.length > 1 ? "have" : "has"} no gradient yet.`,
    later: "Values come first. Step forward.",
  },
  ko: {
    label: "계산 그래프, 맨 위의 입력에서 맨 아래의 결과까지",
    graph: "계산",
    graphs: {
      reuse: "u = a · b, z = u + a",
      order: "u = a · a, v = u + u, z = u + v",
      unit: "L = (relu(w · x + b) − y)²",
    },
    check: "확인",
    values: "결과에 값이 나올 때까지 한 걸음씩 앞으로 가세요. 그다음이 그래디언트입니다.",
    done: "모든 값에 그래디언트가 있습니다. 입력을 바꾸면 모두 함께 바뀝니다.",
    /** @type {(name: string, result: string) => string} */
    ask: (name) =>
      `${name}의 그래디언트는 얼마일까요? ${name}${name === "L" ? "이" : "가"} 움직이면 결과는 그 몇 배로 움직일까요?`,
    number: "2나 −0.5처럼 수를 적어 주세요.",
    /** @type {(right: boolean) => string} */
    verdict: (right) => (right ? "맞습니다. " : "아닙니다. "),
    /** @type {(name: string) => string} */
    result: (name) => `${name} 자신이 결과이므로 그래디언트는 1입니다.`,
    /** @type {(name: string, shares: string[], sum: string) => string} */
    sum: (name, shares, sum) =>
      `${name}가 받는 값: ${shares.join(", ")}.${shares.length > 1 ? ` 더하면 ${sum}입니다.` : ""}`,
    /** @type {(user: string, gradient: string, slope: string, share: string) => string} */
    share: (user, gradient, slope, share) => `${user}에서 ${gradient} · ${slope} = ${share}`,
    /** @type {(name: string, missing: string[]) => string} */
    wait: (name, missing) =>
      `${name}는 아직 기다려야 합니다. ${name}로 계산한 ${missing.join(", ")}의 그래디언트를 아직 모릅니다.`,
    later: "값이 먼저입니다. 한 걸음씩 앞으로 가세요.",
  },
};

figure("computation-graph", WORDS, (place, words) => {
  /** @type {Name} */
  let chosen = "reuse";
  /** @type {Numbers} */
  let inputs = {};
  let computed = 0; // steps of the computation
  /** @type {Set<string>} */
  const known = new Set(); // names whose gradient shows
  /** @type {() => void} */
  let draw = () => {};

  const drawing = html("div", {});
  const fields = html("div", { class: "live-controls" });
  const question = html("p", {});
  const guess = html("input", { size: 7, autocomplete: "off" });
  const form = html(
    "form",
    {
      class: "live-controls",
      submit: (event) => {
        event.preventDefault();
        check();
      },
    },
    guess,
    html("button", { type: "submit" }, words.check),
  );
  const said = status();

  const graph = () => GRAPHS[chosen];
  const next = () => walk(graph()).find((name) => !known.has(name));
  const forwardDone = () => computed === graph().steps.length;

  /** @type {(name: string) => string} how its gradient came about */
  const account = (name) => {
    const { gradients, shares } = backward(graph(), inputs);
    const got = shares[name] ?? [];
    if (got.length === 0) return words.result(name);
    const parts = got.map(({ user, gradient, slope }) =>
      words.share(user, short(gradient), bracketed(slope), short(gradient * slope)),
    );
    return words.sum(name, parts, short(gradients[name] ?? 0));
  };

  /** @type {(name: string, before?: string) => void} */
  const show = (name, before = "") => {
    known.add(name);
    guess.value = "";
    draw();
    tell(said, before + account(name));
  };

  const check = () => {
    const name = next();
    const typed = Number(guess.value.trim().replace("−", "-").replace(",", "."));
    if (name === undefined) return;
    if (guess.value.trim() === "" || Number.isNaN(typed)) {
      tell(said, words.number);
      return;
    }
    const gradient = backward(graph(), inputs).gradients[name] ?? 0;
    show(name, words.verdict(Math.abs(typed - gradient) < CLOSE));
  };

  /** @type {(name: string) => void} */
  const click = (name) => {
    const missing = users(graph(), name).filter((user) => !known.has(user));
    if (!forwardDone()) tell(said, words.later);
    else if (missing.length > 0) tell(said, words.wait(name, missing));
    else show(name);
  };

  const step = () => {
    const at = graph().steps[computed];
    if (at) {
      computed += 1;
      draw();
      const values = forward(graph(), inputs);
      const numbers = at.sources.map((source, i) =>
        i ? bracketed(values[source] ?? 0) : short(values[source] ?? 0),
      );
      const [a = "", b = ""] = numbers;
      const worked = at.operation === "relu" ? `relu(${a})` : `${a} ${SIGNS[at.operation]} ${b}`;
      tell(said, `${at.name} = ${worked} = ${short(values[at.name] ?? 0)}`);
    } else {
      const name = next();
      if (name) show(name);
    }
    return next() !== undefined;
  };

  const begin = () => {
    computed = 0;
    known.clear();
    inputs = { ...graph().inputs };
    guess.value = "";
    fields.replaceChildren(
      ...Object.keys(inputs).map((name) => {
        const field = html("input", {
          size: 5,
          autocomplete: "off",
          change: () => {
            const typed = Number(field.value.trim().replace("−", "-").replace(",", "."));
            if (field.value.trim() !== "" && Math.abs(typed) <= 1000) inputs[name] = typed;
            field.value = short(inputs[name] ?? 0);
            draw();
            const last = [...known].at(-1);
            if (last) tell(said, account(last));
          },
        });
        field.value = short(inputs[name] ?? 0);
        return html("label", { class: "live-choice" }, `${name} =`, field);
      }),
    );
    build();
    draw();
    tell(said, ""); // What to do now is asked above it.
  };

  const build = () => {
    const { height, places, roles } = DRAWN[chosen];
    /** @type {(name: string) => Pair} */
    const at = (name) => places[name] ?? [0, 0];
    const nodes = walk(graph()).map((name) => {
      const [x, y] = at(name);
      const value = text("", x, y - 4, "middle");
      const gradient = text("", x, y + 15, "middle role-gradient");
      const element = svg(
        "g",
        {
          class: roles[name] ? `node role-${roles[name]}` : "node",
          role: "button",
          tabindex: 0,
          click: () => click(name),
          keydown: (event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            click(name);
          },
        },
        svg("rect", {
          x: x - BOX.width / 2,
          y: y - BOX.height / 2,
          width: BOX.width,
          height: BOX.height,
        }),
        value,
        " ", // Or what is seen would not be the name that is heard.
        gradient,
      );
      return { name, element, value, gradient };
    });
    const edges = graph().steps.flatMap((step) =>
      step.sources.map((source, slot) => {
        const twice = step.sources[0] === step.sources[1];
        const from = at(source);
        const to = at(step.name);
        const aside = twice ? 24 * slot - 12 : 0;
        const start = from[0] + (twice ? aside : Math.sign(to[0] - from[0]) * 12);
        const end = to[0] + (twice ? aside : Math.sign(from[0] - to[0]) * 20);
        const [top, bottom] = [from[1] + BOX.height / 2, to[1] - BOX.height / 2];
        const line = svg("path", {
          class: "line thin",
          d: `M${start} ${top}L${end} ${bottom - 1}`,
        });
        const tip = svg("path", { class: "line thin" });
        const tips = {
          forward: arrowhead([start, top], [end, bottom]),
          back: arrowhead([end, bottom], [start, top]),
        };
        const right = twice ? slot === 1 : from[0] > to[0];
        const clear = 6 + (7 * Math.abs(end - start)) / (bottom - top);
        const share = text(
          "",
          (start + end) / 2 + (right ? clear : -clear),
          (top + bottom) / 2 + 5,
          `small role-gradient ${right ? "" : "end"}`,
        );
        return { source, user: step.name, slot, line, tip, tips, share };
      }),
    );
    drawing.replaceChildren(
      svg(
        "svg",
        {
          viewBox: `0 0 ${WIDTH} ${height}`,
          width: WIDTH,
          height,
          role: "group",
          "aria-label": words.label,
        },
        ...edges.flatMap(({ line, tip, share }) => [line, tip, share]),
        ...nodes.map(({ element }) => element),
      ),
    );

    draw = () => {
      const values = forward(graph(), inputs);
      const { gradients, shares } = backward(graph(), inputs);
      const has = new Set([
        ...Object.keys(inputs),
        ...graph()
          .steps.slice(0, computed)
          .map(({ name }) => name),
      ]);
      for (const { name, element, value, gradient } of nodes) {
        const number = has.has(name) ? short(values[name] ?? 0) : "?";
        const slope = known.has(name) ? short(gradients[name] ?? 0) : "";
        value.textContent = `${name} = ${number}`;
        gradient.textContent = slope && `g = ${slope}`;
        const says = [value.textContent, gradient.textContent].filter(Boolean);
        set(element, { "aria-label": says.join(" ") });
        element.classList.toggle("next", forwardDone() && name === next());
      }
      for (const { source, user, slot, line, tip, tips, share } of edges) {
        const back = known.has(source);
        for (const part of [line, tip]) part.classList.toggle("role-gradient", back);
        line.classList.toggle("dashed", back);
        set(tip, { d: back ? tips.back : tips.forward });
        const paid = shares[source]?.find((share) => share.user === user && share.slot === slot);
        share.textContent = back && paid ? short(paid.gradient * paid.slope) : "";
      }
      const name = next();
      const result = walk(graph())[0] ?? "";
      const hadFocus = form.contains(document.activeElement);
      form.hidden = !forwardDone() || name === undefined;
      // After the last gradient there is nothing left but to begin again.
      if (hadFocus && form.hidden) {
        /** @type {HTMLButtonElement | null} */ (
          controls.querySelector("button:last-child")
        )?.focus();
      }
      question.textContent = !forwardDone()
        ? words.values
        : name === undefined
          ? words.done
          : words.ask(name, result);
      set(guess, { "aria-label": question.textContent });
    };
  };

  const controls = player({ step, reset: begin, frame: 700 });
  place.append(
    choice(words.graph, words.graphs, (value) => {
      chosen = /** @type {Name} */ (value);
      controls.dispatchEvent(new Event("renew"));
      begin();
    }),
    fields,
    drawing,
    html("div", { class: "live-prediction" }, question, form, said),
    controls,
  );
  begin();
});

/** @type {(value: number) => string} */
function short(value) {
  return compact(value, 4);
}

/** @type {(value: number) => string} a number that may stand after a sign */
function bracketed(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}

/** @type {(from: Pair, to: Pair) => string} */
function arrowhead([x0, y0], [x, y]) {
  const turn = Math.atan2(y - y0, x - x0);
  const barbs = [turn + 2.7, turn - 2.7].map(
    (angle) =>
      `M${x} ${y}L${(x + 8 * Math.cos(angle)).toFixed(1)} ${(y + 8 * Math.sin(angle)).toFixed(1)}`,
  );
  return barbs.join("");
}
