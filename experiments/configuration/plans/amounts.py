"""Amounts of money as people write them: 400000, ``EUR 400,000``, ``1.5 million``, one currency throughout."""

import re

CURRENCY = "EUR"
SIGNS = {"€": CURRENCY, "£": "GBP", "$": "USD"}
AMOUNT = re.compile(
    r"(?P<number>\d[\d,' ]*(?:\.\d+)?)\s*(?P<times>k|thousand|m|mln|million|bn|billion)?", re.IGNORECASE
)
TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mln": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
CODE = re.compile(r"\b[A-Z]{3}\b|[€£$]")


def amount(value: object, where: str, problems: list[str]) -> float:
    """Return an amount in EUR; add to ``problems`` what is none, or is in another currency, and return 0."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _not_negative(float(value), where, problems)
    text = str(value).strip()
    code = CODE.search(text)
    currency = SIGNS.get(code[0], code[0]) if code else CURRENCY
    if currency != CURRENCY:
        problems.append(f"{where}: {text} is in {currency}; all amounts of a plan are in {CURRENCY}")
        return 0.0
    found = AMOUNT.fullmatch(CODE.sub("", text).strip())
    if not found or (found["times"] or "k").lower() not in TIMES:
        problems.append(f"{where} must be an amount such as 400000 or {CURRENCY} 400,000, not {value!r}")
        return 0.0
    return float(re.sub(r"[,' ]", "", found["number"])) * TIMES.get((found["times"] or "").lower(), 1.0)


def _not_negative(value: float, where: str, problems: list[str]) -> float:
    if not value >= 0.0:
        problems.append(f"{where}: {value:g} is no amount; give one from 0")
        return 0.0
    return value
