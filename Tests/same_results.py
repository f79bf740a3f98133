#!/usr/bin/env python3
"""Runs two builds of `ser` on the same small work and says whether all results are the same bits.

    python3 Tests/same_results.py [--only REGEX] OLD_BINARY NEW_BINARY [WORK_FOLDER]
    python3 Tests/same_results.py --list

It compares two revisions on one machine and device: a change that means to leave results alone is held
against the build before it. A change that means to draw other numbers, or to sum in another order, ends
in differences, rightly; nothing here is a result to keep for ever. With the same binary twice it says
whether a seed means the same run.

The work is features, trainings, experiments and what uses the models, at tiny sizes on the practice
corpus, which the old binary speaks; a few steps of the trainings at true sizes; then runs that are
stopped by SIGINT after a third of their metrics, killed after two thirds and resumed, which must end as
the undisturbed run of the same binary; then `ser demo`, half of the time. On two cores, through pocl, all
of it takes under seven minutes and 2 GB of disk. Both binaries work in folders of one path, since results
hold paths. They share the user's compiled kernels and tuned plans.

Compared byte for byte: results.json, predictions, folds, maps.json, config.yaml, metrics.jsonl, weights,
tables, arrays, sounds. Left out: time.json, times, environment.json and plans.json, which tell of machine and
moment; checkpoints, stores of features, TensorBoard's events; report.html, .tex, figures and pictures,
which show what is compared.

--only takes the items that REGEX is found in, and those that they need: 'train', 'resume', '^(?!demo)'.
An item ends in a line: `same`, or the file and its first difference. Status 0: all are the same; 1: not;
2: usage. A WORK_FOLDER must be empty and is kept; without it a temporary one is kept only where something
differs. Needs no more than Python 3.8.
"""

import argparse
import contextlib
import csv
import json
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

RESULTS = {".json", ".jsonl", ".csv", ".yaml", ".safetensors", ".npy", ".npz", ".arff", ".wav", ".onnx"}
TEXTS = {".json", ".jsonl", ".csv", ".yaml", ".arff"}
LEFT_OUT = re.compile(r"(^|/)((time|environment|plans)\.json$|checkpoints/|tensorboard/|times/|[^/]*\.features/)")
TIMEOUT = 1800
INTERRUPTED = 75

PICTURES = """
    frontEnd.bands=32 augmentor.frames=32 augmentor.channels=[4,4,8] augmentor.decoderChannels=[8,4]
    augmentor.latentSize=8 discriminator.channels=[4,4] discriminator.hidden=8 learner.channels=[4,4]
    learner.hidden=8 augmentorTraining.iterations=60 augmentorTraining.batch=2
    augmentorTraining.checkpointEvery=10 augmentorTraining.learningRate=0.001
    classifier.widthFactor=0.03 classifier.epochs=6 classifier.batch=16 classifier.segment=32
    classifier.stride=32 classifier.learningRate=0.001 balancingGAN.code=4 balancingGAN.channels=[4,4]
    balancingGAN.batch=8 balancingGAN.pretrainingEpochs=3 balancingGAN.epochs=3
    experiment.seeds=1 experiment.folds=2 experiment.keepFraction=0.5 experiment.augmentFactor=1
    crossLingual.augmentFactor=1 crossLingual.lowShare=0.5 map.perplexity=3 map.iterations=300"""
FEATURES = """
    mixupGAN.hidden=[16,8] mixupGAN.discriminator=[8] mixupGAN.batch=16 mixupGAN.pretrainingEpochs=40
    mixupGAN.epochs=60 mixupGAN.learningRate=0.005 dnn.hidden=16 dnn.hiddenOfBoth=24 dnn.epochs=60
    dnn.patience=60 dnn.batch=16 dnn.learningRate=0.001 encoding.dimensions=5 encoding.autoencoder=[16,8]
    encoding.epochs=20 encoding.batch=16 encoding.smacofIterations=50 baselines.generator=[16]
    baselines.translator=[16] baselines.discriminator=[16] baselines.epochs=10 baselines.batch=16
    experiment.seeds=1 experiment.folds=2"""
WORDS = {
    "ALL": "practice/manifest.csv",
    "ENGLISH": "practice/en.csv",
    "GERMAN": "practice/de.csv",
    "IS10": "--features features/is10.npz",
    "HELD": "--hold-out-speakers en4,de4",
    "PICTURES": " ".join(f"--set {setting}" for setting in PICTURES.split()),
    "FEATURES": " ".join(f"--set {setting}" for setting in FEATURES.split()),
}


class Item:
    """Commands that fill one folder with results."""

    def __init__(self, name, *commands, needs=()):
        self.name = name
        self.folder = name.replace(" ", "-")
        self.commands = [expanded(command).replace("OUT", self.folder) for command in commands]
        self.needs = needs

    def work(self, side):
        for command in self.commands:
            side.run(command)

    def pairs(self, old, new):
        """Folders that should hold the same, and what to call their sides."""
        return [(old.folder / self.folder, new.folder / self.folder, (old.label, new.label))]


class Run(Item):
    """A training or an experiment, named as its command is."""

    def __init__(self, name, arguments, needs=()):
        super().__init__(name, f"{name} {arguments} --output OUT", needs=needs)


class Resumed(Item):
    """A run that is stopped by SIGINT, killed, and resumed."""

    def __init__(self, run):
        super().__init__(f"resume {run.name}", needs=(run.name,))
        self.run = run
        # A report's files are named by the folder.
        self.folder = f"resumed/{run.folder}"
        self.commands = [f"{run.commands[0].rpartition(' ')[0]} {self.folder}"]

    def work(self, side):
        metrics = side.here / self.folder / "metrics.jsonl"
        whole = lines(side.here / self.run.folder / "metrics.jsonl")
        resuming = f"{self.commands[0]} --resume"
        for _ in range(3):
            shutil.rmtree(side.here / self.folder, ignore_errors=True)
            # What ends before the signal comes is begun anew.
            stopped = side.disturb(
                self.commands[0], signal.SIGINT, lambda: lines(metrics) >= whole // 3)
            if stopped and side.disturb(
                    resuming, signal.SIGKILL, lambda: lines(metrics) >= 2 * whole // 3):
                return side.run(resuming)
        raise Failed(
            f"{side.label}: three times at its end before the signal\n    {side.line(self.commands[0])}")

    def pairs(self, *sides):
        return [
            (side.folder / self.run.folder, side.folder / self.folder,
             (f"{side.label} undisturbed", f"{side.label} resumed"))
            for side in sides]


def expanded(command):
    for word, meaning in WORDS.items():
        command = re.sub(rf"\b{word}\b", meaning, command)
    return command


def items():
    features = Item(
        "features", "features mel ALL --output OUT/mel.npz", "features is10 ALL --output OUT/is10.npz")
    trainings = [
        Run("train augmentor", "ALL PICTURES"),
        Run("train classifier", "ALL PICTURES HELD"),
        Run("train mixup-gan", "ALL FEATURES IS10 HELD", needs=("features",)),
        Run("train dnn", "ALL FEATURES IS10 HELD --synthetic synthesize/synthetic.csv",
            needs=("synthesize",)),
    ]
    augmentor, classifier, gan, dnn = trainings
    uses = [
        Item("augment", "augment ALL --model train-augmentor/augmentor.safetensors --copies 2 --output OUT",
             needs=("train augmentor",)),
        Item("train classifier with augmented",
             "train classifier ALL PICTURES HELD --augmented augment/manifest.csv --output OUT",
             needs=("augment",)),
        Item("synthesize", "synthesize train-mixup-gan --mixes 2 --output OUT/synthetic.csv",
             needs=("train mixup-gan",)),
        Item("encode", "encode train-mixup-gan features/is10.npz --output OUT/codes.csv",
             needs=("train mixup-gan",)),
    ]
    of_both = [
        Item("evaluate",
             "evaluate ALL --model train-classifier/classifier.safetensors --output OUT/pictures",
             "evaluate ALL --model train-dnn/dnn.safetensors IS10 --output OUT/features",
             needs=("train classifier", "train dnn")),
        Item("predict",
             "predict practice/wav --model train-classifier/classifier.safetensors --output OUT/vote.csv",
             "predict practice/wav --model train-classifier/classifier.safetensors --step 0.2"
             " --output OUT/steps.json",
             "predict features/is10.npz --model train-dnn/dnn.safetensors --output OUT/features.csv",
             needs=("train classifier", "train dnn")),
        Item("export",
             "export onnx train-classifier/classifier.safetensors --output OUT/classifier.onnx",
             "export onnx train-dnn/dnn.safetensors --output OUT/dnn.onnx",
             needs=("train classifier", "train dnn")),
        Item("invert", "invert features/mel.npz --iterations 2 --output OUT", needs=("features",)),
    ]
    # Other plans are chosen for these than for small networks; VGG19 is halved, to spare time and disk.
    large = Item(
        "train at true sizes",
        "train augmentor ALL --set augmentorTraining.iterations=2 --output OUT/augmentor",
        "train classifier ALL --set classifier.epochs=1 --set classifier.widthFactor=0.5"
        " --output OUT/classifier",
        "train mixup-gan ALL IS10 --set mixupGAN.pretrainingEpochs=1 --set mixupGAN.epochs=1"
        " --output OUT/mixup-gan",
        "train dnn ALL IS10 --set dnn.epochs=2 --output OUT/dnn",
        needs=("features",))
    experiments = [
        Run("experiment imbalance", "ALL PICTURES --baselines"),
        Run("experiment ablation", "ALL PICTURES"),
        Run("experiment cross-lingual", "ENGLISH GERMAN PICTURES"),
        Run("experiment representations", "ALL PICTURES"),
        Run("experiment synthetic-features", "ALL FEATURES IS10 --baselines", needs=("features",)),
        Run("experiment encoded-features", "ALL FEATURES IS10", needs=("features",)),
        # Without a table, so that it computes features itself.
        Run("experiment cross-corpus", "ENGLISH GERMAN FEATURES --baselines"),
        Run("experiment support-vectors", "ALL FEATURES IS10", needs=("features",)),
    ]
    # Support vector machines have no steps to be stopped in.
    resumed = [Resumed(run) for run in trainings + experiments[:-1]]
    demo = Item("demo", "demo --seed 1 --output OUT/run")
    return [features, augmentor, classifier, gan, *uses, dnn, *of_both, large, *experiments, *resumed, demo]


def chosen(everything, pattern):
    """The items that a pattern is found in, and what they need."""
    names = {item.name for item in everything if re.search(pattern, item.name)}
    # What an item needs stands before it.
    for item in reversed(everything):
        if item.name in names:
            names.update(item.needs)
    return [item for item in everything if item.name in names]


class Failed(Exception):
    """A command that did not end as it should."""


class Side:
    """One of the two binaries and its folder, which lies at `here` while it works."""

    def __init__(self, label, binary, work):
        self.label = label
        self.binary = binary
        self.folder = work / label.lower()
        self.here = work / "here"
        self.log = work / f"{label.lower()}.log"
        self.folder.mkdir()

    @contextlib.contextmanager
    def at_work(self):
        self.folder.rename(self.here)
        try:
            yield
        finally:
            self.here.rename(self.folder)

    def run(self, command):
        """Runs a command to its end."""
        with self.started(command) as process:
            status = process.wait(TIMEOUT)
        self.expect(0, status, command)

    def disturb(self, command, number, condition):
        """Sends a signal as soon as a condition holds; returns whether it came in time."""
        with self.started(command) as process:
            deadline = time.monotonic() + TIMEOUT
            while process.poll() is None and not condition():
                if time.monotonic() > deadline:
                    raise subprocess.TimeoutExpired(process.args, TIMEOUT)
                time.sleep(0.002)
            if process.poll() is None:
                process.send_signal(number)
            status = process.wait(TIMEOUT)
        if status == 0:
            return False
        self.expect(INTERRUPTED if number == signal.SIGINT else -number, status, command)
        return True

    @contextlib.contextmanager
    def started(self, command):
        with open(self.log, "ab") as log:
            log.write(f"$ ser {command}\n".encode())
            log.flush()
            process = subprocess.Popen(
                [self.binary, *shlex.split(command), "--quiet"], cwd=self.here, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)
        try:
            yield process
        except subprocess.TimeoutExpired:
            raise Failed(f"{self.label}: not done after {TIMEOUT} s\n    {self.line(command)}") from None
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def expect(self, status, found, command):
        if found != status:
            said = self.log.read_text(errors="replace").rpartition("$ ser ")[2].splitlines()[1:]
            raise Failed("\n    ".join([
                f"{self.label}: status {found} where {status} is expected", self.line(command), *said[-5:]]))

    def line(self, command):
        return f"{self.binary} {command} --quiet"


def lines(file):
    try:
        return file.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def results(folder):
    """The files to compare below a folder, by their paths."""
    files = {
        file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.suffix in RESULTS}
    return {name: file for name, file in files.items() if not LEFT_OUT.search(name)}


def compare(a, b, labels):
    """A line: `same`, or what is not."""
    ours, theirs = results(a), results(b)
    different = []
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in ours or name not in theirs:
            different.append(f"{name}: only {labels[name in theirs]} has it")
        elif difference := first_difference(ours[name], theirs[name], labels):
            different.append(f"{name}: {difference}")
    if not ours and not theirs:
        return "DIFFERENT: no file to compare"
    if not different:
        return "same"
    further = f"  (and {len(different) - 1} more files)" if different[1:] else ""
    return f"DIFFERENT: {different[0]}{further}"


def first_difference(a, b, labels):
    """Where two files differ first; None where they do not."""
    ours, theirs = a.read_bytes(), b.read_bytes()
    if ours == theirs:
        return None
    shorter = min(len(ours), len(theirs))
    place = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    if a.suffix in TEXTS:
        start = max(ours.rfind(b"\n", 0, place) + 1, place - 40)
        parts = [data[start:].partition(b"\n")[0][:80].decode(errors="replace") for data in (ours, theirs)]
        return f"line {ours.count(10, 0, place) + 1}: {labels[0]} {parts[0]!r}, {labels[1]} {parts[1]!r}"
    tensor = f", in {tensor_at(ours, place)}" if a.suffix == ".safetensors" else ""
    return f"byte {place}{tensor}; {labels[0]} has {len(ours)} bytes, {labels[1]} {len(theirs)}"


def tensor_at(data, place):
    """The name of the tensor at a byte of a file of weights."""
    start = 8 + int.from_bytes(data[:8], "little")
    for name, tensor in json.loads(data[8:start]).items():
        if name != "__metadata__":
            first, end = tensor["data_offsets"]
            if first <= place - start < end:
                return name
    return "the header"


def speak_corpus(old, new):
    """The practice corpus and its halves by language, which both sides get."""
    with old.at_work():
        old.run("corpus synthesize --sentences 2 --output practice")
    practice = old.folder / "practice"
    write_halves(practice)
    shutil.copytree(practice, new.folder / "practice")


def write_halves(practice):
    """Manifests of the practice corpus's halves by language, beside its own."""
    with open(practice / "manifest.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, language in [("en", "eng"), ("de", "deu")]:
        with open(practice / f"{name}.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row["language"] == language)


def do(item, sides):
    """Has both sides do an item, showing how long each takes; returns the verdict."""
    for side in sides:
        start = time.monotonic()
        with side.at_work():
            (side.here / item.folder).mkdir(parents=True)
            item.work(side)
        print(f" {side.label} {time.monotonic() - start:5.1f} s ", end="", flush=True)
    verdicts = [compare(a, b, labels) for a, b, labels in item.pairs(*sides)]
    return next((verdict for verdict in verdicts if verdict != "same"), "same")


def compare_builds(todo, sides):
    """Does all items; returns whether all are the same."""
    failed, same = set(), 0
    width = max(len(item.name) for item in todo)
    for number, item in enumerate(todo):
        print(f"[{number + 1:2}/{len(todo)}] {item.name:{width}} ", end="", flush=True)
        missing = sorted(failed.intersection(item.needs))
        try:
            if missing:
                raise Failed(f"it needs: {', '.join(missing)}")
            verdict = do(item, sides)
        except Failed as failure:
            failed.add(item.name)
            verdict = f"FAILED: {failure}"
        print(f" {verdict}", flush=True)
        same += verdict == "same"
        if verdict.startswith("DIFFERENT"):
            for command in item.commands:
                print(f"    {sides[1].line(command)}")
    print(f"{same} of {len(todo)} the same")
    return same == len(todo)


def empty_folder(text):
    folder = pathlib.Path(text).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise argparse.ArgumentTypeError(f"{text} is not empty; name another folder, or empty it")
    except OSError as error:
        raise argparse.ArgumentTypeError(error) from None
    return folder


def binary(text):
    found = shutil.which(text if "/" in text else f"./{text}")
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no program")
    return pathlib.Path(found).resolve()


def pattern(text):
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text}: {error}") from None


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", metavar="OLD_BINARY", type=binary, nargs="?")
    parser.add_argument("new", metavar="NEW_BINARY", type=binary, nargs="?")
    parser.add_argument("work", metavar="WORK_FOLDER", type=empty_folder, nargs="?")
    parser.add_argument("--only", metavar="REGEX", type=pattern, default="")
    parser.add_argument("--list", action="store_true", help="name the items, and do nothing")
    arguments = parser.parse_args()
    todo = chosen(items(), arguments.only)
    if arguments.list:
        print("\n".join(item.name for item in todo))
        return
    if arguments.new is None:
        parser.error("give two binaries")
    if not todo:
        parser.error("--only is found in no item; --list names them")

    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="same-results-")).resolve()
    sides = [Side("OLD", arguments.old, work), Side("NEW", arguments.new, work)]
    start = time.monotonic()
    is_same = False
    try:
        speak_corpus(*sides)
        is_same = compare_builds(todo, sides)
    except Failed as failure:
        print(f"FAILED: {failure}")
    except KeyboardInterrupt:
        print()
        sys.exit(130)
    finally:
        print(f"{time.monotonic() - start:.0f} s", end="")
        if is_same and arguments.work is None:
            shutil.rmtree(work)
            print()
        else:
            print(f"; all files: {work}")
    sys.exit(not is_same)


if __name__ == "__main__":
    main()
