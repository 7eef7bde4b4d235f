// Material starts its search whenever a page opens, and asks for the index. The index grows with the
// book, and most readers of a page do not search: hold both until the search field is used.
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

  /** Stands for the search's worker until there is a need for it. */
  class HeldWorker extends EventTarget {
    /** @param {string | URL} url */
    constructor(url) {
      super();
      this.worker = asked.then(() => {
        const worker = new Worker(url);
        worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
        return worker;
      });
    }

    /** @param {unknown} message */
    postMessage(message) {
      this.worker.then((worker) => worker.postMessage(message));
    }
  }

  const { Worker } = window;
  window.Worker = new Proxy(Worker, {
    construct(target, [url, options]) {
      const isSearch = /\/workers\/search\.[^/]*$/.test(String(url));
      return isSearch ? new HeldWorker(url) : new target(url, options);
    },
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
