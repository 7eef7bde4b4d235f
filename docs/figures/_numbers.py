"""Numbers as a book sets them: with a true minus sign."""

MINUS = "\N{MINUS SIGN}"


def number(value: float, form: str = "g") -> str:
    """The number as words; `form` is a format such as ".1f"."""
    return format(value, form).replace("-", MINUS)
