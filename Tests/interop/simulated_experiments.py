#!/usr/bin/env python3
"""How often intervals over speakers hold the truth, and how often chance is called a difference.

    python3 Tests/interop/simulated_experiments.py

Draws 1,000 experiments of each kind: speakers and their classes differ in how well they are recognised, two rows
differ a little for each of them, and every training, one a seed and fold, has a chance of its own that all
speakers of the fold share. Intervals and p are those of `ser` (docs/your-corpus.md), by NumPy. Needs numpy and
scipy.
"""

import itertools

import numpy
from scipy import stats

EXPERIMENTS, DRAWS, SWAPS, CLASSES = 1000, 600, 2000, 4
OF_SPEAKERS, OF_CLASSES, OF_ROWS, OF_TRAININGS = 0.8, 0.5, 0.4, 0.2  # deviations on the logit's scale


def logistic(x):
    return 1 / (1 + numpy.exp(-x))


def levels(speakers, draws):
    return (0.5 + draws.normal(0, OF_SPEAKERS, (speakers, 1)) + draws.normal(0, OF_CLASSES, (speakers, CLASSES))
            + numpy.linspace(-0.5, 0.5, CLASSES))


def truth(draws, effect):
    """The rows' recall over all speakers there could be."""
    count = 400_000
    all_speakers = levels(count, draws)
    own = draws.normal(0, numpy.hypot(OF_ROWS, OF_TRAININGS), (count, CLASSES))
    return numpy.array([logistic(all_speakers + own + row).mean() for row in (0, effect)])


def simulate(speakers, folds, seeds, effect):
    draws = numpy.random.default_rng(1)
    true = truth(draws, effect)
    fold = numpy.arange(speakers) % folds
    t = stats.t.ppf(0.975, speakers - 1)
    signs = None
    if speakers <= 10:
        signs = numpy.array(list(itertools.product((-1, 1), repeat=speakers)))
    held, held_difference, called = 0, 0, 0
    for _ in range(EXPERIMENTS):
        members = draws.integers(3, 20, (speakers, CLASSES))
        rows = draws.normal(0, OF_ROWS, (2, 1, speakers, CLASSES))
        trainings = draws.normal(0, OF_TRAININGS, (2, seeds, folds, CLASSES))[:, :, fold]
        effects = numpy.array([0, effect])[:, None, None, None]
        right = draws.binomial(members, logistic(levels(speakers, draws) + rows + trainings + effects))

        def recalls(weights):
            share = numpy.einsum("bs,rksc->rkbc", weights, right) / numpy.maximum(weights @ members, 1e-9)
            return share.mean(-1).mean(1)

        found = recalls(numpy.ones((1, speakers)))[:, 0]
        weights = draws.multinomial(speakers, numpy.full(speakers, 1 / speakers), size=DRAWS).astype(float)
        drawn = recalls(weights)
        correction = (speakers / (speakers - 1)) ** 0.5
        held += abs(found[1] - true[1]) <= t * correction * drawn[1].std(ddof=1)
        error = correction * (drawn[1] - drawn[0]).std(ddof=1)
        held_difference += abs(found[1] - found[0] - true[1] + true[0]) <= t * error
        parts = ((right[1] - right[0]).mean(0) / members.sum(0)).mean(1)
        swaps = signs if signs is not None else draws.choice([-1, 1], (SWAPS, speakers))
        as_large = numpy.abs(swaps @ parts) >= abs(parts.sum()) - 1e-12
        p = as_large.mean() if signs is not None else (1 + as_large.sum()) / (1 + SWAPS)
        called += p < 0.05
    return held, held_difference, called


def main():
    print("speakers folds seeds effect   of 1,000: intervals that hold the truth, of differences, p < 0.05")
    for speakers, folds in ((5, 5), (10, 5), (10, 10), (24, 6), (24, 24)):
        for seeds in (1, 3, 5):
            for effect in (0, 0.3):
                print(f"{speakers:8} {folds:5} {seeds:5} {effect:6}  ", *simulate(speakers, folds, seeds, effect),
                      flush=True)


main()
