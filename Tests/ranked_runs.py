#!/usr/bin/env python3
"""Has several processes compute one training under `mpirun`, kills and stops them at random moments, and compares
the losses with those of one process.

    python3 Tests/ranked_runs.py [--rounds N] [--seed N] [--only REGEX] BINARY [WORK_FOLDER]

Each round takes one of the trainings of Tests/same_results.py, at tiny sizes on the practice corpus, and starts it in
one to three processes. At random moments one of them gets SIGKILL, or SIGUSR1, or mpirun gets SIGTERM; other numbers
of processes go on, up to four times, and the last ends it. Every loss must be that of one process that nobody
disturbed, to rounding, and no line may be missing.

Twenty rounds without --rounds, a line each; the seed in it, given by --seed, makes the first round that one again, as
far as moments on a machine come again. Status 0: all were the same, or there is no mpirun; 1: one was not, and the
work folder is kept; 2: usage. Needs Open MPI and Linux, and no more than Python 3.8.
"""

import json
import os
import pathlib
import random
import shlex
import shutil
import signal
import subprocess
import sys
import time

import random_rounds as rounds
import same_results as same

# Rounding grows from step to step.
TOLERANCE = 1e-3
LAUNCHER = [
    "mpirun", "--allow-run-as-root", "--oversubscribe", "--mca", "odls_base_sigkill_timeout", "10"]


class Round:
    """One training, by several processes of which some are killed."""

    def __init__(self, side, run, seconds, seed):
        self.side, self.run, self.seconds = side, run, seconds
        self.random = random.Random(seed)
        self.folder = side.here / "ranked" / run.folder
        self.command = f"{run.commands[0].rpartition(' ')[0]} ranked/{run.folder}"
        self.events = []

    def play(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        for _ in range(self.random.randint(1, 3)):
            if self.attempt(self.random.uniform(0.1, 1.5) * (self.seconds + 2)) == 0:
                return self.verdict()
        status = self.attempt(None)
        if status != 0:
            self.side.expect(0, status, self.command)
        return self.verdict()

    def attempt(self, seconds):
        """Goes on with the run, for so long; returns the status."""
        count = self.random.randint(1, 3)
        self.events.append(str(count))
        begun = (self.folder / "config.yaml").exists()
        words = [
            self.side.binary, *shlex.split(self.command), *(["--resume"] if begun else []), "--quiet"]
        with open(self.side.log, "ab") as log:
            log.write(f"$ ser {self.command} ({count} processes)\n".encode())
            log.flush()
            process = subprocess.Popen(
                [*LAUNCHER, "-np", str(count), *words] if count > 1 else words, cwd=self.side.here,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            return process.wait(same.TIMEOUT if seconds is None else seconds)
        except subprocess.TimeoutExpired:
            if seconds is None:
                process.kill()
                raise
        self.disturb(process, count)
        start = time.monotonic()
        status = process.wait(same.TIMEOUT)
        if time.monotonic() - start > 30:
            raise same.Failed(f"{self.command}: not ended {time.monotonic() - start:.0f} s after it was disturbed")
        return status

    def disturb(self, process, count):
        number = self.random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGUSR1, signal.SIGTERM])
        self.events.append(number.name)
        if number == signal.SIGTERM or count == 1:
            return process.send_signal(number)
        # mpirun passes on neither of the others.
        ranks = self.ranks()
        while process.poll() is None and len(ranks) < count:
            time.sleep(0.01)
            ranks = self.ranks()
        if process.poll() is None:
            os.kill(self.random.choice(ranks), number)

    def ranks(self):
        """The processes of the training."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                # mpirun has the same words, further behind.
                if words[0] == os.fsencode(self.side.binary) and self.command.split()[-1].encode() in words:
                    found.append(int(entry.name))
            except (OSError, ValueError):
                continue
        return found

    def verdict(self):
        whole, found = (
            [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
            for run in (self.side.here / "whole" / self.run.folder, self.folder))
        if [line["step"] for line in whole] != [line["step"] for line in found]:
            return f"DIFFERENT: {len(found)} lines for {len(whole)}"
        for one, other in zip(whole, found):
            for name, value in numbers(one).items():
                apart = abs(numbers(other).get(name, float("nan")) - value)
                if not apart <= TOLERANCE * max(abs(value), 1e-2):
                    return f"DIFFERENT: {name} of step {one['step']}: {value}, {numbers(other).get(name)}"
        return "same"


def numbers(line):
    """The losses of a line of metrics."""
    return {
        name: value for name, value in {**line, **line.get("losses", {})}.items()
        if isinstance(value, float)}


def is_training(run):
    return run.name.startswith("train ")


if __name__ == "__main__":
    if shutil.which("mpirun") is None:
        print("skipped: there is no mpirun")
        sys.exit(0)
    rounds.main(__doc__, Round, ("rounds", 20), is_training)
