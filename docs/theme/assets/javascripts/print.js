// Material unfolds everything when a page is printed. A solution stays as the reader left it.
addEventListener("beforeprint", (event) => event.stopImmediatePropagation());
