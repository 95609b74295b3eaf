"""The load generator: wrk, from the system's packages where this process may install them."""

from __future__ import annotations

import os
import shutil
import subprocess

ADVICE = "wrk is missing and could not be installed. On Debian and Ubuntu: apt-get install wrk; then make bench again."


def wrk_or_reason() -> str:
    """Empty if there is a wrk (now); else the sentence that says what is missing."""
    if shutil.which("wrk"):
        return ""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or (as_root and shutil.which("sudo") is None):
        return ADVICE
    print("Installing wrk …", flush=True)
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "wrk"]
    for command in (["apt-get", "-qq", "update"], install):
        done = subprocess.run(
            [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *command], capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            return f"{ADVICE}\n{done.stderr.strip()[-500:]}"
    return "" if shutil.which("wrk") else ADVICE
