"""Convolutions, poolings, products and pointwise operations."""

import torch
from torch.nn import functional as F

from .differentiable import differentiable
from .draws import Draws


def cases():
    yield from convolutions()
    yield from transposed_convolutions()
    yield from poolings()
    yield from products()
    yield from pointwise()


def convolutions():
    for variant, batch, inputs, outputs, size, kernel, stride, padding, bias in (
        ("k3s1p1", 2, 3, 5, (7, 11), (3, 3), (1, 1), (1, 1), True),
        ("k3s1p0", 2, 3, 5, (7, 5), (3, 3), (1, 1), (0, 0), True),
        ("k3s1p1_one_channel", 3, 1, 5, (5, 7), (3, 3), (1, 1), (1, 1), True),
        ("k3s1p1_one_pixel", 2, 3, 3, (1, 1), (3, 3), (1, 1), (1, 1), True),
        ("k3s1p1_without_bias", 1, 2, 2, (5, 5), (3, 3), (1, 1), (1, 1), False),
        ("k3s1p1_uneven", 1, 17, 19, (13, 11), (3, 3), (1, 1), (1, 1), True),
        ("k1s1p0", 2, 5, 3, (3, 7), (1, 1), (1, 1), (0, 0), True),
        ("k4s2p1", 2, 2, 7, (16, 8), (4, 4), (2, 2), (1, 1), True),
        ("k4s2p1_odd", 2, 3, 5, (11, 7), (4, 4), (2, 2), (1, 1), True),
        ("k5s2p2_odd", 1, 3, 2, (9, 7), (5, 5), (2, 2), (2, 2), True),
        ("k3s2p1_odd", 2, 5, 3, (7, 5), (3, 3), (2, 2), (1, 1), True),
        ("k3x5s1x2p1x2", 2, 2, 3, (5, 9), (3, 5), (1, 2), (1, 2), True),
        ("k3s3p0_with_rest", 1, 2, 2, (11, 10), (3, 3), (3, 3), (0, 0), True),
    ):
        name = f"conv2d_{variant}"
        draws = Draws(name)
        weights = {"weight": draws.normal(outputs, inputs, *kernel, scale=(inputs * kernel[0] * kernel[1]) ** -0.5)}
        if bias:
            weights["bias"] = draws.normal(outputs)

        def compute(x, weight, bias=None):
            return F.conv2d(x, weight, bias, stride, padding)

        yield differentiable(
            name, "conv2d", {"stride": stride, "padding": padding}, compute,
            {"x": draws.normal(batch, inputs, *size)}, weights)


def transposed_convolutions():
    for variant, batch, inputs, outputs, size, kernel, stride, padding, more, bias in (
        ("k8s4p2", 2, 3, 5, (5, 3), (8, 8), (4, 4), (2, 2), (0, 0), True),
        ("k8s4p2_one_channel", 2, 5, 1, (7, 3), (8, 8), (4, 4), (2, 2), (0, 0), True),
        ("k8s4p2_uneven", 1, 11, 7, (5, 3), (8, 8), (4, 4), (2, 2), (0, 0), True),
        ("k4s2p1", 2, 3, 5, (5, 3), (4, 4), (2, 2), (1, 1), (0, 0), True),
        ("k2s2p0", 1, 5, 3, (3, 5), (2, 2), (2, 2), (0, 0), (0, 0), True),
        ("k3s1p1", 2, 3, 2, (5, 7), (3, 3), (1, 1), (1, 1), (0, 0), True),
        ("k3s2p1_with_rest", 2, 2, 3, (3, 5), (3, 3), (2, 2), (1, 1), (1, 1), True),
        ("k2s3p0_with_gaps", 1, 2, 2, (3, 3), (2, 2), (3, 3), (0, 0), (0, 0), True),
        ("k5s2p2_without_bias", 2, 3, 3, (5, 3), (5, 5), (2, 2), (2, 2), (0, 0), False),
        ("k4x8s2x4p1x2", 1, 3, 2, (5, 3), (4, 8), (2, 4), (1, 2), (0, 0), True),
    ):
        name = f"conv_transpose2d_{variant}"
        draws = Draws(name)
        weights = {"weight": draws.normal(inputs, outputs, *kernel, scale=inputs ** -0.5 / 2)}
        if bias:
            weights["bias"] = draws.normal(outputs)

        def compute(x, weight, bias=None):
            return F.conv_transpose2d(x, weight, bias, stride, padding, more)

        yield differentiable(
            name, "conv_transpose2d", {"stride": stride, "padding": padding, "output_padding": more}, compute,
            {"x": draws.normal(batch, inputs, *size)}, weights)


def poolings():
    """An index is that of the largest pixel in its plane; among equals it is the first."""

    def pool(x):
        y, index = F.max_pool2d(x, 2, 2, return_indices=True)
        return {"y": y, "index": index}

    equals = torch.tensor(
        [[1., 1., 2., 3.], [1., 1., 3., 2.], [0., 0., -1., -1.], [0., 5., -1., -2.]])[None, None]
    draws = Draws("maxpool2d")
    for variant, x in (
        ("even", draws.normal(2, 3, 6, 8)),
        ("odd", draws.normal(2, 3, 7, 5)),
        ("negative", -1 - draws.uniform(1, 2, 4, 4)),
        ("equals", equals),
        ("after_relu", F.relu(draws.normal(2, 3, 6, 6))),
        ("uneven", draws.normal(1, 17, 10, 6)),
    ):
        yield differentiable(f"maxpool2d_{variant}", "maxpool2d", {"kernel": 2, "stride": 2}, pool, {"x": x})
    for variant, output, shape in (
        ("to_1", 1, (2, 3, 5, 7)), ("to_3", 3, (1, 2, 5, 7)), ("to_7_from_4", 7, (1, 3, 4, 4)),
    ):
        name = f"adaptive_avgpool2d_{variant}"
        yield differentiable(
            name, "adaptive_avgpool2d", {"out": output}, lambda x: F.adaptive_avg_pool2d(x, output),
            {"x": Draws(name).normal(*shape)})


def products():
    for variant, rows, inputs, outputs, bias in (
        ("small", 5, 7, 3, True), ("one_row", 1, 11, 5, True), ("without_bias", 3, 5, 7, False),
        ("uneven", 33, 65, 17, True),
    ):
        name = f"linear_{variant}"
        draws = Draws(name)
        weights = {"weight": draws.normal(outputs, inputs, scale=inputs ** -0.5)}
        if bias:
            weights["bias"] = draws.normal(outputs)
        yield differentiable(name, "linear", {}, linear, {"x": draws.normal(rows, inputs)}, weights)
    for variant, rows, between, columns in (
        ("small", 3, 5, 7), ("uneven", 65, 33, 17), ("one_row", 1, 101, 7),
    ):
        name = f"matmul_{variant}"
        draws = Draws(name)
        yield differentiable(
            name, "matmul", {}, lambda a, b: a @ b,
            {"a": draws.normal(rows, between), "b": draws.normal(between, columns)})


def linear(x, weight, bias=None):
    return F.linear(x, weight, bias)


def pointwise():
    """At 0 the slope of ReLU is 0, and that of leaky ReLU is that of negative numbers."""
    x = Draws("pointwise").normal(3, 5)
    x[0, 0], x[0, 1] = 0.0, -0.0
    wide = torch.cat([x, torch.tensor([[-100., -20., 0., 20., 100.]])])
    yield differentiable("relu", "relu", {}, lambda x: F.relu(x), {"x": x})
    yield differentiable("tanh", "tanh", {}, torch.tanh, {"x": wide})
    yield differentiable("sigmoid", "sigmoid", {}, torch.sigmoid, {"x": wide})
    yield differentiable("softplus", "softplus", {}, lambda x: F.softplus(x), {"x": wide})
    for slope in (0.2, 0.01):
        yield differentiable(
            f"leaky_relu_{slope}", "leaky_relu", {"slope": slope}, lambda x: F.leaky_relu(x, slope), {"x": x})
    for dropped in (0.5, 0.8):
        name = f"dropout_{dropped}"
        draws = Draws(name)
        yield differentiable(
            name, "dropout", {"p": dropped}, lambda x, mask: x * mask / (1 - dropped),
            {"x": draws.normal(5, 7), "mask": draws.mask(5, 7, dropped=dropped)}, constant=("mask",))
