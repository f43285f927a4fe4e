# SPDX-License-Identifier: ISC
"""A running process, as /proc shows it."""
import os
import pathlib
import re


def open_files(pid):
    """What its descriptors lead to; a deleted file's has " (deleted)" at its end."""
    found = []
    try:
        for entry in os.listdir(f'/proc/{pid}/fd'):
            try:
                found.append(os.readlink(f'/proc/{pid}/fd/{entry}'))
            except FileNotFoundError:
                pass
    except (FileNotFoundError, PermissionError):
        pass
    return found


def peak_kib(pid):
    """The most memory it had; 0 when it has ended."""
    try:
        status = pathlib.Path(f'/proc/{pid}/status').read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(r'^VmHWM:\s+(\d+)', status, re.MULTILINE)
    return int(found[1]) if found else 0


def is_there():
    return os.path.isdir('/proc/self/fd')
