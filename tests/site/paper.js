// What would be wrong with this page on paper, in words. It runs in print media, as wide as A4's text.
(selectors) => {
  const faults = [];
  const note = (what, node) => faults.push(`${what}: ${node.outerHTML.slice(0, 100)}`);
  const shown = (node) => node.getClientRects().length > 0;
  const width = document.documentElement.clientWidth;

  for (const selector of selectors)
    for (const node of document.querySelectorAll(selector)) if (shown(node)) note("shown", node);

  const endOfWords = (code) => {
    const ends = [];
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode())
      for (const word of text.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        ends.push(range.getBoundingClientRect().right);
      }
    return Math.max(...ends);
  };
  // KaTeX hides its MathML in one pixel; what a drawing holds is as wide as the drawing.
  const parts = [...document.body.querySelectorAll("*")].filter(
    (node) => shown(node) && !node.closest(".katex-mathml, .katex .hide-tail, script") && !node.closest("svg *"),
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
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  for (const node of [document.documentElement, document.body, ...parts]) {
    const { backgroundColor, color } = getComputedStyle(node);
    const [r, g, b, alpha = 1] = channels(backgroundColor);
    if (alpha > 0 && luminance([r, g, b]) < 0.99) note(`on ${backgroundColor}`, node);
    const isInk = hasText(node) || node.matches(".figure svg");
    if (isInk && 1.05 / (luminance(channels(color)) + 0.05) < 4.5) note(`${color} is pale`, node);
    if (node.matches("svg") && node.querySelector("image") && getComputedStyle(node.querySelector("image")).filter !== "none")
      note("inverted", node);
  }
  return faults;
};
