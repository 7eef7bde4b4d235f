// Presses the button of every block of the page, from top to bottom, and tells what it then shows.
/** @param {boolean} minutes whether blocks that train for minutes are pressed, too */
async (minutes) => {
  const told = [];
  let trained = false;
  const blocks = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('.highlight[data-block=""]')
  );
  for (const block of blocks) {
    // A block that trains for minutes, and all below it, which would run it first.
    trained ||= block.hasAttribute("data-minutes");
    if (trained && !minutes) break;
    // The page's own output, if there is one, and after it what the run shows.
    const next = block.nextElementSibling;
    const live = next?.matches(".live-output") ? next : next?.nextElementSibling;
    const shown = next === live ? "" : next?.textContent;
    /** @param {string} selector */
    const text = (selector) =>
      [...(live?.querySelectorAll(selector) ?? [])].map((part) => part.textContent).join("");
    const button = /** @type {HTMLElement} */ (block.querySelector(".live-bar button"));
    button.click();
    while (button.hidden) await new Promise((resolve) => setTimeout(resolve, 5));
    told.push({
      code: block.querySelector("code")?.textContent,
      button: button.textContent,
      status: block.querySelector("[role=status]")?.textContent,
      shown,
      trained,
      printed: text(".live-stdout"),
      complaint: text(".live-stderr, .live-error"),
    });
  }
  return told;
};
