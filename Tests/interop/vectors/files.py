"""The files of test vectors.

A case is one safetensors file; its metadata hold the operation, "op", and its settings as JSON, "attrs".
Numbers are single-precision or 32-bit integers. Names tell what a tensor is:

    in.*      inputs                param.*   weights, in PyTorch's names and layouts
    gout.*    gradients of outputs  out.*     expected outputs
    grad.*    expected gradients of inputs and weights, of the sum of all outputs, each times its gout.*;
              a scalar has no gout.*: its gradient is 1

and in a training

    w0.*      first weights         step.K.*  what step K is given
    wK.*      expected weights after step K
    g1.*      expected gradients of the first step, where it has one loss
    out.*     expected losses, and outputs at each step

`index.json` has for each expected tensor its largest absolute value, "scale", and the largest error of
PyTorch's own run in single precision, "f32_err". Weights after a step are not in it: they are judged by
how far they were to move.
"""

import json
import re
from dataclasses import dataclass

import numpy as np
from safetensors.numpy import save

MEGABYTE = 1_000_000


@dataclass
class Case:
    """A test vector: tensors by name, expected ones in double precision, and errors of single precision."""

    name: str
    operation: str
    attributes: dict
    given: dict
    expected: dict
    errors: dict


class VectorFolder:
    def __init__(self, folder):
        self.folder = folder
        self.index = {}
        folder.mkdir(parents=True, exist_ok=True)
        index = self.index_file()
        self.before = json.loads(index.read_text()) if index.exists() else {}

    def write(self, case):
        if case.name in self.index:
            raise ValueError(f"two cases are named {case.name}")
        if both := case.given.keys() & case.expected.keys():
            raise ValueError(f"{case.name}: {both} are given as well as expected")
        tensors = {name: stored(tensor) for name, tensor in {**case.given, **case.expected}.items()}
        if wrong := [name for name, array in tensors.items() if not np.isfinite(array).all()]:
            raise ValueError(f"{case.name}: {wrong} are not finite")
        metadata = {"op": case.operation, "attrs": json.dumps(case.attributes)}
        self.file(case.name).write_bytes(in_order(save(tensors, metadata)))
        self.index[case.name] = {
            "op": case.operation,
            "expected": {
                name: {"scale": brief(tensor.abs().max().item()), "f32_err": brief(case.errors[name])}
                for name, tensor in case.expected.items()
                if name in case.errors and not re.match(r"w\d+\.", name)}}

    def finish(self):
        """Writes the index, and removes cases that the one before had and this has not.

        Returns a line on what the folder holds.
        """
        for name in self.before.keys() - self.index.keys():
            self.file(name).unlink(missing_ok=True)
        self.index_file().write_text(index_text(self.index))
        size = sum(file.stat().st_size for file in self.folder.iterdir())
        return f"{len(self.index)} cases, {size / MEGABYTE:.2f} MB"

    def file(self, name):
        return self.folder / f"{name}.safetensors"

    def index_file(self):
        return self.folder / "index.json"


def stored(tensor):
    array = tensor.detach().numpy()
    return np.ascontiguousarray(array, np.float32 if array.dtype.kind == "f" else np.int32).reshape(array.shape)


def in_order(file):
    """A safetensors file with its header sorted: the library leaves the order of metadata to chance."""
    size = int.from_bytes(file[:8], "little")
    header = json.dumps(json.loads(file[8:8 + size]), sort_keys=True, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    return len(header).to_bytes(8, "little") + header + file[8 + size:]


def brief(number):
    return float(f"{number:.3g}")


def index_text(index):
    """A line a tensor, so that a change shows as one."""
    cases = []
    for name, entry in index.items():
        tensors = ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in entry["expected"].items())
        expected = f"{{\n{tensors}}}" if tensors else "{}"
        cases.append(f' {json.dumps(name)}: {{"op": {json.dumps(entry["op"])}, "expected": {expected}}}')
    return "{\n" + ",\n".join(cases) + "\n}\n"
