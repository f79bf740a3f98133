"""LSTM, attention and softmax."""

import torch
from torch.nn import functional as F

from .differentiable import differentiable
from .draws import Draws


def cases():
    yield from lstms()
    yield from attentions()
    yield from softmaxes()


def lstms():
    """Gates are in the order input, forget, cell, output; x is batch × steps × features."""
    for variant, batch, steps, inputs, hidden, scale, has_state in (
        ("small", 3, 5, 7, 5, 1, False),
        ("one_step", 2, 1, 3, 5, 1, False),
        ("one_sequence", 1, 7, 11, 3, 1, False),
        ("from_state", 2, 5, 3, 7, 1, True),
        ("saturated", 2, 7, 3, 5, 12, False),
        ("long", 2, 31, 17, 13, 1, False),
    ):
        name = f"lstm_{variant}"
        draws = Draws(name)
        bound = hidden ** -0.5

        def weight(*shape):
            return draws.uniform(*shape, low=-bound, high=bound)

        given = {"x": draws.normal(batch, steps, inputs)}
        if has_state:
            given.update(h0=draws.normal(batch, hidden), c0=draws.normal(batch, hidden))
        weights = {
            "weight_ih_l0": scale * weight(4 * hidden, inputs), "weight_hh_l0": weight(4 * hidden, hidden),
            "bias_ih_l0": weight(4 * hidden), "bias_hh_l0": weight(4 * hidden)}
        yield differentiable(name, "lstm", {}, lstm, given, weights)


def lstm(x, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, h0=None, c0=None):
    zero = x.new_zeros(x.shape[0], weight_hh_l0.shape[1])
    state = tuple((zero if tensor is None else tensor)[None] for tensor in (h0, c0))
    y, hidden, cell = torch.lstm(
        x, state, (weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0), has_biases=True, num_layers=1,
        dropout=0.0, train=False, bidirectional=False, batch_first=True)
    return {"y": y, "h_n": hidden[0], "c_n": cell[0]}


def attentions():
    for variant, batch, steps, hidden, inner, scale in (
        ("small", 3, 5, 7, 7, 1),
        ("narrow", 2, 5, 7, 3, 1),
        ("one_step", 2, 1, 5, 5, 1),
        ("sharp", 2, 7, 5, 5, 60),
        ("long", 2, 31, 17, 13, 1),
    ):
        name = f"attention_pool_{variant}"
        draws = Draws(name)
        yield differentiable(
            name, "attention_pool", {}, attention, {"h": draws.normal(batch, steps, hidden)},
            {"W": draws.normal(inner, hidden, scale=hidden ** -0.5), "b": draws.normal(inner),
             "v": draws.normal(inner, scale=scale * inner ** -0.5)})


def attention(h, W, b, v):
    """a = softmax over t of v · tanh(W h_t + b), y = sum over t of a_t h_t."""
    weights = torch.softmax((torch.tanh(F.linear(h, W, b)) * v).sum(-1), 1)
    return {"y": (weights[..., None] * h).sum(1), "weights": weights}


def softmaxes():
    draws = Draws("softmax")
    for variant, axis, x in (
        ("small", 1, draws.normal(3, 5)),
        ("large", -1, torch.cat([500 + draws.normal(2, 7), draws.normal(1, 7, scale=500)])),
        ("equal", 1, torch.ones(2, 3)),
        ("inner_axis", 1, draws.normal(2, 5, 3)),
    ):
        yield differentiable(
            f"softmax_{variant}", "softmax", {"axis": axis}, lambda x: torch.softmax(x, axis), {"x": x})
