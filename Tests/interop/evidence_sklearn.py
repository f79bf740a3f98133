#!/usr/bin/env python3
"""Computes an experiment's figures, intervals and comparisons anew from what it predicted, by scikit-learn and
SciPy, and compares them with its results.json.

    python3 Tests/interop/evidence_sklearn.py runs/table1

Figures, calibration and p by all ways to swap agree to 1e-6 of them; errors of intervals, which are drawn, to 5 %, and p that
is drawn to 0.01. Needs numpy, scipy and scikit-learn.
"""

import csv
import json
import pathlib
import sys
from collections import defaultdict

import numpy
from scipy import stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score

EXACT = 16  # pairs of which all ways to swap are tried
BINS = 15  # of the reliability figure


def read(run):
    """What each row said, by seed: file, speaker, truth, predicted."""
    rows = defaultdict(lambda: defaultdict(list))
    for line in csv.DictReader((run / "utterances.csv").open()):
        rows[line["row"]][int(line["seed"])].append(line)
    return rows


def column(lines, name):
    return [line[name] for line in lines]


def pooled(seeds, figure):
    return numpy.mean([figure(column(lines, "truth"), column(lines, "predicted")) for lines in seeds.values()])


def by_fold(seeds, figure):
    """The mean over folds, and then over seeds."""
    means = []
    for lines in seeds.values():
        folds = defaultdict(list)
        for line in lines:
            folds[line["fold"]].append(line)
        means.append(numpy.mean([figure(column(f, "truth"), column(f, "predicted")) for f in folds.values()]))
    return numpy.mean(means)


def reliability(seeds):
    """Of each bin with predictions the share that is right and the mean confidence, of all seeds together."""
    lines = [line for lines in seeds.values() for line in lines]
    right = [line["truth"] == line["predicted"] for line in lines]
    said = [float(line["probability_" + line["predicted"]]) for line in lines]
    return calibration_curve(right, said, n_bins=BINS, strategy="uniform")


def macro_f1(truth, predicted):
    return f1_score(truth, predicted, average="macro", zero_division=0)


def recalls(seeds, speakers, weights):
    """The pooled unweighted average recall where each speaker counts so often, a row of weights a draw."""
    found = []
    for lines in seeds.values():
        classes = sorted(set(column(lines, "truth")))
        members = numpy.zeros((len(speakers), len(classes)))
        right = numpy.zeros_like(members)
        for line in lines:
            place = speakers.index(line["speaker"]), classes.index(line["truth"])
            members[place] += 1
            right[place] += line["truth"] == line["predicted"]
        with numpy.errstate(invalid="ignore"):
            found.append(numpy.nanmean((weights @ right) / (weights @ members), axis=1))
    return numpy.mean(found, axis=0)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run = pathlib.Path(sys.argv[1])
    results = json.loads((run / "results.json").read_text())
    rows = read(run)
    draws = numpy.random.default_rng(1)
    faults = checked = 0

    def check(what, ours, theirs, tolerance):
        nonlocal faults, checked
        checked += 1
        if not abs(ours - theirs) <= tolerance:
            faults += 1
            print(f"{what}: {ours} here, {theirs} by SciPy and scikit-learn")

    for name, seeds in rows.items():
        found = results["rows"][name]
        check(f"{name}, UAR", found["uar_pooled"], pooled(seeds, balanced_accuracy_score), 1e-6)
        check(f"{name}, macro F1", found["macro_f1"], pooled(seeds, macro_f1), 1e-6)
        check(f"{name}, accuracy", found["wa"], pooled(seeds, accuracy_score), 1e-6)
        check(f"{name}, UAR by fold", found["uar_folds"], by_fold(seeds, balanced_accuracy_score), 1e-6)
        check(f"{name}, macro F1 by fold", found["macro_f1_folds"], by_fold(seeds, macro_f1), 1e-6)
        check(f"{name}, accuracy by fold", found["wa_folds"], by_fold(seeds, accuracy_score), 1e-6)
        if found.get("calibration"):
            bins = found["calibration"]["bins"]
            right, said = reliability(seeds)
            check(f"{name}, bins of confidence", len(bins), len(right), 0)
            for own, share, confidence in zip(bins, right, said):
                check(f"{name}, accuracy from {own['lower']:.2f}", own["accuracy"], share, 1e-6)
                check(f"{name}, confidence from {own['lower']:.2f}", own["confidence"], confidence, 1e-5)
        certainty = found["certainty"]
        if certainty["unit"] != "speaker":
            continue
        speakers = sorted({line["speaker"] for lines in seeds.values() for line in lines})
        count = len(speakers)
        check(f"{name}, speakers", certainty["units"], count, 0)
        weights = draws.multinomial(count, numpy.full(count, 1 / count), size=20_000).astype(float)
        error = recalls(seeds, speakers, weights).std(ddof=1) * (count / (count - 1)) ** 0.5
        half = stats.t.ppf(0.975, count - 1) * error
        interval = certainty["uar_pooled"]
        for end, sign in (("lower", -1), ("upper", 1)):
            expected = min(1, max(0, found["uar_pooled"] + sign * half))
            check(f"{name}, {end} end", interval[end], expected, 0.05 * half)

    for comparison in results["comparisons"]:
        own, other = rows[comparison["row"]], rows[comparison["reference"]]
        what = f"{comparison['row']} against {comparison['reference']}"
        difference = pooled(own, balanced_accuracy_score) - pooled(other, balanced_accuracy_score)
        check(f"{what}, difference", comparison["difference"], difference, 1e-6)
        if comparison["unit"] != "speaker":
            continue
        speakers = sorted({line["speaker"] for lines in own.values() for line in lines})
        parts = []
        for speaker in speakers:
            # What this speaker adds to the difference: with the others swapped away there is no other.
            alone = 0
            for seed, lines in own.items():
                truths = column(lines, "truth")
                classes = set(truths)
                said = {line["file"]: line["predicted"] for line in other[seed]}
                for line in lines:
                    if line["speaker"] == speaker:
                        gain = (line["predicted"] == line["truth"]) - (said[line["file"]] == line["truth"])
                        alone += gain / truths.count(line["truth"]) / len(classes) / len(own)
            parts.append(alone)
        exact = len(parts) <= EXACT
        test = stats.permutation_test(
            (numpy.array(parts),), numpy.sum, permutation_type="samples",
            n_resamples=numpy.inf if exact else 20_000, random_state=draws)
        check(f"{what}, p", comparison["p"], test.pvalue, 1e-6 if exact else 0.01)

    for reference in {comparison["reference"] for comparison in results["comparisons"]}:
        group = sorted((c for c in results["comparisons"] if c["reference"] == reference), key=lambda c: c["p"])
        largest = 0
        for rank, comparison in enumerate(group):
            largest = max(largest, min(1, comparison["p"] * (len(group) - rank)))
            check(f"{comparison['row']} against {reference}, corrected p", comparison["p_corrected"], largest, 1e-9)
    print(f"{checked} figures compared, {faults} differ")
    sys.exit(faults > 0)


main()
