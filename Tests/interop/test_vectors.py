#!/usr/bin/env python3
"""Writes the test vectors that `ser check --vectors` compares with: PyTorch's results, computed in double precision.

    pip install numpy torch safetensors
    python3 Tests/interop/test_vectors.py Tests/Fixtures/vectors
    ser check --vectors Tests/Fixtures/vectors

A case is a small safetensors file, at sizes that are odd or prime; `index.json` tells how precise
single precision is in each. Run again on the same machine it writes the same bytes; elsewhere inputs are
the same, results may differ in their last bit, and the precision, which is measured, does so a little
more. Cases of the folder's index that are no longer made are removed. Needs numpy, torch and safetensors.
"""

import argparse
import pathlib

import torch

from vectors import losses, networks, operations, optimizers, sequences, trajectories
from vectors.files import VectorFolder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    # How sums are split among threads would decide their last bits.
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    folder = VectorFolder(arguments.folder)
    for module in (operations, sequences, losses, optimizers, networks, trajectories):
        for case in module.cases():
            folder.write(case)
    print(folder.finish())


if __name__ == "__main__":
    main()
