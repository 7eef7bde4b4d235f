import assert from "node:assert/strict";
import test from "node:test";
import { tokens } from "../../docs/theme/assets/javascripts/live/highlight.js";

/** @type {(code: string) => string[]} */
const kinds = (code) => tokens(code).map(({ text, kind }) => `${kind}:${text}`);

test("keywords, strings and comments are told apart", () => {
  assert.deepEqual(kinds('if x:  # "no" string\n  y = f"#{x}"'), [
    "k:if",
    ": x:  ",
    'c1:# "no" string',
    ":\n  y = ",
    's:f"#{x}"',
  ]);
});

test("a word that holds a keyword is none", () => {
  assert.deepEqual(kinds("iffy = order_in"), [":iffy = order_in"]);
});

test("a string ends at its quote, its line, or its three quotes", () => {
  assert.deepEqual(kinds("'a\\'b' 'open\nx"), ["s:'a\\'b'", ": ", "s:'open", ":\nx"]);
  assert.deepEqual(kinds('"""a\n"b" """ is'), ['s:"""a\n"b" """', ": ", "k:is"]);
});

test("nothing is lost", () => {
  const code = "def f(x):\n    '''doc''' # c\n    return x if x else \"\"\n";
  assert.equal(
    tokens(code)
      .map(({ text }) => text)
      .join(""),
    code,
  );
});
