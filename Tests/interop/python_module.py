#!/usr/bin/env python3
"""Installs the wheel of `make wheel` in a new environment, and compares what its module returns with what the
command writes.

    python3 Tests/interop/python_module.py dist/ser-….whl MODEL RECORDING... [--ser PATH]

MODEL is a classifier of pictures. Fails where a number, a name, a version or a refusal differs. Needs nothing but
a registry from which pip takes numpy and pandas.
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile
import venv


def check(holds, what):
    if not holds:
        sys.exit(f"{what} differs")


def refused(call, status, text):
    import ser
    try:
        call()
    except ser.Error as error:
        check(error.status == status and text in str(error) and "\n" not in str(error), f"the refusal {error!r}")
    else:
        sys.exit(f"nothing was refused with {status}")


def command(arguments, *words):
    return subprocess.run([arguments.ser, *words], check=True, capture_output=True, text=True).stdout


def compare(arguments, folder):
    import numpy
    import pandas
    import ser

    check(ser.run("--version") == command(arguments, "--version"), "the version")
    first = arguments.recordings[0]
    manifest = folder / "manifest.csv"
    with manifest.open("w", newline="") as file:
        csv.writer(file).writerows(
            [["file", "emotion"], *([pathlib.Path(path).absolute(), "happy"] for path in arguments.recordings)])

    command(arguments, "features", "is10", manifest, "--output", folder / "is10.csv", "--quiet")
    expected = pandas.read_csv(folder / "is10.csv", index_col="file")
    found = ser.features(manifest)
    check(found.shape == (len(arguments.recordings), 1582), "the shape of features")
    check(list(found.index) == list(expected.index), "the recordings of features")
    check(list(found.columns) == list(expected.columns), "the names of features")
    check(numpy.array_equal(found.to_numpy(), expected.to_numpy(numpy.float32)), "a feature")
    check(numpy.array_equal(ser.features(first).to_numpy()[0], found.to_numpy()[0]), "one recording's features")
    native = ser.features(first, native_rate=True, variant="IS10_paraling")
    check(native.shape[0] == 1 and native.shape[1] > 1000, "the variant's shape")

    command(arguments, "features", "mel", first, "--output", folder / "mel.npy", "--quiet")
    expected = numpy.load(folder / "mel.npy")
    check(numpy.array_equal(ser.features(first, kind="mel"), expected), "a picture")
    pictures = ser.features(manifest, kind="mel", set=["frontEnd.bands=128", "frontEnd.hopLength=400"])
    check(len(pictures) == len(arguments.recordings), "the number of pictures")
    check(numpy.array_equal(pictures[str(pathlib.Path(first).absolute())], expected), "a manifest's picture")
    check(ser.features(first, kind="mel", set="frontEnd.bands=40").shape[1] == 40, "the number of bands")

    command(arguments, "predict", *arguments.recordings, "--model", arguments.model,
            "--output", folder / "said.csv", "--quiet")
    expected = pandas.read_csv(folder / "said.csv")
    for segments in (False, True):
        found = ser.predict(arguments.model, *arguments.recordings, segments=segments)
        rows = expected[expected["start"].notna() == segments].reset_index(drop=True)
        pandas.testing.assert_frame_equal(found, rows)
    check(len(ser.predict(arguments.model, first)) == 1, "the number of predictions")

    refused(lambda: ser.features(folder / "nothing.wav"), 66, "nothing.wav")
    refused(lambda: ser.features("-nothing.wav"), 66, "-nothing.wav")
    refused(lambda: ser.features(first, kind="mel", set="frontEnd.bands=0"), 64, "frontEnd.bands")
    refused(lambda: ser.run("features", "mel"), 64, "<input>")
    refused(lambda: ser.predict(folder / "no.safetensors", first), 66, "no.safetensors")
    script = pathlib.Path(sys.executable).parent / "ser"
    answer = subprocess.run([script, "features", "mel", folder / "nothing.wav", "--output", "x.npy"],
                            capture_output=True, text=True)
    check(answer.returncode == 66 and answer.stderr.startswith("ser: "), "the command's own refusal")
    print(f"{len(arguments.recordings)} recordings: features, pictures, predictions and refusals agree")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel")
    parser.add_argument("model")
    parser.add_argument("recordings", nargs="+")
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--installed", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        if arguments.installed:
            compare(arguments, folder)
            return
        venv.create(folder / "new", with_pip=True)
        python = folder / "new" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", arguments.wheel],
                       check=True)
        sys.exit(subprocess.run([python, *sys.argv, "--installed"]).returncode)


main()
