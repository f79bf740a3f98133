"""Trainings of VGG and of the DNN of utterance features."""

from itertools import count

from torch import nn
from torch.nn import functional as F

from . import models
from .draws import Draws
from .losses import soft_cross_entropy
from .training import STEPS, first_weights, optimizer, trajectory, update

BATCH = 5
VGG = {
    "n_classes": 4, "size": 32, "fc": (11, 7),
    "cfg": (3, 3, "M", 5, 5, "M", 5, 5, 5, 5, "M", 5, 5, 5, 5, "M", 5, 5, 5, 5, "M")}
VGG_NORMALIZED = {"n_classes": 4, "size": 16, "fc": (11, 7), "cfg": (3, "M", 5, 5, "M"), "bn": True}
DNN = {"n": 19, "hidden": 11, "n_classes": 4}


def cases():
    yield vgg("traj_vgg", VGG, seed=2)
    yield vgg("traj_vgg_bn", VGG_NORMALIZED, seed=8)
    yield dnn("traj_dnn", DNN, seed=0)


def vgg(name, config, seed):
    draws = Draws(name, seed)
    model = models.VGG(**config)
    given = first_weights(draws, "", model)
    for step in STEPS:
        given.update({
            f"step.{step}.x": draws.normal(BATCH, 1, config["size"], config["size"]),
            f"step.{step}.target": draws.integers(config["n_classes"], BATCH),
            **{f"step.{step}.mask{number}": draws.mask(BATCH, units) for number, units in enumerate(config["fc"])}})

    def loss(run, model, step):
        logits = model(run(f"step.{step}.x"))
        run.keep(f"out.logits{step}", logits)
        return F.cross_entropy(logits, run(f"step.{step}.target"))

    return classifier(name, config, lambda: models.VGG(**config), loss, given, biases_without_effect(model))


def dnn(name, config, seed):
    draws = Draws(name, seed)
    given = first_weights(draws, "", models.dnn(**config))
    for step in STEPS:
        given.update({
            f"step.{step}.x": draws.normal(BATCH, config["n"]),
            f"step.{step}.target": draws.probabilities(BATCH, config["n_classes"], scale=3),
            **{f"step.{step}.mask{number}": draws.mask(BATCH, config["hidden"]) for number in range(2)}})

    def loss(run, model, step):
        return soft_cross_entropy(model(run(f"step.{step}.x")), run(f"step.{step}.target"))

    return classifier(name, config, lambda: models.dnn(**config), loss, given)


def classifier(name, config, make, loss, given, without_effect=()):
    def train(run):
        model = run.load(make(), "w0.").train()
        adam = optimizer(model)
        for step in STEPS:
            for number, dropout in enumerate(models.dropouts(model)):
                dropout.mask = run(f"step.{step}.mask{number}")
            value = loss(run, model, step)
            update(adam, value)
            if step == 1:
                for key, parameter in model.named_parameters():
                    run.keep(f"g1.{key}", parameter.grad)
            run.add_loss("loss", value)
            run.keep_weights(step, model)

    hidden = [f"{kind}.{key}" for kind in ("g1", *(f"w{step}" for step in STEPS)) for key in without_effect]
    return trajectory(name, {"dropout": 0.5, "config": config}, given, train, hidden)


def biases_without_effect(model):
    """Those before a normalisation. Their gradients are rounding errors, which Adam turns into whole steps."""
    layers = list(model.features)
    return [f"features.{number}.bias" for number, following in zip(count(), layers[1:])
            if isinstance(following, nn.BatchNorm2d)]
