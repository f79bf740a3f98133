#!/usr/bin/env python3
"""Runs an exported classifier with onnxruntime and compares its probabilities with ser's own.

    python3 Tests/interop/onnx_runtime.py MODEL.safetensors DATA.csv [--ser PATH]

The data is a manifest, or for a classifier of features a table of these as CSV. The model can be a
mixup GAN too: then the codes of `ser encode` are compared with those of its encoder. Fails where a value differs by more than 1e-4. Needs numpy, onnx,
onnxruntime and safetensors.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
from safetensors import safe_open

TOLERANCE = 1e-4


def load(path):
    """The session and the card that the file's metadata holds."""
    model = onnx.load(path)
    onnx.checker.check_model(model)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]), json.loads(metadata["ser"])


def classifier_difference(ser, model, manifest, folder):
    subprocess.run([ser, "export", "onnx", model, "--output", folder / "m.onnx"], check=True)
    subprocess.run([ser, "evaluate", manifest, "--model", model, "--output", folder / "e", "--quiet"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run([ser, "features", "mel", manifest, "--output", folder / "mel.npz", "--quiet"],
                   check=True, stdout=subprocess.DEVNULL)
    session, card = load(folder / "m.onnx")
    pictures = np.load(folder / "mel.npz")
    mean, deviation = card["normalization"]["mean"], card["normalization"]["deviation"]
    length = card["classifier"]["segment"]
    hop = card["frontEnd"]["hopLength"] / card["frontEnd"]["sampleRate"]
    worst = count = 0
    for row in csv.DictReader((folder / "e" / "predictions.csv").open()):
        if not row["start"]:
            continue
        start = round(float(row["start"]) / hop)
        picture = pictures[row["file"]][start:start + length]
        picture = np.pad(picture, ((0, length - len(picture)), (0, 0)), constant_values=-100)
        x = ((picture - mean) / deviation).astype(np.float32)[None, None]
        logits = session.run(None, {"pictures": x})[0][0]
        ours = [float(row[f"probability_{name}"]) for name in card["classes"]]
        worst = max(worst, np.abs(probabilities(logits) - ours).max())
        count += 1
    return worst, f"{count} segments"


def scaled(row, card):
    """The features of a row of a table on the model's scale."""
    scale = card["scale"]
    x = np.array([float(row[name]) for name in card["names"]]) - scale["offset"]
    # A span of 0 is that of a feature that counts as constant.
    x = np.divide(x, scale["span"], out=np.zeros_like(x), where=np.array(scale["span"]) > 0)
    return (np.clip(x, 0, 1) if scale["isClipped"] else x).astype(np.float32)[None]


def probabilities(logits):
    odds = np.exp(logits - logits.max())
    return odds / odds.sum()


def feature_classifier_difference(ser, model, features, folder):
    subprocess.run([ser, "export", "onnx", model, "--output", folder / "m.onnx"], check=True)
    subprocess.run([ser, "predict", features, "--model", model, "--output", folder / "p.csv", "--quiet"],
                   check=True, stdout=subprocess.DEVNULL)
    session, card = load(folder / "m.onnx")
    predicted = {row["file"]: row for row in csv.DictReader((folder / "p.csv").open())}
    worst = 0
    for row in csv.DictReader(open(features)):
        theirs = probabilities(session.run(None, {"features": scaled(row, card)})[0][0])
        ours = [float(predicted[row["file"]][f"probability_{name}"]) for name in card["classes"]]
        worst = max(worst, np.abs(theirs - ours).max())
    return worst, f"{len(predicted)} vectors"


def encoder_difference(ser, model, features, folder):
    subprocess.run([ser, "export", "onnx", model, "--part", "encoder", "--output", folder / "m.onnx"],
                   check=True)
    subprocess.run([ser, "encode", model, features, "--output", folder / "codes.csv"], check=True,
                   stdout=subprocess.DEVNULL)
    session, card = load(folder / "m.onnx")
    codes = {row["file"]: [float(row[name]) for name in row if name != "file"]
             for row in csv.DictReader((folder / "codes.csv").open())}
    worst = 0
    for row in csv.DictReader(open(features)):
        code = session.run(None, {"features": scaled(row, card)})[0][0]
        worst = max(worst, np.abs(code - codes[row["file"]]).max())
    return worst, f"{len(codes)} vectors"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("data")
    parser.add_argument("--ser", default=".build/release/ser")
    arguments = parser.parse_args()
    with safe_open(arguments.model, "np") as file:
        kind = json.loads(file.metadata()["ser"])["model"]
    difference = {"classifier": classifier_difference, "dnn": feature_classifier_difference,
                  "mixup-gan": encoder_difference}[kind]
    with tempfile.TemporaryDirectory() as folder:
        worst, what = difference(
            arguments.ser, arguments.model, arguments.data, pathlib.Path(folder))
    print(f"{what}: largest difference {worst:.2e}")
    if worst > TOLERANCE:
        sys.exit(1)


main()
