"""How colours look to other eyes, and how far two of them are apart: for tests of the palettes. Pure.

Colour blindness after G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation
of Color Vision Deficiency", IEEE TVCG 15(6), 2009: the matrices for severity 1.0, on linear RGB. Differences are
CIEDE2000 after G. Sharma, W. Wu, E. N. Dalal, Color Research and Application 30(1), 2005, with unit weights.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Final, Literal, TypeAlias

Eyes: TypeAlias = Literal["usual", "protanopia", "deuteranopia", "tritanopia"]
Triple: TypeAlias = tuple[float, float, float]

_USUAL: Final = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
_MACHADO: Final[dict[Eyes, tuple[Triple, Triple, Triple]]] = {
    "usual": _USUAL,
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
EYES: Final[tuple[Eyes, ...]] = tuple(_MACHADO)

_TO_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041),
)  # fmt: skip
_WHITE: Final = (0.95047, 1.0, 1.08883)


def difference(one: str, other: str, eyes: Eyes = "usual") -> float:
    """CIEDE2000 of two colours `#rrggbb` as these eyes see them: about 1 can just be seen side by side."""
    return ciede2000(lab(one, eyes), lab(other, eyes))


def lab(colour: str, eyes: Eyes = "usual") -> Triple:
    """CIE L*a*b* (D65) of a colour as these eyes see it."""
    linear = tuple(_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    seen = [min(1.0, max(0.0, value)) for value in _times(_MACHADO[eyes], linear)]
    x, y, z = (_bent(value / white) for value, white in zip(_times(_TO_XYZ, seen), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: tuple[Triple, ...], vector: object) -> list[float]:
    values = list(vector)  # type: ignore[call-overload]
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _bent(value: float) -> float:
    return float(value ** (1 / 3)) if 216 / 24389 < value else (24389 / 27 * value + 16) / 116


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    scale = 1 + 0.5 * (1 - sqrt(mean7 / (mean7 + 25**7)))
    c1, c2 = hypot(a1 * scale, b1), hypot(a2 * scale, b2)
    h1, h2 = (degrees(atan2(b, a * scale)) % 360 if (a or b) else 0.0 for a, b in ((a1, b1), (a2, b2)))
    turn = h2 - h1
    if c1 * c2 == 0:
        turn = 0.0
    elif 180 < turn:
        turn -= 360
    elif turn < -180:
        turn += 360
    chroma = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    return _weighted(l2 - l1, c2 - c1, chroma, (l1 + l2) / 2, (c1 + c2) / 2, _mean_hue(h1, h2, c1 * c2))


def _mean_hue(h1: float, h2: float, product: float) -> float:
    if product == 0:
        return h1 + h2
    if abs(h1 - h2) <= 180:
        return (h1 + h2) / 2
    return (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2


def _weighted(light: float, chroma: float, hue: float, l_mean: float, c_mean: float, h_mean: float) -> float:
    t = (
        1
        - 0.17 * cos(radians(h_mean - 30))
        + 0.24 * cos(radians(2 * h_mean))
        + 0.32 * cos(radians(3 * h_mean + 6))
        - 0.20 * cos(radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    mean7 = c_mean**7
    rotation = -2 * sqrt(mean7 / (mean7 + 25**7)) * sin(radians(60 * exp(-(((h_mean - 275) / 25) ** 2))))
    by_light, by_chroma, by_hue = light / s_l, chroma / s_c, hue / s_h
    return sqrt(max(0.0, by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue))


def write_as_seen(picture: Path, target: Path, eyes: Eyes) -> None:
    """A picture as these eyes see it, as another file. Needs Qt and numpy."""
    import numpy
    from PySide6.QtGui import QImage

    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB888)
    height, width, stride = image.height(), image.width(), image.bytesPerLine()
    rows = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(height, stride)[:, : 3 * width]
    shares = rows.reshape(height, width, 3) / 255
    linear = numpy.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    seen = numpy.clip(linear @ numpy.array(_MACHADO[eyes]).T, 0, 1)
    bent = numpy.where(seen <= 0.0031308, 12.92 * seen, 1.055 * seen ** (1 / 2.4) - 0.055)
    pixels = numpy.ascontiguousarray(numpy.rint(255 * bent).astype(numpy.uint8))
    QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).save(str(target))
