// Leaves one text of each look in the page, and none of those that are known; tells all looks then.
// Text in the same colours, of the same size and on the same ground, in both themes, has the same
// contrast; to measure each of thousands takes seconds.
/** @param {string[]} looksKnown */
(looksKnown) => {
  const still = document.createElement("style");
  still.textContent = "* { transition: none !important; animation: none !important; }";
  document.head.append(still);
  scrollTo({ top: 0, behavior: "instant" });
  // axe measures none of these.
  const PASSED_OVER = ":disabled, [aria-disabled=true], svg";
  const looks = new Map();
  /** @type {(element: Element, ground: string) => void} */
  const see = (element, ground) => {
    const style = getComputedStyle(element);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity].join(" ");
    const under = own === "rgba(0, 0, 0, 0) none 1" ? ground : `${ground} on ${own}`;
    const text = [style.fontSize, style.fontWeight, style.position, style.clip, style.color];
    // A link is told from the text around it.
    const around = getComputedStyle(element.parentElement ?? element).color;
    looks.set(element, [looks.get(element), under, ...text, around].join("; "));
    for (const child of element.children) if (child.localName !== "svg") see(child, under);
  };

  const body = document.body;
  const scheme = body.getAttribute("data-md-color-scheme") ?? "";
  for (const each of ["default", "slate"]) {
    body.setAttribute("data-md-color-scheme", each);
    see(body, "");
  }
  body.setAttribute("data-md-color-scheme", scheme);

  const seen = new Set(looksKnown);
  /** @type {Element[]} */
  const known = [];
  // axe does not measure a single character.
  /** @param {Node} node */
  const isWritten = (node) => node instanceof Text && node.data.trim().length > 1;
  /** Whether nothing in the element needs to be measured that was not met before. */
  /** @type {(element: Element) => boolean} */
  const isKnown = (element) => {
    // Nobody sees a style sheet, nor the inputs that choose the theme.
    if (element.matches("style, input, select, textarea")) return false;
    if (element.matches(PASSED_OVER) || !element.checkVisibility({ visibilityProperty: true })) {
      return true;
    }
    const look = looks.get(element);
    const hasText = [...element.childNodes].some(isWritten);
    const isNew = hasText && !seen.has(look);
    if (hasText) seen.add(look);
    const parts = [...element.children];
    const redundant = parts.filter(isKnown);
    known.push(...redundant);
    return !isNew && redundant.length === parts.length;
  };
  isKnown(body);
  // At the end, since every change of the page makes the next look at it slow. What stands in a line
  // leaves its text there, for nothing else to move to where it is covered.
  const inLine = known.map((element) => getComputedStyle(element).display === "inline");
  known.forEach((element, i) => {
    element.replaceWith(inLine[i] ? element.textContent : "");
  });
  return [...seen];
};
