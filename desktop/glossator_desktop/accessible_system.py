"""How a person wants to see things, as they told their system: text size, contrast, motion. Asked at the start.

The text size is taken as a scale for everything, as a larger screen would be looked at: rows, cards and chips then fit
their letters at any size. Qt knows that scale only from the start, so an application that turns out too small is made
anew before anything was shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

USUAL: Final = {"win32": 9.0, "darwin": 13.0}
"""Points of the interface's font where nobody has changed it; elsewhere 11, the largest of what desktops come with."""
_ELSEWHERE: Final = 11.0
LARGEST: Final = 3.0
STEP: Final = 0.05

_SCALE: Final = "QT_SCALE_FACTOR"

_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def scale_for(points: float, *, platform: str = sys.platform) -> float:
    """How much larger everything is to be for a system font of so many points; never smaller than designed."""
    wanted = points / USUAL.get(platform, _ELSEWHERE)
    return min(LARGEST, max(1.0, round(wanted / STEP) * STEP))


def sized_application(make: Callable[[], QApplication]) -> QApplication:
    """An application in the system's text size. One that exists already, or a scale set by hand, stays as it is."""
    if QApplication.instance() is not None or _SCALE in os.environ:
        return make()
    application = make()
    scale = scale_for(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF())
    if scale == 1.0:
        return application
    application.shutdown()
    del application
    os.environ[_SCALE] = f"{scale:.2f}"
    try:
        return make()
    finally:
        # What this program starts is not to be enlarged by it.
        del os.environ[_SCALE]


def wants_contrast() -> bool:
    """Whether the system asks for high contrast; never before Qt 6.10, which cannot tell."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    return hints is not None and hints().contrastPreference() == Qt.ContrastPreference.HighContrast


def follow_contrast(changed: Callable[[], object]) -> None:
    """Call this whenever the system begins or ends to ask for high contrast, where Qt can tell."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if hints is not None:
        hints().contrastPreferenceChanged.connect(changed)


def keep_still(application: QApplication) -> None:
    """Nothing here moves by itself: no menu and no tooltip slides or fades, whatever the desktop does elsewhere."""
    for effect in _EFFECTS:
        application.setEffectEnabled(effect, False)
