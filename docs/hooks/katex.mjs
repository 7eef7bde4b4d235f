// Renders formulas for formulas.py: a line of JSON in, {tex, display}; a line out, {html} or {error}.

import { createInterface } from "node:readline";
import katex from "katex";

// One role, one colour, in every formula: the stylesheet gives each class its colour.
/** @type {(name: string) => string} */
const role = (name) => `\\htmlClass{role-${name}}{#1}`;

const macros = {
  "\\data": role("data"),
  "\\weight": role("weight"),
  "\\bias": role("bias"),
  "\\out": role("output"),
  "\\loss": role("loss"),
  "\\grad": role("gradient"),
  // \shape{W}{784, 512} writes the shape under the symbol.
  "\\shape": "\\underset{\\htmlClass{shape}{(#2)}}{#1}",
};

/** @type {import("katex").KatexOptions} */
const options = {
  output: "htmlAndMathml",
  // Whatever KaTeX finds odd is an error, but for the one extension that the macros need.
  strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
  trust: ({ command }) => command === "\\htmlClass",
};

/** @type {(formula: {tex: string, display: boolean}) => {html: string} | {error: string}} */
const render = ({ tex, display }) => {
  try {
    // A copy, because a formula's \gdef would reach all later ones.
    const macrosOfOne = { ...macros };
    return {
      html: katex.renderToString(tex, { ...options, macros: macrosOfOne, displayMode: display }),
    };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(render(JSON.parse(line)))}\n`);
}
