"""Cases of a few steps of training.

Adam divides a gradient by its own size, and ReLU and pooling have kinks, so that rounding errors grow.
The error of single precision is therefore the worst of a run in it and of runs in double precision from
weights that are off by one rounding. Seeds are chosen such that it stays small.
"""

import torch

from .differentiable import converted, errors
from .draws import Draws
from .files import Case
from .optimizers import adam

STEPS = range(1, 4)
ADAM = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
PERTURBED_RUNS = 8
ROUNDING = 1.2e-7


class Run:
    """A training in one precision, and what comes of it."""

    def __init__(self, given, precision, perturbation=None):
        self.given = given
        self.precision = precision
        self.draws = None if perturbation is None else Draws("perturbation", perturbation)
        self.results = {}

    def load(self, model, prefix):
        """The model in this run's precision, with the weights whose names begin so."""
        trained = dict(model.named_parameters())
        state = {}
        for key in model.state_dict():
            state[key] = converted(self.given[prefix + key], self.precision)
            if self.draws and key in trained:
                state[key] *= 1 + ROUNDING * self.draws.normal(*state[key].shape).double()
        model.to(self.precision).load_state_dict(state)
        return model

    def __call__(self, name):
        return converted(self.given[name], self.precision)

    def keep(self, name, tensor):
        self.results[name] = tensor.detach().clone()

    def keep_weights(self, step, model, prefix=""):
        for key, tensor in model.state_dict().items():
            self.keep(f"w{step}.{prefix}{key}", tensor)

    def add_loss(self, name, loss):
        """To the losses of the steps before."""
        before = self.results.get(f"out.{name}", loss.new_zeros(0))
        self.results[f"out.{name}"] = torch.cat([before, loss.detach()[None]])


def trajectory(name, attributes, given, train, hidden=()):
    """The case of a training.

    `train` is called with several runs. What it keeps is expected, but for the names in `hidden`.
    """
    def results(precision, perturbation=None):
        run = Run(given, precision, perturbation)
        train(run)
        return {key: tensor for key, tensor in run.results.items() if key not in hidden}

    exact = results(torch.float64)
    others = [results(torch.float32)] + [results(torch.float64, number) for number in range(PERTURBED_RUNS)]
    return Case(
        name, f"trajectory_{name}", {**ADAM, "steps": len(STEPS), **attributes}, given, exact, errors(exact, others))


def first_weights(draws, prefix, model):
    return {f"w0.{prefix}{key}": tensor for key, tensor in draws.weights(model).items()}


def update(optimizer, loss):
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()


def optimizer(*modules):
    return adam([parameter for module in modules for parameter in module.parameters()], **ADAM)
