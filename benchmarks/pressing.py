"""Sign-ups a second: many visitors, each of whom presses once, beside bare Flask that inserts one row for each press.

Both have one worker, bound to one processor, and ``wrk`` has another one, as with every rate. It takes the next
address for each press, looks at the status of every answer and tells how long the slowest waited.
"""

from __future__ import annotations

import re
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from benchmarks.bare import ROWS
from benchmarks.load import LoadFailed, Round, compare_rounds
from benchmarks.office import Office
from benchmarks.rates import BARE, OURS
from benchmarks.servers import HOST, Server, apart, bound_to, serving
from benchmarks.table import Row, Table, rate_row, told
from eventapp.database import db, transaction
from eventapp.signups.models import SignUp

AT_ONCE, MARK = 16, 0.3
SCRIPT = """
local paths, expected, thread = {}, 0, nil
asked, odd = 0, 0
function setup(one) thread = one end
function init(args)
  local file, begins = args[1], tonumber(args[2])
  expected = tonumber(args[3])
  local number = 0
  for line in io.lines(file) do
    number = number + 1
    if number > begins then paths[#paths + 1] = line end
  end
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end
function request()
  asked = asked + 1
  return wrk.format("POST", paths[(asked - 1) % #paths + 1], nil, "once=once-" .. asked)
end
function response(status) if status ~= expected then odd = odd + 1 end end
function done(summary, latency)
  local said = "asked %d, odd %d, answered %d, 99 of 100 in %d us\\n"
  io.write(said:format(thread:get("asked"), thread:get("odd"), summary.requests, latency:percentile(99)))
end
"""
SAID = re.compile(r"asked (\d+), odd (\d+), answered (\d+), 99 of 100 in (\d+) us")


@dataclass(slots=True)
class Pressing:
    """Hands on one server. ``paths`` is a file with an address a line, ``number`` how many; none is pressed twice,
    unless ``is_one`` for all. ``slowest`` is what one in a hundred waited at least, in seconds, for each round."""

    server: Server
    paths: Path
    number: int
    status: int
    is_one: bool = False
    asked: int = 0
    answered: int = 0
    slowest: list[float] = field(default_factory=list)

    def round(self) -> Round:
        """One second."""
        before = sum(self.server.cpu_seconds())
        asked, odd, answered, microseconds = self._pressed(seconds=1)
        used = sum(self.server.cpu_seconds()) - before
        self.asked, self.answered = self.asked + asked, self.answered + answered
        if odd or not answered:
            raise LoadFailed(f"{odd} of {answered} answers are not {self.status}")
        if self.asked > self.number and not self.is_one:
            raise LoadFailed(f"there are only {self.number:,} visitors")
        self.slowest.append(microseconds / 1e6)
        return Round(float(answered), answered / max(used, 0.01))

    def _pressed(self, *, seconds: int) -> tuple[int, int, int, int]:
        script = self.paths.with_suffix(".lua")
        script.write_text(SCRIPT)
        address = f"http://{HOST}:{self.server.port}/"
        command = ["wrk", "-t1", f"-c{AT_ONCE}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), address]
        begins = 0 if self.is_one else self.asked
        command += ["--", str(self.paths), str(begins), str(self.status)]
        _, processors = apart()
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + 30, check=True, preexec_fn=bound_to(processors)
        )
        found = SAID.search(done.stdout)
        if found is None or re.search(r"Socket errors:.* (?:read|write|timeout) [1-9]", done.stdout):
            raise LoadFailed(f"{done.stdout}{done.stderr}".strip())
        asked, odd, answered, microseconds = map(int, found.groups())
        return asked, odd, answered, microseconds


def measure(table: Table, office: Office, presses: list[str], *, rounds: int) -> None:
    """Adds its lines to the table. ``presses``: where one press of a visitor with a confirmed address signs up."""
    folder = office.database.folder / "presses"
    folder.mkdir(exist_ok=True)
    (folder / "ours").write_text("\n".join(presses))
    (folder / "bare").write_text("/row")
    worker, _ = apart()
    bare_environment = office.database.environment(BARE_ANSWERS=str(folder), BARE_ROWS="1")
    with (
        serving(OURS, office.database.environment(), workers=1, on=worker) as server,
        serving(BARE, bare_environment, workers=1, on=worker) as beside,
    ):
        server.wait_for("/readyz")
        beside.wait_for("/hello")
        ours = Pressing(server, folder / "ours", len(presses), 303)
        bare = Pressing(beside, folder / "bare", 1, 200, is_one=True)
        ours.round()
        bare.round()
        found = compare_rounds(ours.round, bare.round, rounds=rounds, mark=MARK)
    _count(office, ours)
    what = f"sign-ups, {AT_ONCE} at once, beside a POST that inserts a row"
    table.add(rate_row(what, found, mark=MARK))
    waited = [f"{told(statistics.median(one.slowest[1:]) * 1_000, 'ms')}" for one in (ours, bare)]
    table.add(Row("the same, 99 of 100 wait no longer than", waited[0], bare=waited[1]))


def _count(office: Office, ours: Pressing) -> None:
    """Every answer is a place; those that were under way when a second ended may be more."""
    with office.app.app_context():
        with transaction() as session:
            session.execute(sa.text(f"DROP TABLE {ROWS}"))
            places = sa.select(sa.func.count()).select_from(SignUp).where(SignUp.state == "confirmed")
            made = session.scalar(places) or 0
        db.session.remove()
    if not ours.answered <= made <= ours.asked:
        raise LoadFailed(f"{ours.answered} presses were answered, {made} places were given")
