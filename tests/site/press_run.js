// Presses the button of every block of the page, from top to bottom, and tells what it then shows.
async () => {
  const told = [];
  for (const block of document.querySelectorAll('.highlight[data-block=""]')) {
    // A block that trains for minutes, and all below it, which would run it first.
    if (block.hasAttribute("data-minutes")) break;
    const live = block.nextElementSibling;
    const text = (selector) =>
      [...live.querySelectorAll(selector)].map((part) => part.textContent).join("");
    const shipped = live.nextElementSibling;
    const shown = shipped?.matches(".language-text.highlight") ? shipped.textContent : "";
    const [button] = block.querySelectorAll(".live-bar button");
    button.click();
    while (button.hidden) await new Promise((resolve) => setTimeout(resolve, 5));
    told.push({
      code: block.querySelector("code").textContent,
      button: button.textContent,
      status: block.querySelector("[role=status]").textContent,
      shown,
      printed: text(".live-stdout"),
      complaint: text(".live-stderr, .live-error"),
    });
  }
  return told;
};
