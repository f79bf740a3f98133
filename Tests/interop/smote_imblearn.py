#!/usr/bin/env python3
"""Writes Tests/Fixtures/smote.json: vectors of one class, the nearest neighbours of each among which imbalanced-learn's
SMOTE draws, and what it made of them. Tests/ClassicalTests holds ours against these: the same neighbours, and each new
vector of theirs on a line between a vector and a neighbour that ours could have drawn.

    python3 Tests/interop/smote_imblearn.py Tests/Fixtures/smote.json

Needs numpy and imbalanced-learn.
"""

import json
import pathlib
import sys

import numpy
from imblearn.over_sampling import SMOTE

ROWS, COLUMNS, NEIGHBOURS, MADE = 24, 6, 5, 40


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    draws = numpy.random.default_rng(1)
    own = draws.normal(size=(ROWS, COLUMNS)).astype("float32")
    # Oversampling fills the class up to the size of another.
    others = draws.normal(10, 1, size=(ROWS + MADE, COLUMNS)).astype("float32")
    smote = SMOTE(k_neighbors=NEIGHBOURS, random_state=1)
    vectors, labels = smote.fit_resample(numpy.vstack([own, others]), [1] * ROWS + [0] * (ROWS + MADE))
    made = vectors[2 * ROWS + MADE:]
    assert len(made) == MADE and set(labels[-MADE:]) == {1}
    # As its _make_samples takes them: the first is the vector itself.
    nearest = smote.nn_k_.fit(own).kneighbors(own, return_distance=False)[:, 1:]
    pathlib.Path(sys.argv[1]).write_text(json.dumps({
        "vectors": own.astype(float).tolist(),
        "neighbours": nearest.tolist(),
        "made": made.astype(float).tolist(),
    }) + "\n")
    print(f"{ROWS} vectors, {MADE} new ones")


main()
