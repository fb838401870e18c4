"""Interaction logic is tested below widgets: it can be imported where Qt is not."""

from __future__ import annotations

import subprocess
import sys

BLOCKED = """
import sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
import glossator_desktop.actions
import glossator_desktop.session
import glossator_desktop.builder.role_sheet
import glossator_desktop.builder.card_layout
import glossator_desktop.modes.page_mode
import glossator_desktop.modes.roles_mode
import glossator_desktop.operations
"""


def test_modes_builder_and_session_import_without_qt() -> None:
    subprocess.run([sys.executable, "-c", BLOCKED], check=True)
