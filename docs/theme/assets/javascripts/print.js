// Material unfolds everything when a page is printed. A solution stays as the reader left it: this
// listener is asked before Material's, whichever of them came first.
addEventListener("beforeprint", (event) => event.stopImmediatePropagation(), { capture: true });
