"""One forward and backward pass of each network."""

from torch import func

from . import models
from .differentiable import differentiable
from .draws import Draws

AUGMENTOR = {"size": (48, 16), "enc": (3, 5, 7), "z": 7, "dec": (5, 3)}
DISCRIMINATOR = {"channels": (3, 3, 5, 7), "size": (48, 16), "hidden": 7}
LEARNER = {"channels": (3, 5, 7), "size": (48, 32), "hidden": 5}
VGG = {
    "n_classes": 4, "size": 32, "fc": (11, 7),
    "cfg": (3, 3, "M", 5, 5, "M", 7, 7, 7, 7, "M", 7, 7, 7, 7, "M", 7, 7, 7, 7, "M")}
VGG_POOLED = {"n_classes": 3, "size": 20, "fc": (11, 7), "head_pool": 3, "cfg": (3, "M", 5, 5, "M")}


def cases():
    for variant, config in (
        ("augmentor", AUGMENTOR), ("augmentor_viewmaker", {**AUGMENTOR, "tanh": True, "floor": 1e-4}),
        ("augmentor_k5", {**AUGMENTOR, "kernel": 5}),
    ):
        name = f"net_{variant}"
        draws = Draws(name)
        shape = (3, 1, *config["size"])
        inputs = {
            "x": draws.normal(*shape), "noise": draws.normal(*shape),
            "eps": draws.uniform(3, low=0.05, high=0.3)}
        yield network(name, models.Augmentor(**config), config, draws, inputs, constant=("noise", "eps"))
    for variant, make, config, batch in (
        ("discriminator", models.Discriminator, DISCRIMINATOR, 3),
        ("discriminator_k5", models.Discriminator, {**DISCRIMINATOR, "kernel": 5, "slope": 0.01}, 2),
        ("representation_learner", models.RepresentationLearner, LEARNER, 3),
        ("vgg_eval", models.VGG, VGG, 2),
        ("vgg_eval_pooled", models.VGG, VGG_POOLED, 3),
    ):
        name = f"net_{variant}"
        draws = Draws(name)
        size = config["size"]
        height, width = size if isinstance(size, tuple) else (size, size)
        yield network(name, make(**config), config, draws, {"x": draws.normal(batch, 1, height, width)})


def network(name, model, config, draws, inputs, constant=()):
    model.eval()

    def compute(**tensors):
        given = [tensors.pop(key) for key in inputs]
        return func.functional_call(model, tensors, tuple(given))

    return differentiable(name, name, {"config": config}, compute, inputs, draws.weights(model), constant)
