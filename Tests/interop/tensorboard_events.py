#!/usr/bin/env python3
"""Reads a run's event files with TensorBoard and compares them with its metrics.jsonl.

    python3 Tests/interop/tensorboard_events.py RUN

Fails where a number is missing or differs. Needs tensorboard.
"""

import argparse
import json
import math
import pathlib
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=pathlib.Path)
    run = parser.parse_args().run
    events = EventAccumulator(str(run / "tensorboard"), size_guidance={"scalars": 0})
    events.Reload()
    read = {}
    for tag in events.Tags()["scalars"]:
        for event in events.Scalars(tag):
            read[tag, event.step] = event.value
    count = 0
    for line in (run / "metrics.jsonl").open():
        record = json.loads(line)
        part, step = record.pop("part"), record.pop("step")
        values = {**record.pop("losses", {}), **record}
        for name, value in values.items():
            if not isinstance(value, (int, float)):
                continue
            found = read.get((f"{part}/{name}", step))
            if found is None or not math.isclose(found, value, rel_tol=1e-6, abs_tol=1e-12):
                sys.exit(f"{part}/{name}, step {step}: {found} in the events, {value} in the metrics")
            count += 1
    print(f"{count} numbers agree; pictures: {', '.join(events.Tags()['images']) or 'none'}")


main()
