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

import argparse
import json
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import same_results as same

REFUSED = 73
# What a process says that was stopped: by a handler, or before there was one.
STOPPED = {75, -signal.SIGINT, -signal.SIGTERM, -signal.SIGKILL}


def items():
    """The features, and the runs that can be killed, by the names of their commands."""
    everything = same.items()
    features = next(item for item in everything if item.name == "features")
    runs = [
        item for item in everything
        if isinstance(item, same.Run) and set(item.needs) <= {"features"}]
    return features, runs


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
        if status not in STOPPED:
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
        if status != REFUSED and process.poll() is None:
            self.side.expect(REFUSED, status, command)
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


def prepare(side, features, runs):
    """The corpus, the features and the undisturbed runs; returns how long each took."""
    side.run("corpus synthesize --sentences 2 --output practice")
    same.write_halves(side.here / "practice")
    (side.here / features.folder).mkdir()
    features.work(side)
    times = {}
    for run in runs:
        start = time.monotonic()
        side.run(f"{run.commands[0].rpartition(' ')[0]} whole/{run.folder}")
        times[run.name] = time.monotonic() - start
        print(f"{run.name:32} undisturbed {times[run.name]:5.1f} s", flush=True)
    return times


def soak(side, runs, times, seconds, seed):
    """Plays rounds until the time is up; returns whether all were the same."""
    end = time.monotonic() + seconds
    number = 0
    while number == 0 or time.monotonic() < end:
        number += 1
        run = random.Random(seed).choice(runs)
        game = Round(side, run, times[run.name], seed)
        try:
            verdict = game.play()
        except same.Failed as failure:
            verdict = f"FAILED: {failure}"
        print(
            f"[{number:4}] seed {seed:<10} {run.name:32} {', '.join(game.events) or 'undisturbed'}: {verdict}",
            flush=True)
        if verdict != "same":
            return False
        seed += 1
    return True


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BINARY", type=same.binary)
    parser.add_argument("work", metavar="WORK_FOLDER", type=same.empty_folder, nargs="?")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 9))
    parser.add_argument("--only", metavar="REGEX", type=same.pattern, default=re.compile(""))
    arguments = parser.parse_args()
    features, runs = items()
    runs = [run for run in runs if arguments.only.search(run.name)]
    if not runs:
        parser.error("--only is found in no run's name")
    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="killed-runs-")).resolve()
    side = same.Side("SER", arguments.binary, work)
    is_same = False
    try:
        with side.at_work():
            times = prepare(side, features, runs)
            is_same = soak(side, runs, times, arguments.seconds, arguments.seed)
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
