// The other edition opens at the section that is being read: its headings have the same names.
document.querySelector(".language-switch")?.addEventListener("click", ({ currentTarget }) => {
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")];
  const passed = headings.filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 4,
  );
  /** @type {HTMLAnchorElement} */ (currentTarget).hash = passed.at(-1)?.id ?? "";
});
