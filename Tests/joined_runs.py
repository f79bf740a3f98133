#!/usr/bin/env python3
"""Lets processes of `ser` share experiments, kills them at random moments, and compares the bits.

    python3 Tests/joined_runs.py [--rounds N] [--seed N] [--only REGEX] BINARY [WORK_FOLDER]

Each round takes one of the experiments of Tests/same_results.py, at tiny sizes on the practice corpus, and
starts three processes on one folder with --join. At random moments some of them get SIGKILL, SIGTERM or
SIGUSR1, others take their places, and now and then a process without --join tries, which must be refused.
At its end the run must hold the bytes of one that one process computed, metrics in another order, and
nothing of what the processes left for each other.

Twenty rounds without --rounds, a line each; the seed in it, given by --seed, makes the first round that one
again, as far as moments on a machine come again. Status 0: all were the same; 1: one was not, and the work
folder is kept; 2: usage. Needs no more than Python 3.8.
"""

import contextlib
import random
import shutil
import signal
import time

import random_rounds as rounds
import same_results as same

PROCESSES = 3
# A second signal, a second later, ends a process at once.
STOPPED = rounds.STOPPED | {-signal.SIGUSR1, 128 + signal.SIGTERM, 128 + signal.SIGUSR1}


class Round:
    """One experiment, shared by processes of which some are killed."""

    def __init__(self, side, run, seconds, seed):
        self.side, self.run, self.seconds = side, run, seconds
        self.random = random.Random(seed)
        self.folder = side.here / "joined" / run.folder
        self.alone = f"{run.commands[0].rpartition(' ')[0]} joined/{run.folder}"
        self.command = f"{self.alone} --join"
        self.processes = []
        self.events = []

    def play(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.ExitStack() as stack:
            for _ in range(PROCESSES):
                self.start(stack)
            for _ in range(self.random.randint(2, 6)):
                moment = time.monotonic() + self.random.uniform(0, 0.4 * self.seconds)
                while self.living() and time.monotonic() < moment:
                    time.sleep(0.01)
                self.disturb(stack)
            statuses = [process.wait(same.TIMEOUT) for process in self.processes]
        for status in statuses:
            if status != 0 and status not in STOPPED:
                self.side.expect(0, status, self.command)
        # One that is killed last leaves its record to the next.
        if 0 not in statuses or (self.folder / "joiners").exists():
            self.side.run(self.command)
        return self.verdict()

    def start(self, stack):
        self.processes.append(stack.enter_context(self.side.started(self.command)))

    def living(self):
        return [process for process in self.processes if process.poll() is None]

    def disturb(self, stack):
        living = self.living()
        if not living:
            return
        if self.random.random() < 0.2:
            return self.intrude(living)
        number = self.random.choice(
            [signal.SIGKILL] * 3 + [signal.SIGTERM, signal.SIGUSR1])
        self.random.choice(living).send_signal(number)
        self.events.append(number.name)
        if self.random.random() < 0.7:
            self.start(stack)

    def intrude(self, living):
        """Starts a process that wants all of the run, which is refused while another shares it."""
        with self.side.started(f"{self.alone} --resume") as process:
            status = process.wait(same.TIMEOUT)
        # All may have been done, or nothing begun, before it looked.
        begun = (self.folder / "config.yaml").exists() and status != 66
        if status != rounds.REFUSED and begun and all(other.poll() is None for other in living):
            self.side.expect(rounds.REFUSED, status, f"{self.alone} --resume")
        self.events.append("alone")

    def verdict(self):
        left = [name for name in ("parts", "joiners", "lease.json") if (self.folder / name).exists()]
        if left:
            return f"DIFFERENT: {', '.join(left)} is left"
        whole = self.side.here / "whole" / self.run.folder
        metrics = [sorted((run / "metrics.jsonl").read_bytes().splitlines()) for run in (whole, self.folder)
                   if (run / "metrics.jsonl").exists()]
        if metrics and (len(metrics) == 1 or metrics[0] != metrics[1]):
            return "DIFFERENT: metrics.jsonl, in whatever order"
        # In the order of one process, for the comparison of all.
        if metrics:
            shutil.copyfile(whole / "metrics.jsonl", self.folder / "metrics.jsonl")
        return same.compare(whole, self.folder, ("one process", "several"))


def is_table(run):
    """Whether it is an experiment with parts that processes can share; maps have none."""
    return run.name.startswith("experiment ") and "representations" not in run.name


if __name__ == "__main__":
    rounds.main(__doc__, Round, ("rounds", 20), is_table)
