#!/usr/bin/env python3
"""The 1582 features of a corpus here and in openSMILE, in turn, each on one core.

  python3 Benchmarks/is10.py MANIFEST [--ser PATH] [--rounds 3]

Needs the package opensmile, which has IS10_paraling_compat; ser computes the same variant at the recordings'
own rate. ser is timed as a whole process that also writes the features to a file; openSMILE reads and computes
in a process that runs already, and its first recording is not timed.
"""
import argparse
import csv
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile
import time
import warnings

import audiofile
import opensmile


def measured(work):
    """Seconds by the clock, and seconds of the processor here and in processes that ended."""
    def processor():
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    start, used = time.perf_counter(), processor()
    work()
    return time.perf_counter() - start, processor() - used


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=pathlib.Path)
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with arguments.manifest.open(encoding="utf-8-sig", newline="") as file:
        recordings = [arguments.manifest.parent / row["file"] for row in csv.DictReader(file)]
    warnings.simplefilter("ignore")
    # Both sides, and the processes that they start, on the first core that is allowed.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    smile = opensmile.Smile(
        feature_set=opensmile.FeatureSet.IS10, feature_level=opensmile.FeatureLevel.Functionals,
        num_workers=1)

    def by_smile():
        for recording in recordings:
            smile.process_file(str(recording))

    def by_ser():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [arguments.ser, "features", "is10", arguments.manifest, "--native-rate", "--quiet",
                 "--variant", "IS10_paraling_compat", "--output", pathlib.Path(folder) / "is10.npz"],
                check=True, stdout=subprocess.DEVNULL)

    smile.process_file(str(recordings[0]))
    by_ser()
    found = {"ser": [], "openSMILE": []}
    for _ in range(arguments.rounds):
        found["ser"].append(measured(by_ser))
        found["openSMILE"].append(measured(by_smile))
    sound = sum(audiofile.duration(str(recording)) for recording in recordings)
    print(f"{len(recordings)} recordings, {sound:.0f} s, one core, medians of {arguments.rounds} rounds in turn")
    for name, column in ("clock", 0), ("processor", 1):
        medians = {side: statistics.median(run[column] for run in runs) for side, runs in found.items()}
        for side, median in medians.items():
            print(f"{name}, {side}: {median:.2f} s, {sound / median:.0f} times real time, "
                  f"ratio {median / medians['ser']:.1f}")


if __name__ == "__main__":
    main()
