"""Trainings of the triplet-guided augmentor and of the mixup GAN."""

import torch
from torch.nn import functional as F

from . import losses, models
from .draws import Draws
from .training import STEPS, first_weights, optimizer, trajectory, update

AUGMENTOR = {
    "aug": {"size": (32, 16), "enc": (3, 5, 5), "z": 5, "dec": (5, 3)},
    "dis": {"channels": (3, 3, 5, 5), "size": (32, 16), "hidden": 5},
    "rep": {"channels": (3, 5, 5), "size": (32, 16), "hidden": 5}}
MARGIN = 7.0
WEIGHTS = {"g": 1, "r": 1, "e": 10, "v": 1, "b": 8}
MIXUP = {"n": 19, "h": (13, 7), "z": 2, "d": (11, 7)}


def cases():
    yield triplet_gan("traj_triplet_gan", seed=2)
    yield mixup_gan("traj_mixup_gan", saturating=False, seed=3)
    yield mixup_gan("traj_mixup_gan_saturating", saturating=True, seed=6)


def triplet_gan(name, seed, batch=2):
    """An iteration: the representation learner's step, the discriminator's, and two of the augmentor.

    The augmentor's two share one state of Adam.
    """
    draws = Draws(name, seed)

    def networks():
        return {
            "aug": models.Augmentor(**AUGMENTOR["aug"]), "dis": models.Discriminator(**AUGMENTOR["dis"]),
            "rep": models.RepresentationLearner(**AUGMENTOR["rep"])}

    given = {}
    for part, model in networks().items():
        given.update(first_weights(draws, f"{part}.", model))
    pictures = (batch, 1, *AUGMENTOR["aug"]["size"])
    for step in STEPS:
        for which in ("xa", "xp", "xn"):
            given[f"step.{step}.{which}"] = draws.normal(*pictures)
        for which in ("d", "v1", "v2", "p", "n"):
            given[f"step.{step}.noise_{which}"] = draws.normal(*pictures)
            given[f"step.{step}.eps_{which}"] = draws.uniform(batch, low=0.05, high=0.3)

    def train(run):
        parts = {part: run.load(model, f"w0.{part}.") for part, model in networks().items()}
        augmentor, discriminator, learner = parts.values()
        adams = {part: optimizer(model) for part, model in parts.items()}
        for step in STEPS:
            anchor, positive, negative = (run(f"step.{step}.{which}") for which in ("xa", "xp", "xn"))

            def augmented(x, which):
                return augmentor(x, run(f"step.{step}.noise_{which}"), run(f"step.{step}.eps_{which}"))

            def separation(*pictures):
                return losses.triplet_loss(*(learner(x) for x in pictures), MARGIN)

            loss = separation(anchor, positive, negative)
            update(adams["rep"], WEIGHTS["r"] * loss)
            run.add_loss("rep", loss)

            with torch.no_grad():
                fake = augmented(positive, "d")
            loss = losses.discriminator_loss(discriminator(anchor), discriminator(fake))
            update(adams["dis"], WEIGHTS["g"] * loss)
            run.add_loss("dis", loss)

            loss = losses.variation_loss(learner(augmented(positive, "v1")), learner(augmented(positive, "v2")))
            update(adams["aug"], WEIGHTS["v"] * loss)
            run.add_loss("var", loss)

            positives, negatives = augmented(positive, "p"), augmented(negative, "n")
            generator = losses.generator_loss(discriminator(positives))
            emotion = separation(anchor, positives, negative)
            balance = separation(anchor, positives, negatives)
            update(adams["aug"], WEIGHTS["g"] * generator + WEIGHTS["e"] * emotion + WEIGHTS["b"] * balance)
            run.add_loss("gen", generator)
            run.add_loss("emo", emotion)
            run.add_loss("bal", balance)
            for part, model in parts.items():
                run.keep_weights(step, model, f"{part}.")

    return trajectory(
        name, {"margin": MARGIN, "slope": 0.2, "l1": {"tanh": False, "floor": 1e-12}, "w": WEIGHTS,
               "config": AUGMENTOR}, given, train)


def mixup_gan(name, saturating, seed, batch=5):
    """An iteration: the autoencoder's step, the generator's, which is the decoder's alone, and the discriminator's.

    Each has its own state of Adam.
    """
    draws = Draws(name, seed)
    features, hidden, code = MIXUP["n"], MIXUP["h"], MIXUP["z"]

    def networks():
        return {
            "E": models.layers_of_units((features, *hidden, code), dropped_after=(1,)),
            "G": models.layers_of_units((code, *hidden[::-1], features), dropped_after=(1,)),
            "D": models.layers_of_units((features, *MIXUP["d"], 1))}

    given = {}
    for part, model in networks().items():
        given.update(first_weights(draws, f"{part}.", model))
    for step in STEPS:
        given[f"step.{step}.x_in"] = draws.uniform(batch, features)
        given[f"step.{step}.x_real"] = draws.uniform(batch, features)
        for which in ("ae", "g", "d"):
            given[f"step.{step}.mask_{which}_E"] = draws.mask(batch, hidden[0])
            given[f"step.{step}.mask_{which}_G"] = draws.mask(batch, hidden[-1])

    generator_loss = losses.saturating_generator_loss if saturating else losses.generator_loss

    def train(run):
        parts = {part: run.load(model, f"w0.{part}.").train() for part, model in networks().items()}
        encoder, generator, discriminator = parts.values()
        adams = {"ae": optimizer(encoder, generator), "g": optimizer(generator), "d": optimizer(discriminator)}
        for step in STEPS:
            x, real = run(f"step.{step}.x_in"), run(f"step.{step}.x_real")

            def rebuilt(which):
                for part, model in (("E", encoder), ("G", generator)):
                    models.dropouts(model)[0].mask = run(f"step.{step}.mask_{which}_{part}")
                return generator(encoder(x))

            loss = F.mse_loss(rebuilt("ae"), x)
            update(adams["ae"], loss)
            run.add_loss("ae", loss)

            loss = generator_loss(discriminator(rebuilt("g")))
            update(adams["g"], loss)
            run.add_loss("g", loss)

            loss = losses.discriminator_loss(discriminator(real), discriminator(rebuilt("d").detach()))
            update(adams["d"], loss)
            run.add_loss("d", loss)
            for part, model in parts.items():
                run.keep_weights(step, model, f"{part}.")

    return trajectory(
        name, {"slope": 0.2, "dropout": 0.5, "saturating": saturating, "config": MIXUP}, given, train)
