#!/usr/bin/env python3
"""Kills runs of `ser` at random moments, damages what they leave, resumes them, and compares the bits.

    python3 Tests/killed_runs.py [--seconds N] [--seed N] [--only REGEX] BINARY [WORK_FOLDER]

Each round takes one of the trainings and experiments of Tests/same_results.py, at tiny sizes on the
practice corpus, and disturbs it until it ends: with SIGKILL, SIGTERM or SIGINT at any moment, from the
start of the process to its last file. In between, as machines do, it tears the last line of the metrics or
changes a bit of the newest checkpoint, and as users do, it starts a second process on the run, which must
be refused. At its end the run must hold the bytes of one that was never disturbed.

It goes on for as long as it is told, 600 seconds without --seconds, and to the end of its last round. A
line a round; the seed in it, given by --seed, makes the first round that one again, as far as moments on
a machine come again. Status 0: all were the same; 1: one was not, and the work folder is kept; 2: usage.
Needs no more than Python 3.8.
"""

import json
import random
import shutil
import signal
import time

import random_rounds as rounds
import same_results as same


class Round:
    """One run, disturbed until it ends."""

    def __init__(self, side, run, seconds, seed):
        self.side, self.run, self.seconds = side, run, seconds
        self.random = random.Random(seed)
        self.folder = side.here / "killed" / run.folder
        self.command = f"{run.commands[0].rpartition(' ')[0]} killed/{run.folder}"
        self.events = []

    def play(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        # Four disturbances at most: each costs the time to where it came, and that again.
        for left in range(self.random.randint(1, 4), -1, -1):
            resume = (self.folder / "config.yaml").exists()
            command = f"{self.command} --resume" if resume else self.command
            if left == 0:
                self.side.run(command)
            elif self.disturbed(command):
                self.damage()
                continue
            break
        return same.compare(
            self.side.here / "whole" / self.run.folder, self.folder, ("undisturbed", "killed"))

    def disturbed(self, command):
        """Runs a command and sends a signal; returns whether it came before the end."""
        number = self.random.choice([signal.SIGKILL] * 3 + [signal.SIGTERM, signal.SIGINT])
        moment = time.monotonic() + self.random.uniform(0, self.seconds)
        intruding = self.random.random() < 0.3
        with self.side.started(command) as process:
            while process.poll() is None and time.monotonic() < moment:
                if intruding and self.holder() == process.pid:
                    intruding = False
                    self.intrude(process)
                time.sleep(0.005)
            if process.poll() is None:
                process.send_signal(number)
            status = process.wait(same.TIMEOUT)
        if status == 0:
            return False
        if status not in rounds.STOPPED:
            self.side.expect(0, status, command)
        self.events.append(number.name)
        return True

    def states(self):
        """The states of all checkpoints, the newest last."""
        found = self.folder.glob("checkpoints/*/*/state.safetensors")
        return sorted(found, key=lambda file: file.stat().st_mtime_ns)

    def is_unsaved(self, metrics):
        """Whether the last line is of a training under way and none of its checkpoints knows of it: what
        one knows of was on the disk before it."""
        try:
            last = json.loads(metrics.read_bytes().splitlines()[-1])
            part = self.folder / "checkpoints" / last["part"]
            return part.exists() and all(
                self.recorded(state) < last["step"] for state in part.glob("*/state.safetensors"))
        except (OSError, ValueError, KeyError, IndexError):
            return False

    def recorded(self, state):
        """The epoch, or the iteration, of the last line that a checkpoint knows of."""
        with state.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            known = json.loads(file.read(length))["__metadata__"]
        return int(known["epoch"] if "epoch" in known else known["step"])

    def holder(self):
        """The process that has the run by its lease; None where there is none, or it is being written."""
        try:
            return json.loads((self.folder / "lease.json").read_text())["holder"]["process"]
        except (OSError, ValueError, KeyError):
            return None

    def intrude(self, process):
        """Starts a second process on the run, which is refused while the first is alive."""
        command = f"{self.command} --resume"
        with self.side.started(command) as second:
            status = second.wait(same.TIMEOUT)
        # The first may have ended before the second looked.
        if status != rounds.REFUSED and process.poll() is None:
            self.side.expect(rounds.REFUSED, status, command)
        self.events.append("second")

    def damage(self):
        """What a power failure or a bad disk leaves."""
        metrics = self.folder / "metrics.jsonl"
        if self.random.random() < 0.3 and self.is_unsaved(metrics):
            data = metrics.read_bytes()
            metrics.write_bytes(data[:-self.random.randint(1, 40)])
            self.events.append("torn line")
        states = self.states()
        if self.random.random() < 0.3 and states:
            data = bytearray(states[-1].read_bytes())
            data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
            states[-1].write_bytes(data)
            self.events.append("changed bit")


if __name__ == "__main__":
    rounds.main(__doc__, Round, ("seconds", 600.0))
