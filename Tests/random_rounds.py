"""What scripts share that disturb runs of `ser` at random and compare their bits with undisturbed ones.

Each plays rounds, a line each, of the trainings and experiments of same_results.py at tiny sizes on the practice
corpus, until its time or their number is up, or one differs.
"""

import argparse
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
    """The features, and the runs that can be disturbed, by the names of their commands."""
    everything = same.items()
    features = next(item for item in everything if item.name == "features")
    runs = [
        item for item in everything
        if isinstance(item, same.Run) and set(item.needs) <= {"features"}]
    return features, runs


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


def play(make, side, runs, times, seed, goes_on):
    """Plays rounds while that is wanted; returns whether all were the same.

    make: makes a round of a side, a run, the seconds that it takes undisturbed, and a seed. goes_on: whether to play
    another after so many.
    """
    number = 0
    while number == 0 or goes_on(number):
        number += 1
        run = random.Random(seed).choice(runs)
        game = make(side, run, times[run.name], seed)
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


def main(description, make, limit, takes=lambda run: True):
    """The command.

    make: as in `play`. limit: "seconds" or "rounds", and how many without the option. takes: which runs.
    """
    name, default = limit
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BINARY", type=same.binary)
    parser.add_argument("work", metavar="WORK_FOLDER", type=same.empty_folder, nargs="?")
    parser.add_argument(f"--{name}", dest="limit", metavar=name.upper(), type=type(default),
                        default=default)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 9))
    parser.add_argument("--only", metavar="REGEX", type=same.pattern, default=re.compile(""))
    arguments = parser.parse_args()
    features, runs = items()
    runs = [run for run in runs if takes(run) and arguments.only.search(run.name)]
    if not runs:
        parser.error("--only is found in no run's name")
    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="random-rounds-")).resolve()
    side = same.Side("SER", arguments.binary, work)
    is_same = False
    try:
        with side.at_work():
            times = prepare(side, features, runs)
            end = time.monotonic() + arguments.limit
            is_same = play(
                make, side, runs, times, arguments.seed,
                (lambda played: time.monotonic() < end) if name == "seconds"
                else lambda played: played < arguments.limit)
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
