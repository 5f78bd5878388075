"""Damaged files of each kind that intake reads: `python -m tests.damaged_files [--each COUNT]`.

Each file is drawn from the seed, its kind and its number alone, so that one that finds something
can be drawn again: `--kind KIND --only NUMBER`. They are read by the code that reads an upload, in
a process with its limits of memory that goes on to the next file. No process may end before it
answers, no file may take 10 seconds or 500 MB, and an answer is a text or a sentence that refuses.
"""
