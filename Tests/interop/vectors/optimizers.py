"""Adam on given gradients."""

import torch
from torch import nn

from .differentiable import converted, errors
from .draws import Draws
from .files import Case


def cases():
    for variant, rate, beta1, scale, steps in (
        ("1e-3", 1e-3, 0.9, 1.0, 5), ("1e-6", 1e-6, 0.9, 1.0, 5), ("small_gradients", 1e-3, 0.9, 1e-8, 5),
        ("beta1_0.5", 2e-4, 0.5, 1.0, 3),
    ):
        name = f"adam_{variant}"
        draws = Draws(name)
        start, gradients = draws.normal(3, 7), draws.normal(steps, 3, 7, scale=scale)
        gradients[:, 0, 0] = 0.0
        settings = {"lr": rate, "beta1": beta1, "beta2": 0.999, "eps": 1e-8}
        exact, single = (
            steps_of_adam(converted(start, precision), converted(gradients, precision), settings)
            for precision in (torch.float64, torch.float32))
        yield Case(
            name, "adam", settings, {"in.p": start, "in.grads": gradients}, exact, errors(exact, [single]))


def adam(parameters, lr, beta1, beta2, eps):
    return torch.optim.Adam(parameters, lr=lr, betas=(beta1, beta2), eps=eps)


def steps_of_adam(start, gradients, settings):
    """The weights after each step, and the moments after the last."""
    weights = nn.Parameter(start)
    optimizer = adam([weights], **settings)
    results = {}
    for number, gradient in enumerate(gradients, 1):
        weights.grad = gradient
        optimizer.step()
        results[f"out.p{number}"] = weights.detach().clone()
    state = optimizer.state[weights]
    return {**results, "out.m": state["exp_avg"], "out.v": state["exp_avg_sq"]}
