#!/usr/bin/env python3
"""Runs an exported classifier with onnxruntime and compares its probabilities with ser's own.

    python3 Tests/interop/onnx_runtime.py MODEL.safetensors MANIFEST.csv [--ser PATH] [--encoder]

With --encoder the model is a mixup GAN and the manifest a file of features (CSV): the codes of
`ser encode` are compared. Fails where a value differs by more than 1e-4. Needs numpy, onnx and
onnxruntime.
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
        odds = np.exp(logits - logits.max())
        ours = [float(row[f"probability_{name}"]) for name in card["classes"]]
        worst = max(worst, np.abs(odds / odds.sum() - ours).max())
        count += 1
    return worst, f"{count} segments"


def encoder_difference(ser, model, features, folder):
    subprocess.run([ser, "export", "onnx", model, "--part", "encoder", "--output", folder / "m.onnx"],
                   check=True)
    subprocess.run([ser, "encode", model, features, "--output", folder / "codes.csv"], check=True,
                   stdout=subprocess.DEVNULL)
    session, card = load(folder / "m.onnx")
    codes = {row["file"]: [float(row[name]) for name in row if name != "file"]
             for row in csv.DictReader((folder / "codes.csv").open())}
    scale = card["scale"]
    offset, span = np.array(scale["offset"]), np.array(scale["span"])
    worst = 0
    for row in csv.DictReader(open(features)):
        x = (np.array([float(row[name]) for name in card["names"]]) - offset) / span
        if scale["isClipped"]:
            x = np.clip(x, 0, 1)
        code = session.run(None, {"features": x.astype(np.float32)[None]})[0][0]
        worst = max(worst, np.abs(code - codes[row["file"]]).max())
    return worst, f"{len(codes)} vectors"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("manifest")
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--encoder", action="store_true")
    arguments = parser.parse_args()
    difference = encoder_difference if arguments.encoder else classifier_difference
    with tempfile.TemporaryDirectory() as folder:
        worst, what = difference(
            arguments.ser, arguments.model, arguments.manifest, pathlib.Path(folder))
    print(f"{what}: largest difference {worst:.2e}")
    if worst > TOLERANCE:
        sys.exit(1)


main()
