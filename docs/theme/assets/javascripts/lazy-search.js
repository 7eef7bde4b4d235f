// Material asks for the search index whenever a page opens. The index grows with the book, and most
// readers of a page do not search: hold that one request until the search field is used.
(() => {
  const { open, send } = XMLHttpRequest.prototype;

  /** @type {WeakSet<XMLHttpRequest>} */
  const held = new WeakSet();

  /** @type {Promise<void>} */
  const asked = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
    document.addEventListener("focusin", (event) => {
      if (event.target instanceof Element && event.target.matches(".md-search__input")) resolve();
    });
  });

  /** @type {(this: XMLHttpRequest, ...request: any) => any} */
  XMLHttpRequest.prototype.open = function (...request) {
    if (String(request[1]).endsWith("/search/search_index.json")) held.add(this);
    open.apply(this, /** @type {any} */ (request));
  };

  XMLHttpRequest.prototype.send = function (...body) {
    if (held.has(this)) asked.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
