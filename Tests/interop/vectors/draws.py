"""Random numbers of a case."""

import zlib

import numpy as np
import torch


class Draws:
    """Single-precision numbers from the name of a case, and with it from nothing else.

    NumPy keeps the stream of `RandomState` as it is, so that inputs are the same whatever is installed.
    """

    def __init__(self, name, seed=0):
        self.random = np.random.RandomState(zlib.crc32(name.encode()) + seed)

    def normal(self, *shape, scale=1.0):
        return torch.from_numpy((scale * self.random.standard_normal(shape)).astype(np.float32))

    def uniform(self, *shape, low=0.0, high=1.0):
        return torch.from_numpy(self.random.uniform(low, high, shape).astype(np.float32))

    def mask(self, *shape, dropped=0.5):
        """Of a dropout: 1 where an element is kept."""
        return torch.from_numpy((self.random.uniform(size=shape) >= dropped).astype(np.float32))

    def integers(self, below, *shape):
        return torch.from_numpy(self.random.randint(below, size=shape))

    def probabilities(self, rows, classes, scale=1.0):
        """Rows that add up to 1. Rounded from double precision: how torch sums is the processor's choice."""
        return torch.softmax(self.normal(rows, classes, scale=scale).double(), 1).float()

    def weights(self, model):
        """Weights for a model by which signals neither vanish nor grow, with its other state as it is."""
        trained = dict(model.named_parameters())
        state = {}
        for name, tensor in model.state_dict().items():
            if name not in trained:
                state[name] = tensor.clone()
            elif tensor.dim() > 1:
                state[name] = self.normal(*tensor.shape, scale=(2 / tensor[0].numel()) ** 0.5)
            else:
                # A vector multiplies only in a normalisation, whose bias it goes before.
                middle = 1.0 if name.endswith("weight") else 0.0
                state[name] = middle + self.normal(*tensor.shape, scale=0.1)
        return state
