"""A value, its unit and a format → the text a reader sees, in the conventions of a language.

A format is `[PRECISION][KIND][!]`. Without one, integers are grouped and floats keep three significant
digits. The kinds are `si` (1.2 ms, 3.4 MB), `bin` (1.5 KiB), `pct` (a ratio as percent), `int`
(thousands separated) and `x` (a factor, 3.4×); anything else is a format of Python's own, such as `.1f`.
A trailing `!` leaves the unit out. Chinese, Japanese and Korean keep Arabic digits in groups of three.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
KINDS = ("si", "bin", "pct", "int", "x")
SI = {-12: "p", -9: "n", -6: "µ", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T", 15: "P", 18: "E"}
BINARY = ("", "Ki", "Mi", "Gi", "Ti", "Pi")
# Units that take a prefix, longest first; what may follow them (as in B/s) is kept.
BASES = ("FLOP", "bit", "op", "Hz", "B", "s", "W", "J", "A", "V", "m", "g")
_OWN = re.compile(r"(?:\.(?P<precision>\d+))?(?P<kind>si|bin|pct|int|x)")
_UNIT = re.compile(rf"(?P<prefix>[pnuµmkMGTPE]?)(?P<base>{'|'.join(BASES)})(?P<rest>/.*)?")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Number = float | int


@dataclass(frozen=True)
class Format:
    """A format as written in `{value}`: our `kind`, or a Python `spec`; `unit` False leaves it out."""

    kind: str | None = None
    precision: int | None = None
    spec: str = ""
    unit: bool = True


def parse_format(text: str) -> Format:
    """Read what stands after the colon. Raises ValueError for what neither we nor Python know."""
    unit = not text.endswith("!")
    text = text.removesuffix("!")
    own = _OWN.fullmatch(text)
    if own:
        precision = own["precision"]
        return Format(own["kind"], None if precision is None else int(precision), unit=unit)
    format(1.0, text)
    return Format(spec=text, unit=unit)


def render(value: Number | str, unit: str, style: Format, language: str) -> str:
    """Write `value` with its unit in `style`. Raises ValueError when they do not go together."""
    if isinstance(value, str):
        if style.kind or style.spec:
            raise ValueError("a text takes no number format")
        return value
    symbols = _symbols(language)
    if not math.isfinite(value):
        return _join(_infinite(value), unit, style)
    match style.kind:
        case "si":
            number, unit = _prefixed(value, unit, style.precision or 3)
        case "bin":
            number, unit = _binary(value, unit, style.precision or 3)
        case "pct":
            return _localise(_percent(value, style.precision), symbols) + (
                "%" if style.unit else ""
            )
        case "x":
            return _localise(_factor(value, style.precision), symbols) + ("×" if style.unit else "")
        case "int":
            number = f"{round(value):,}"
        case _:
            number = format(value, style.spec) if style.spec else _plain(value)
    return _join(_localise(number, symbols), unit, style)


def _join(number: str, unit: str, style: Format) -> str:
    if not unit or not style.unit:
        return number
    close = unit in ("%", "×", "°") or unit[0] >= "\u3041"  # kana and Han follow without a space
    return number + unit if close else f"{number}{NARROW_SPACE}{unit}"


def _infinite(value: float) -> str:
    return "NaN" if math.isnan(value) else f"{MINUS}∞" if value < 0 else "∞"


def _symbols(language: str) -> tuple[str, str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return get_decimal_symbol(locale), get_group_symbol(locale)


def _localise(number: str, symbols: tuple[str, str]) -> str:
    """Python's spelling of a number in the symbols of a language, exponents as powers of ten."""
    mantissa, mark, exponent = number.lower().partition("e")
    decimal, group = symbols
    spelled: dict[str, str | int | None] = {".": decimal, ",": group, "-": MINUS}
    mantissa = mantissa.translate(str.maketrans(spelled))
    if not mark:
        return mantissa
    return f"{mantissa}{NARROW_SPACE}×{NARROW_SPACE}10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def significant(value: float, digits: int) -> str:
    """Write `value` to so many significant digits without exponent, closing zeros dropped."""
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    text = f"{rounded:,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Number) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return f"{int(value):,}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return significant(value, 3) if abs(value) >= 1e-4 else f"{value:.2e}"


def _prefixed(value: Number, unit: str, digits: int) -> tuple[str, str]:
    found = _UNIT.fullmatch(unit)
    if unit and not found:
        return significant(value, digits), unit
    prefix, base, rest = (
        (found["prefix"], found["base"], found["rest"] or "") if found else ("",) * 3
    )
    have = next(power for power, name in SI.items() if name == prefix.replace("u", "µ"))
    if value and not 1e-15 < abs(value) < 1e21:
        return f"{value:.{digits - 1}e}", unit
    # 999.7 is 1000 to three digits, which is a step up: round before choosing the step.
    amount = float(f"{value:.{digits - 1}e}") * 10.0**have
    power = 0 if amount == 0 else 3 * math.floor(round(math.log10(abs(amount)), 9) / 3)
    # Nobody says kiloseconds, and there is no thousandth of a byte.
    highest, lowest = (0 if base == "s" else 18), (0 if base in ("B", "bit", "") else -12)
    power = min(max(power, lowest), highest)
    return significant(value * 10.0 ** (have - power), digits), SI[power] + base + rest


def _binary(value: Number, unit: str, digits: int) -> tuple[str, str]:
    if not re.fullmatch(r"(B(/.*)?)?", unit):
        raise ValueError(f"'bin' counts bytes; the unit is '{unit}'")
    step = 0
    amount = float(value)
    # 1023.7 would be written 1024, which is a step up.
    while abs(amount) >= 1023.5 and step < len(BINARY) - 1:
        amount /= 1024
        step += 1
    return significant(amount, max(digits, 4) if abs(amount) >= 1000 else digits), BINARY[
        step
    ] + unit


def _percent(value: Number, precision: int | None) -> str:
    percent = value * 100
    if precision is None:
        precision = 0 if abs(percent) >= 9.95 else 1
    return f"{percent:,.{precision}f}"


def _factor(value: Number, precision: int | None) -> str:
    if precision is None:
        precision = 0 if abs(value) >= 9.95 else 1
    return f"{value:,.{precision}f}"
