#!/usr/bin/env python3
"""Reads a run's event files with TensorBoard and compares them with its metrics.jsonl and results.json.

    python3 Tests/interop/tensorboard_events.py RUN

Every row, fold and seed has a run of its own, in which each tag has one number a step; HParams shows a session
for each of an experiment's, with its settings. Fails where a number is missing, differs or lies over another.
Needs tensorboard.
"""

import argparse
import json
import math
import pathlib
import re
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata


def accumulators(folder):
    """Each of TensorBoard's runs by its name."""
    runs = {}
    for file in sorted(folder.rglob("events.out.tfevents.*")):
        name = str(file.parent.relative_to(folder))
        if name not in runs:
            runs[name] = EventAccumulator(str(file.parent), size_guidance={"scalars": 0})
            runs[name].Reload()
    return runs


def place(part):
    """The run and what precedes the tag, of a part of ours."""
    found = re.fullmatch(r"(?:(.+)-)?seed(\d+)(?:-fold(\d+))?(?:-(.+))?", part)
    if not found:
        return part, ""
    target, seed, fold, own = found.groups()
    nested = re.fullmatch(r"(.+?)-(augmentor|autoencoder|gan(?:-\d+)?)", own or "")
    row = nested[1] if nested else own or "all"
    name = f"{target} {row}" if target else row
    return f"{name}/fold{fold or 1}/seed{seed}", f"{nested[2]}/" if nested else ""


def sessions(runs):
    """The settings and the group of each session that HParams finds."""
    found = {}
    for name, events in runs.items():
        content = events.summary_metadata.get(metadata.SESSION_START_INFO_TAG)
        if content is None:
            continue
        start = metadata.parse_session_start_info_plugin_data(content.plugin_data.content)
        end = events.summary_metadata[metadata.SESSION_END_INFO_TAG].plugin_data.content
        if metadata.parse_session_end_info_plugin_data(end) is None:
            sys.exit(f"{name}: the session does not end")
        found[name] = start
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=pathlib.Path)
    run = parser.parse_args().run
    runs = accumulators(run / "tensorboard")
    read = {}
    for name, events in runs.items():
        for tag in events.Tags()["scalars"]:
            for event in events.Scalars(tag):
                if (name, tag, event.step) in read:
                    sys.exit(f"{name}: {tag} has several numbers at step {event.step}")
                read[name, tag, event.step] = event.value
    count = 0
    for line in (run / "metrics.jsonl").open():
        record = json.loads(line)
        part, step = record.pop("part"), record.pop("step")
        values = {**record.pop("losses", {}), **record}
        name, prefix = place(part)
        for key, value in values.items():
            if not isinstance(value, (int, float)):
                continue
            found = read.get((name, prefix + key, step))
            if found is None or not math.isclose(found, value, rel_tol=1e-6, abs_tol=1e-12):
                sys.exit(f"{part}/{key}, step {step}: {found} in the events, {value} in the metrics")
            count += 1
    shown = sessions(runs)
    results = run / "results.json"
    rows = json.loads(results.read_text()).get("rows", {}) if results.exists() else {}
    for row, found in rows.items():
        own = {name: start for name, start in shown.items() if start.group_name == row}
        if len(own) != len(found["runs"]):
            sys.exit(f"{row}: {len(own)} sessions of {len(found['runs'])}")
        for start in own.values():
            if start.hparams["row"].string_value != row or "preset" not in start.hparams:
                sys.exit(f"{row}: its session does not say what it is of")
        recalls = sorted(read[name, "test/uar", 0] for name in own)
        for ours, theirs in zip(sorted(run["uar"] for run in found["runs"]), recalls):
            if not math.isclose(ours, theirs, rel_tol=1e-6):
                sys.exit(f"{row}: UAR {theirs} in the events, {ours} in the results")
    pictures = sorted({tag for events in runs.values() for tag in events.Tags()["images"]})
    print(
        f"{count} numbers of {len(runs)} runs agree; {len(shown)} sessions; "
        f"pictures: {', '.join(pictures) or 'none'}")


main()
