"""A plug-in for `make mutants`: what mutmut's renamed functions and forked processes need."""

import re
from typing import Any

from mathbits import Tensor, cores

OWN_NAME = re.compile("^x_(.*)__mutmut_.*$")


def pytest_configure() -> None:
    cores.CORES = 1  # A fork takes no threads along, and would wait for them.
    init: Any = Tensor.__init__

    def named(self: Tensor, *arguments: Any, **more: Any) -> None:
        """A Tensor tells the name of the function that made it."""
        init(self, *arguments, **more)
        self.operation = OWN_NAME.sub(r"\1", self.operation)

    setattr(Tensor, "__init__", named)  # noqa: B010 - mypy knows it for a method
