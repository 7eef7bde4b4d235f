// What would be wrong with this page on paper, in words. It runs in print media, as wide as A4's text.
/** @param {string[]} selectors of what is for the screen only */
(selectors) => {
  /** @type {string[]} */
  const faults = [];
  /** @type {(what: string, node: Element) => void} */
  const note = (what, node) => faults.push(`${what}: ${node.outerHTML.slice(0, 100)}`);
  /** @param {Element} node */
  const shown = (node) => node.getClientRects().length > 0;
  const width = document.documentElement.clientWidth;

  for (const selector of selectors)
    for (const node of document.querySelectorAll(selector)) if (shown(node)) note("shown", node);

  /** @param {Element} code */
  const endOfWords = (code) => {
    const ends = [];
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      for (const word of walker.currentNode.textContent?.matchAll(/\S+/g) ?? []) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        ends.push(range.getBoundingClientRect().right);
      }
    return Math.max(...ends);
  };
  // KaTeX hides its MathML in one pixel; what a drawing holds is as wide as the drawing.
  const parts = [...document.body.querySelectorAll("*")].filter(
    (node) =>
      shown(node) &&
      !node.closest(".katex-mathml, .katex .hide-tail, script") &&
      !node.closest("svg *"),
  );
  for (const node of parts) {
    const { left, right } = node.getBoundingClientRect();
    // Where code in a line is broken at a space, nothing but the space hangs over the edge.
    const end = node.matches(":not(pre) > code") ? endOfWords(node) : right;
    if (end > width + 1 || left < -1) note("too wide", node);
    const clips = getComputedStyle(node).overflowX !== "visible";
    if (clips && node.scrollWidth > node.clientWidth + 1) note("cut", node);
  }

  // The contrast with white that WCAG asks for.
  /** @param {string} colour */
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  /** @param {number} c */
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  /** @param {number[]} colour */
  const luminance = ([r = 0, g = 0, b = 0]) =>
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  /** @param {Element} node */
  const hasText = (node) =>
    [...node.childNodes].some((child) => child instanceof Text && child.data.trim());
  for (const node of [document.documentElement, document.body, ...parts]) {
    const { backgroundColor, color } = getComputedStyle(node);
    const ground = channels(backgroundColor);
    if (ground[3] !== 0 && luminance(ground) < 0.99) note(`on ${backgroundColor}`, node);
    const isInk = hasText(node) || node.matches(".figure svg");
    if (isInk && 1.05 / (luminance(channels(color)) + 0.05) < 4.5) note(`${color} is pale`, node);
    const image = node.matches("svg") && node.querySelector("image");
    if (image && getComputedStyle(image).filter !== "none") note("inverted", node);
  }
  return faults;
};
