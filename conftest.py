"""Loads the runner of the pages' blocks: docs/ and README.md lie outside tests/."""

pytest_plugins = ["tests.docs.blocks"]
