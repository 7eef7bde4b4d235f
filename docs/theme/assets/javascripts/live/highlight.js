// Python's tokens, with the class names that Pygments gives them on the page.

const KEYWORDS =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False";
const TOKEN = new RegExp(
  [
    String.raw`(?<c1>#[^\n]*)`,
    String.raw`(?<s>(?:\b[rbfuRBFU]{1,2})?(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))`,
    String.raw`(?<k>\b(?:${KEYWORDS.replaceAll(" ", "|")})\b)`,
  ].join("|"),
  "g",
);

/**
 * Cuts code into tokens; the text between two of them has no class.
 *
 * @param {string} code
 * @returns {{text: string, kind: string}[]}
 */
export function tokens(code) {
  const found = [];
  let start = 0;
  for (const match of code.matchAll(TOKEN)) {
    if (match.index > start) found.push({ text: code.slice(start, match.index), kind: "" });
    const groups = Object.entries(match.groups ?? {});
    found.push({ text: match[0], kind: groups.find(([, text]) => text !== undefined)?.[0] ?? "" });
    start = match.index + match[0].length;
  }
  if (start < code.length) found.push({ text: code.slice(start), kind: "" });
  return found;
}

/** @type {(code: string) => DocumentFragment} */
export function highlighted(code) {
  const fragment = document.createDocumentFragment();
  for (const { text, kind } of tokens(code)) {
    if (!kind) fragment.append(text);
    else {
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = text;
      fragment.append(span);
    }
  }
  return fragment;
}
