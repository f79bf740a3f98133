#!/usr/bin/env python3
"""Reads the predictions of `ser predict --format audformat` with audformat and compares them with its CSV.

    python3 Tests/interop/predictions_audformat.py MODEL.safetensors RECORDING... [--ser PATH]

Fails where a file, an emotion, a time or a probability differs. Needs audformat.
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile

import audformat


def predict(ser, arguments, output, *form):
    subprocess.run(
        [ser, "predict", *arguments.recordings, "--model", arguments.model, "--output", output, "--quiet",
         *form], check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("recordings", nargs="+")
    parser.add_argument("--ser", default=".build/release/ser")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        predict(arguments.ser, arguments, folder / "p.csv")
        predict(arguments.ser, arguments, folder / "db", "--format", "audformat")
        database = audformat.Database.load(str(folder / "db"))
        files, segments = database["files"].df, database["segments"].df
        rows = list(csv.DictReader((folder / "p.csv").open()))
    if len(rows) != len(files) + len(segments):
        sys.exit(f"{len(rows)} rows in the CSV, {len(files)} files and {len(segments)} segments in the database")
    parts = segments.reset_index()
    wholes = files.reset_index()
    for table, expected in ((wholes, [r for r in rows if not r["start"]]),
                            (parts, [r for r in rows if r["start"]])):
        for (_, found), row in zip(table.iterrows(), expected):
            agrees = (pathlib.Path(found["file"]) == pathlib.Path(row["file"]).absolute()
                      and found["emotion"] == row["predicted"])
            for name, value in row.items():
                if name.startswith("probability_"):
                    agrees = agrees and abs(found[name] - float(value)) < 1e-6
                elif name in ("start", "end") and value:
                    agrees = agrees and abs(found[name].total_seconds() - float(value)) < 1e-3
            if not agrees:
                sys.exit(f"{dict(found)} in the database, {row} in the CSV")
    print(f"{len(files)} files and {len(segments)} segments agree; emotions {database.schemes['emotion'].labels}")


main()
