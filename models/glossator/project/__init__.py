"""The façade that scripts, the command line and the window use. Imports every layer below."""

from glossator.project.project import Project, login_name
from glossator.project.samples import create_sample

__all__ = ["Project", "create_sample", "login_name"]
