"""All commands, joined."""

from __future__ import annotations

from flask import Flask

from eventapp.cli import demo, fairs, programmes, upkeeping


def init_app(app: Flask) -> None:
    for command in (fairs.group, programmes.group, demo.demo_command):
        app.cli.add_command(command)
    for command in (upkeeping.backup_command, upkeeping.restore_command, upkeeping.doctor_command):
        app.cli.add_command(command)
