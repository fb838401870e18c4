"""The desk: one open project with everything around the page. The window puts it up and takes it down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from glossator import Project
from glossator.annotation import Fragment, Fragments
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.keys import key_name
from glossator_desktop.page.view import PageView
from glossator_desktop.panels.aside import AsidePanel
from glossator_desktop.panels.body import Body
from glossator_desktop.panels.chooser import Choice, ChooserCard
from glossator_desktop.panels.commands import ALL_ACTIONS, EVERYWHERE_KEYS, FROM_PANELS
from glossator_desktop.panels.documents import DocumentsPanel
from glossator_desktop.panels.documents_model import summary_line, title_of
from glossator_desktop.panels.empty_project import EmptyProject
from glossator_desktop.panels.feed import Feed
from glossator_desktop.panels.findbar import FindBar
from glossator_desktop.panels.finder import Finder
from glossator_desktop.panels.hintbar import HintBar
from glossator_desktop.panels.key_sections import sections
from glossator_desktop.panels.keysheet import KeySheet
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.preferences_card import PreferencesCard
from glossator_desktop.panels.topbar import TopBar
from glossator_desktop.preferences import Memory, Preferences
from glossator_desktop.question import QuestionCard
from glossator_desktop.theme import Theme, page_theme
from glossator_desktop.workspace import Workspace
