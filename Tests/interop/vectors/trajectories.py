"""All trainings."""

from . import classifiers, gans


def cases():
    yield from classifiers.cases()
    yield from gans.cases()
