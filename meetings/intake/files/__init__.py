"""Files that people upload, read into the text of a document as it will be stored.

A file is read in a process of its own with little memory and time (``reading``, ``child``), by
libraries that are kept: nothing it holds is run, and nothing it names is fetched.
"""

from .document import DocumentText, UnreadableFile
from .reading import read_document

__all__ = ["DocumentText", "UnreadableFile", "read_document"]
