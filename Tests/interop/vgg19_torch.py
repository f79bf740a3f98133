#!/usr/bin/env python3
"""Compares our VGG19 with torchvision's and PyTorch's, in both directions.

    python3 Tests/interop/vgg19_torch.py [--ser PATH]
    python3 Tests/interop/vgg19_torch.py [--ser PATH] --model RUN/classifier.safetensors

The first form writes torchvision's own vgg19 and vgg19_bn and the paper's form of it (one channel, no
pooling before the classifier, four classes) as safetensors, lets `ser predict --logits` use them on
pictures of 224 x 224 and 128 x 128, and compares the logits. The second takes a file that
`ser train classifier` wrote, loads it in PyTorch by name, and compares in the same way; a quick one:

    ser corpus synthesize --output practice
    ser train classifier practice/manifest.csv --output run --preset small --set classifier.epochs=1

Prints the largest difference of a logit relative to the largest logit, and fails where one is above
1e-4. Needs numpy, torch, torchvision and safetensors (`pip install numpy torch torchvision
safetensors`).
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
import torchvision
from safetensors.torch import load_file, save_file
from torch import nn

TOLERANCE = 1e-4


def randomized(model):
    """The model with weights whose logits depend on the picture, and statistics as if trained."""
    for module in model.modules():
        if isinstance(module, nn.Linear):
            nn.init.kaiming_normal_(module.weight)
            nn.init.normal_(module.bias)
        if isinstance(module, nn.Conv2d):
            nn.init.normal_(module.bias, std=0.1)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, std=0.2)
            nn.init.normal_(module.running_mean, std=0.5)
            nn.init.uniform_(module.running_var, 0.5, 2)
    return model


def paper_form(model):
    """The paper's form: one channel in, 512 x 4 x 4 values of a 128 x 128 picture flattened, four classes."""
    model.features[0] = nn.Conv2d(1, 64, 3, padding=1)
    model.avgpool = nn.Identity()
    model.classifier[0] = nn.Linear(8192, 4096)
    model.classifier[6] = nn.Linear(4096, 4)
    return model


def from_file(path):
    """A file of ours in PyTorch: each layer is made from its weights' shapes, then loaded by name."""
    state = load_file(path)
    model = torchvision.models.vgg19_bn() if "features.1.weight" in state else torchvision.models.vgg19()
    model.avgpool = nn.Identity()
    for sequence, name in ((model.features, "features"), (model.classifier, "classifier")):
        for i, layer in enumerate(sequence):
            weight = state.get(f"{name}.{i}.weight")
            if isinstance(layer, nn.Conv2d):
                sequence[i] = nn.Conv2d(weight.shape[1], weight.shape[0], 3, padding=1)
            elif isinstance(layer, nn.BatchNorm2d):
                sequence[i] = nn.BatchNorm2d(len(weight))
            elif isinstance(layer, nn.Linear):
                sequence[i] = nn.Linear(weight.shape[1], weight.shape[0])
    model.load_state_dict(state)
    channels = [layer for layer in model.features if isinstance(layer, nn.Conv2d)][-1].out_channels
    side = round((model.classifier[0].in_features / channels) ** 0.5)
    return model, 32 * side


def error(ser, model, file, pictures):
    """The largest difference of a logit, relative to the largest."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = pathlib.Path(folder) / "pictures.npy", pathlib.Path(folder) / "logits.npy"
        np.save(given, pictures)
        subprocess.run(
            [ser, "predict", given, "--model", file, "--logits", found], check=True, stdout=subprocess.DEVNULL)
        logits = np.load(found)
    with torch.no_grad():
        expected = model.eval()(torch.from_numpy(pictures)).numpy()
    if logits.shape != expected.shape:
        sys.exit(f"{file}: logits of {logits.shape}, and PyTorch has {expected.shape}")
    return np.abs(logits - expected).max() / np.abs(expected).max()


def pictures(channels, side, count=2):
    return np.random.default_rng(side).standard_normal((count, channels, side, side)).astype(np.float32)


def torchvision_cases(folder):
    """What to compare, as (name, model, file, pictures)."""
    vgg, norm = torchvision.models.vgg19, torchvision.models.vgg19_bn
    for name, make, channels, sides in (
        ("vgg19", vgg, 3, (224, 128)),
        ("vgg19_bn", norm, 3, (224, 128)),
        ("vgg19 of the paper", lambda: paper_form(vgg()), 1, (128,)),
        ("vgg19_bn of the paper", lambda: paper_form(norm()), 1, (128,)),
    ):
        model = randomized(make())
        file = pathlib.Path(folder) / "model.safetensors"
        save_file(model.state_dict(), file)
        for side in sides:
            yield f"{name}, {side} x {side}", model, file, pictures(channels, side)


def our_case(file):
    model, side = from_file(file)
    yield f"{file}, {side} x {side}", model, file, pictures(model.features[0].in_channels, side)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--model", type=pathlib.Path)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        cases = our_case(arguments.model) if arguments.model else torchvision_cases(folder)
        for name, model, file, batch in cases:
            difference = error(arguments.ser, model, file, batch)
            print(f"{name}: {difference:.1e}", flush=True)
            worst = max(worst, difference)
    sys.exit(not worst <= TOLERANCE)


if __name__ == "__main__":
    main()
