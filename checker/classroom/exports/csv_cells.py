"""What may stand in one cell of an exported table: numbers, and text that no spreadsheet runs."""

import re

#: What makes Excel, LibreOffice and Google Sheets read a cell as a formula.
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def defused(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before it.

    Text that begins with apostrophes before such a sign gets one more, so that
    every text can be had back as it was.

    >>> defused("=1+1"), defused("ada"), defused("'=1")
    ("'=1+1", 'ada', "''=1")
    """
    return f"'{text}" if FORMULA.match(text) else text


def sheet_number(value: float, decimal: str = ".") -> str:
    """Return a mark to the thousandth, without superfluous zeros.

    >>> sheet_number(16.5), sheet_number(2.0, ","), sheet_number(0.125, ",")
    ('16.5', '2', '0,125')
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).replace(".", decimal)


def read_number(text: str) -> float | None:
    """Return the number that a platform's cell holds, with a point or a comma; None if none.

    >>> read_number("17,00"), read_number(" 17.5 "), read_number("EX")
    (17.0, 17.5, None)
    """
    stripped = text.strip()
    if not re.fullmatch(r"-?\d{1,12}(?:[.,]\d{1,12})?", stripped, re.ASCII):
        return None
    return float(stripped.replace(",", "."))
