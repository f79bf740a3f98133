#!/usr/bin/env python3
"""Runs the PyTorch script of docs/other-programs.md as it stands there and compares it with `ser predict`.

    python3 Tests/interop/documented_torch.py RECORDING [--ser PATH] [--model classifier.safetensors]

Without --model one is trained for an epoch on the practice corpus, at full width, which takes minutes.
Fails where a probability differs by more than 1e-4. Needs numpy, torch, torchvision and safetensors.
"""

import argparse
import ast
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TOLERANCE = 1e-4
PAGE = pathlib.Path(__file__).parents[2] / "docs" / "other-programs.md"


def documented_script():
    scripts = re.findall(r"```python\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    return next(script for script in scripts if "load_state_dict" in script)


def train(ser, folder):
    """A classifier of the sizes that the script is for."""
    run = folder / "trained"
    subprocess.run([ser, "corpus", "synthesize", "--output", folder / "practice", "--quiet"], check=True)
    subprocess.run(
        [ser, "train", "classifier", folder / "practice" / "manifest.csv", "--output", run, "--quiet",
         "--set", "classifier.epochs=1", "--set", "classifier.batch=16"], check=True)
    return run / "classifier.safetensors"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recording")
    parser.add_argument("--ser", type=pathlib.Path, default=pathlib.Path(".build/release/ser"))
    parser.add_argument("--model", type=pathlib.Path)
    arguments = parser.parse_args()
    ser = arguments.ser.resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        model = arguments.model.resolve() if arguments.model else train(ser, folder)
        (folder / "runs" / "vgg").mkdir(parents=True)
        (folder / "runs" / "vgg" / "classifier.safetensors").symlink_to(model)
        subprocess.run(
            [ser, "features", "mel", arguments.recording, "--output", folder / "mel.npy", "--quiet"],
            check=True, stdout=subprocess.DEVNULL)
        answer = subprocess.run(
            [ser, "predict", arguments.recording, "--model", model, "--json", "--quiet"],
            check=True, stdout=subprocess.PIPE)
        printed = subprocess.run(
            [sys.executable, "-c", documented_script()], check=True, cwd=folder, stdout=subprocess.PIPE)
    ours = json.loads(answer.stdout)[0]["segments"][0]["probabilities"]
    theirs = ast.literal_eval(printed.stdout.decode())
    if ours.keys() != theirs.keys():
        sys.exit(f"PyTorch has {list(theirs)}, ser {list(ours)}")
    worst = max(abs(theirs[name] - share) for name, share in ours.items())
    print(f"largest difference of a probability: {worst:.2e}")
    sys.exit(not worst <= TOLERANCE)


if __name__ == "__main__":
    main()
