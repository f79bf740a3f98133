"""Cases of what has outputs and gradients."""

import torch

from .draws import Draws
from .files import Case


def differentiable(name, operation, attributes, compute, inputs, weights=None, constant=()):
    """The case of an operation or a network.

    `compute` takes inputs and weights by name and returns a tensor, which is then named y, or several by
    name. Gradients are expected of all that are no integers and not named in `constant`.
    """
    weights = weights or {}
    values = {**inputs, **weights}
    leaves = [key for key, value in values.items() if value.is_floating_point() and key not in constant]
    draws = Draws(f"{name}, gradients of outputs")
    upstream = {}
    results = {}
    for precision in (torch.float64, torch.float32):
        tensors = {key: converted(value, precision).requires_grad_(key in leaves) for key, value in values.items()}
        outputs = compute(**tensors)
        if not isinstance(outputs, dict):
            outputs = {"y": outputs}
        differentiated = {key: value for key, value in outputs.items() if value.requires_grad}
        for key, value in differentiated.items():
            if value.dim() and key not in upstream:
                upstream[key] = draws.normal(*value.shape)
        total = sum((value * upstream[key].to(precision)).sum() if value.dim() else value
                    for key, value in differentiated.items())
        gradients = torch.autograd.grad(total, [tensors[key] for key in leaves]) if leaves else []
        results[precision] = {
            **{f"out.{key}": value.detach() for key, value in outputs.items()},
            **{f"grad.{key}": gradient for key, gradient in zip(leaves, gradients)}}
    given = {
        **{f"in.{key}": value for key, value in inputs.items()},
        **{f"param.{key}": value for key, value in weights.items()},
        **{f"gout.{key}": value for key, value in upstream.items()}}
    exact, single = results[torch.float64], results[torch.float32]
    return Case(name, operation, attributes, given, exact, errors(exact, [single]))


def converted(tensor, precision):
    """A copy in another precision, where it holds no integers."""
    return tensor.to(precision if tensor.is_floating_point() else tensor.dtype, copy=True)


def errors(exact, others):
    """The largest error of any element in any of other runs, by name."""
    return {
        name: max((other[name].double() - tensor).abs().max().item() for other in others)
        for name, tensor in exact.items() if tensor.is_floating_point()}
