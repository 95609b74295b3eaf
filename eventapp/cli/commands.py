"""All commands, each loaded when the shell asks for it: what serves pages needs no reader of workbooks."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup
from werkzeug.utils import import_string

COMMANDS = {
    "accounts": "eventapp.cli.accounts:group",
    "exhibitors": "eventapp.cli.exhibitors:group",
    "fair": "eventapp.cli.fairs:group",
    "programme": "eventapp.cli.programmes:group",
    "demo": "eventapp.cli.demo:demo_command",
    "backup": "eventapp.cli.upkeeping:backup_command",
    "restore": "eventapp.cli.upkeeping:restore_command",
    "privacy": "eventapp.cli.privacy:group",
    "doctor": "eventapp.cli.upkeeping:doctor_command",
    "worker": "eventapp.cli.working:worker_command",
    "db": "flask_migrate.cli:db",
}


class Commands(AppGroup):
    """The group that ``flask --app eventapp`` looks into for the app's own commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(import_string(COMMANDS[cmd_name]), cmd_name)
        return super().get_command(ctx, cmd_name)


def init_app(app: Flask) -> None:
    app.cli = Commands(app.name)
