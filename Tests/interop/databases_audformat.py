#!/usr/bin/env python3
"""Writes databases with audformat, imports them with `ser corpus import audformat` and compares.

    python3 Tests/interop/databases_audformat.py [--ser PATH]

Splits and gold standards in tables of their own, people in a miscellaneous table and in a scheme, parts
of files whose names are alike, tables that contradict each other, and tables as Parquet with the line
that converts them. Fails where a row, a sound or a refusal is another. Needs audformat, numpy, soundfile.
"""

import argparse
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

import audformat
import numpy
import pandas
import soundfile

RATE = 16_000


def fail(what):
    sys.exit(f"FAILED: {what}")


def record(path, seed):
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = numpy.random.default_rng(seed).integers(-8_000, 8_000, 2 * RATE).astype("int16")
    soundfile.write(path, noise, RATE)


def database():
    db = audformat.Database("mine", languages=["deu"])
    db.schemes["emotion"] = audformat.Scheme("str", labels=["anger", "happiness", "sadness"])
    return db


def table(db, name, index, **options):
    db[name] = audformat.Table(index, **options)
    return db[name]


def column(table, name, values, scheme):
    table[name] = audformat.Column(scheme_id=scheme)
    table[name].set(values)


def splits(root, form):
    db = database()
    db.schemes["gender"] = audformat.Scheme("str", labels=["female", "male"])
    people = pandas.Index([3, 8], dtype="Int64", name="speaker")
    db.misc_tables["speaker"] = audformat.MiscTable(people)
    column(db["speaker"], "gender", ["male", "female"], "gender")
    db.schemes["speaker"] = audformat.Scheme("int", labels="speaker")
    files = [f"wav/{name}.wav" for name in "abcd"]
    for seed, file in enumerate(files):
        record(root / file, seed)
    column(table(db, "files", audformat.filewise_index(files)), "speaker", [3, 3, 8, 8], "speaker")
    parts = {"train": (files[:3], ["anger", "sadness", "anger"]), "test": (files[3:], ["happiness"])}
    for split, (names, emotions) in parts.items():
        db.splits[split] = audformat.Split(split)
        gold = table(db, f"emotion.categories.{split}.gold_standard", audformat.filewise_index(names),
                     split_id=split)
        column(gold, "emotion", emotions, "emotion")
    db.save(str(root), storage_format=form)
    return {("a.wav", "angry", "3", "male", "train"), ("b.wav", "sad", "3", "male", "train"),
            ("c.wav", "angry", "8", "female", "train"), ("d.wav", "happy", "8", "female", "test")}


def segments(root):
    db = database()
    db.schemes["speaker"] = audformat.Scheme("str", labels={"x": {"gender": "female"}})
    rows = [("a/001.wav", 0.5, 1, "anger"), ("b/001.wav", 0.5, 1, "sadness"), ("a/001.flac", 0.5, 1, "happiness"),
            ("x-1.wav", 0.5, 1, "anger"), ("x_1.wav", 0.5, 1, "sadness"), ("x-1.wav", 0.5001, 1, "happiness"),
            ("x-1.wav", 0.5, 1.5, "anger"), ("x-1.wav", 1.5, None, "anger")]
    for seed, file in enumerate(sorted({row[0] for row in rows})):
        record(root / file, 10 + seed)
    index = audformat.segmented_index(
        [row[0] for row in rows], [f"{row[1]}s" for row in rows],
        [pandas.NaT if row[2] is None else f"{row[2]}s" for row in rows])
    labels = table(db, "segments", index)
    column(labels, "emotion", [row[3] for row in rows], "emotion")
    column(labels, "speaker", ["x"] * len(rows), "speaker")
    db.save(str(root), storage_format="csv")
    return rows


def contradiction(root):
    db = database()
    record(root / "a.wav", 1)
    for name, emotion in (("acted", "anger"), ("heard", "sadness")):
        column(table(db, name, audformat.filewise_index(["a.wav"])), "emotion", [emotion], "emotion")
    db.save(str(root), storage_format="csv")


def imported(ser, root, *options):
    """The rows of the manifest, or what is said where it is refused."""
    output = root.parent / f"{root.name}.csv"
    run = subprocess.run([ser, "corpus", "import", "audformat", root, "-o", output, *options],
                         capture_output=True, text=True)
    if run.returncode:
        return run.stderr
    return list(csv.DictReader(output.open()))


def key(row):
    return (pathlib.Path(row["file"]).name, row["emotion"], row["speaker"], row["gender"], row["split"])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ser", default=".build/release/ser")
    ser = parser.parse_args().ser
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        expected = splits(folder / "csv", "csv")
        rows = imported(ser, folder / "csv")
        if {key(row) for row in rows} != expected:
            fail(f"splits: {rows}")

        splits(folder / "parquet", "parquet")
        said = imported(ser, folder / "parquet")
        line = re.search(r"python3 -c '(.*)'", said)
        if not line:
            fail(f"Parquet: {said}")
        subprocess.run([sys.executable, "-c", line.group(1)], check=True)
        rows = imported(ser, folder / "parquet")
        if {key(row) for row in rows} != expected:
            fail(f"converted from Parquet: {rows}")

        parts = segments(folder / "segments")
        rows = imported(ser, folder / "segments")
        if len({row["file"] for row in rows}) != len(parts):
            fail(f"parts share files: {rows}")
        for row, (file, start, end, _) in zip(rows, parts):
            sound, _ = soundfile.read(folder / "segments" / file, dtype="int16")
            found, _ = soundfile.read(folder / row["file"], dtype="int16")
            wanted = sound[round(start * RATE):round((end or 2) * RATE)]
            if not numpy.array_equal(found, wanted) or row["gender"] != "female":
                fail(f"{row} is not {file} from {start} to {end}")
            if (row["source"], float(row["start"]), float(row["end"])) != (f"segments/{file}", start, end or 2):
                fail(f"{row} tells another part than {file} from {start} to {end}")

        contradiction(folder / "both")
        said = imported(ser, folder / "both")
        if "a.wav (anger, sadness)" not in said:
            fail(f"contradiction: {said}")
        if imported(ser, folder / "both", "--table", "heard")[0]["emotion"] != "sad":
            fail("--table heard")
    print(f"databases of audformat {audformat.__version__} are read as they are meant")


main()
