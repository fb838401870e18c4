"""Whether a project file is sound, and how to mend one that is not.

Sibling of `exchange` and `suggest`: imports `steps`, `store`, `schema`, `annotation`, `text`, `errors`. Reads projects
by plain SQL, because the classes of the store are made for sound files.
"""

from glossator.integrity.account import Repaired
from glossator.integrity.checking import check
from glossator.integrity.repairing import repair
from glossator.integrity.verdict import Finding, Verdict
from glossator.integrity.workbench import Progress

__all__ = ["Finding", "Progress", "Repaired", "Verdict", "check", "repair"]
