// Material asks for the search index whenever a page opens. The index grows with the book, and most
// readers of a page do not search: hold that one request until the search field is used.
(() => {
  const { open, send } = XMLHttpRequest.prototype;

  const asked = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
    document.addEventListener("focusin", (event) => {
      if (event.target.matches(".md-search__input")) resolve();
    });
  });

  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.waits = String(url).endsWith("/search/search_index.json");
    return open.call(this, method, url, ...rest);
  };

  XMLHttpRequest.prototype.send = function (...body) {
    if (this.waits) asked.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
