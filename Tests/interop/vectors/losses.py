"""Losses, mixup, the l1 constraint of the augmentor, and the metrics. Losses are means over the batch."""

import torch
from torch.nn import functional as F

from .differentiable import differentiable
from .draws import Draws
from .files import Case
from .models import l1_constrain


def cases():
    yield from classification()
    yield from adversarial()
    yield from representation()
    yield from augmentation()
    yield from metrics()


def soft_cross_entropy(logits, target):
    return -(target * torch.log_softmax(logits, 1)).sum(1).mean()


def discriminator_loss(real, fake):
    """-log s(real) - log(1 - s(fake)), from logits."""
    return F.softplus(-real).mean() + F.softplus(fake).mean()


def generator_loss(fake):
    """-log s(fake), from logits."""
    return F.softplus(-fake).mean()


def saturating_generator_loss(fake):
    """log(1 - s(fake)), from logits."""
    return -F.softplus(fake).mean()


def triplet_loss(a, p, n, margin):
    """The hinge of l1 distances of an anchor to a positive and to a negative."""
    return F.relu((a - p).abs().sum(1) - (a - n).abs().sum(1) + margin).mean()


def variation_loss(r1, r2):
    return (r1 * r2).sum(1).mean()


def classification():
    for variant, rows, classes, scale in (
        ("small", 5, 4, 1), ("one_row", 1, 5, 1), ("large", 3, 4, 300), ("uneven", 33, 7, 1),
    ):
        name = f"softmax_cross_entropy_{variant}"
        draws = Draws(name)
        yield differentiable(
            name, "softmax_cross_entropy", {}, lambda logits, target: F.cross_entropy(logits, target),
            {"logits": draws.normal(rows, classes, scale=scale), "target": draws.integers(classes, rows)})
    draws = Draws("soft_cross_entropy")
    yield differentiable(
        "soft_cross_entropy", "soft_cross_entropy", {}, soft_cross_entropy,
        {"logits": draws.normal(7, 5), "target": draws.probabilities(7, 5)}, constant=("target",))
    draws = Draws("mse")
    yield differentiable(
        "mse", "mse", {}, lambda x, y: F.mse_loss(x, y), {"x": draws.normal(5, 7), "y": draws.normal(5, 7)},
        constant=("y",))


def adversarial():
    extreme = torch.tensor([-120., -30., 0., 30., 120.])
    draws = Draws("adversarial")
    for variant, real, fake in (
        ("small", draws.normal(7), draws.normal(7)), ("large", extreme, extreme.flip(0)),
        ("one", draws.normal(1), draws.normal(1)),
    ):
        yield differentiable(
            f"gan_d_loss_{variant}", "gan_d_loss", {}, discriminator_loss, {"real": real, "fake": fake})
        yield differentiable(f"gan_g_loss_{variant}", "gan_g_loss", {}, generator_loss, {"fake": fake})
        yield differentiable(
            f"gan_g_loss_saturating_{variant}", "gan_g_loss_saturating", {}, saturating_generator_loss,
            {"fake": fake})
        yield differentiable(
            f"bce_with_logits_{variant}", "bce_with_logits", {},
            lambda logits, target: F.binary_cross_entropy_with_logits(logits, target),
            {"logits": real, "target": draws.mask(len(real))}, constant=("target",))


def representation():
    """At equal numbers the slope of a distance is 0, as is that of a hinge that just closes."""
    draws = Draws("representation")
    a, p, n = draws.normal(5, 7), draws.normal(5, 7), draws.normal(5, 7)
    far = n.clone()
    far[::2] += 3
    touching = p.clone()
    touching[0, :3] = a[0, :3]
    for variant, negative, positive in (
        ("active", n, p), ("mixed", far, p), ("closed", n + 9, a + 0.01), ("equal_numbers", n, touching),
    ):
        yield differentiable(
            f"triplet_l1_{variant}", "triplet_l1", {"margin": 7.0},
            lambda a, p, n: triplet_loss(a, p, n, 7.0), {"a": a, "p": positive, "n": negative})
    yield differentiable("var_loss", "var_loss", {}, variation_loss, {"r1": a, "r2": p})


def mixup(x, y, lam, perm):
    share = lam[:, None]
    return {"x": share * x + (1 - share) * x[perm], "y": share * y + (1 - share) * y[perm]}


def augmentation():
    draws = Draws("mixup")
    lam = draws.uniform(5)
    lam[0], lam[1] = 0.0, 1.0
    yield differentiable(
        "mixup", "mixup", {}, mixup,
        {"x": draws.normal(5, 7), "y": F.one_hot(torch.tensor([0, 1, 2, 1, 0]), 3).float(), "lam": lam,
         "perm": torch.tensor([2, 0, 4, 3, 1])},
        constant=("x", "y", "lam"))
    for variant, shape, tanh, floor in (
        ("plain", (3, 1, 7, 5), False, 1e-12), ("viewmaker", (3, 1, 7, 5), True, 1e-4),
        ("uneven", (2, 1, 33, 17), False, 1e-12),
    ):
        name = f"l1_constrain_{variant}"
        draws = Draws(name)
        perturbation = draws.normal(*shape, scale=0.3)
        perturbation[0, 0, 0, 0] = 0.0
        yield differentiable(
            name, "l1_constrain", {"tanh": tanh, "floor": floor},
            lambda P, eps: l1_constrain(P, eps, tanh, floor),
            {"P": perturbation, "eps": draws.uniform(shape[0], low=0.05, high=0.3)}, constant=("eps",))


def metrics():
    draws = Draws("majority_vote")
    logits = draws.normal(13, 4)
    logits[3], logits[4] = torch.tensor([2., 0, 0, 0]), torch.tensor([0, 5., 0, 0])
    utterances = torch.tensor([0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 4, 4, 4])
    yield Case(
        "majority_vote", "majority_vote", {}, {"in.logits": logits, "in.utt": utterances},
        {"out.pred": majority_vote(logits.double(), utterances)}, {})
    draws = Draws("uar")
    for name, truth, predicted in (
        ("uar", draws.integers(4, 41), draws.integers(4, 41)),
        # Classes 1 and 3 do not occur.
        ("uar_absent_class", torch.tensor([0, 0, 2, 2, 2]), torch.tensor([0, 1, 2, 2, 0])),
    ):
        recalls = [(predicted[truth == c] == c).double().mean() for c in truth.unique()]
        yield Case(
            name, "uar", {"classes": 4}, {"in.y": truth, "in.p": predicted},
            {"out.uar": torch.stack(recalls).mean()}, {"out.uar": 0.0})


def majority_vote(logits, utterances):
    """The class of most segments; among equals that of the larger sum of log-probabilities."""
    winners = []
    for utterance in utterances.unique():
        segments = logits[utterances == utterance]
        votes = segments.argmax(1).bincount(minlength=logits.shape[1])
        sums = torch.log_softmax(segments, 1).sum(0)
        winners.append(max(range(len(votes)), key=lambda c: (votes[c].item(), sums[c].item())))
    return torch.tensor(winners)
