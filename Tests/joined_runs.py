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

import argparse
import contextlib
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import killed_runs as killed
import same_results as same

PROCESSES = 3
# A second signal, a second later, ends a process at once.
STOPPED = killed.STOPPED | {-signal.SIGUSR1, 128 + signal.SIGTERM, 128 + signal.SIGUSR1}


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
        if status != killed.REFUSED and begun and all(other.poll() is None for other in living):
            self.side.expect(killed.REFUSED, status, f"{self.alone} --resume")
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


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BINARY", type=same.binary)
    parser.add_argument("work", metavar="WORK_FOLDER", type=same.empty_folder, nargs="?")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 9))
    parser.add_argument("--only", metavar="REGEX", type=same.pattern, default=re.compile(""))
    arguments = parser.parse_args()
    features, runs = killed.items()
    # Maps are no table of parts.
    runs = [
        run for run in runs if run.name.startswith("experiment ") and "representations" not in run.name
        and arguments.only.search(run.name)]
    if not runs:
        parser.error("--only is found in no experiment's name")
    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="joined-runs-")).resolve()
    side = same.Side("SER", arguments.binary, work)
    is_same = False
    try:
        with side.at_work():
            times = killed.prepare(side, features, runs)
            for number in range(arguments.rounds):
                seed = arguments.seed + number
                run = random.Random(seed).choice(runs)
                game = Round(side, run, times[run.name], seed)
                try:
                    verdict = game.play()
                except same.Failed as failure:
                    verdict = f"FAILED: {failure}"
                print(f"[{number + 1:4}] seed {seed:<10} {run.name:32} "
                      f"{', '.join(game.events) or 'undisturbed'}: {verdict}", flush=True)
                is_same = verdict == "same"
                if not is_same:
                    break
    except same.Failed as failure:
        print(f"FAILED: {failure}")
    except KeyboardInterrupt:
        print()
        sys.exit(130)
    except subprocess.SubprocessError as failure:
        print(f"FAILED: {failure}")
    if is_same and arguments.work is None:
        shutil.rmtree(work)
    else:
        print(f"all files: {work}")
    sys.exit(not is_same)


if __name__ == "__main__":
    main()
