#!/usr/bin/env python3
"""Gives every option of every command, and every setting, values that make no sense, and names each that
ends the program by a trap.

    python3 Tests/odd_values.py [--only REGEX] [--jobs N] [--seconds S] BINARY

The options are those of the command's own help, the settings those of `ser settings`, so that new ones
are tried too; a setting is tried with its largest and smallest value as well. The work is tiny. What goes on
for longer than S seconds (20 if not said) is stopped, and counts as at work. Right is any exit status below 128
without a word of Swift's runtime; the parser's and the command's own refusals are of that kind. On two
cores it takes about an hour. Status 0: no trap; 1: the lines say which. Needs no more than Python 3.8.
"""

import argparse
import concurrent.futures
import json
import math
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import wave

VALUES = [
    "0", "-1", "1", "999999999", "9223372036854775807", "-9223372036854775808",
    "18446744073709551615", "99999999999999999999", "1e308", "1e-320", "nan", "inf", "-inf", "", " ", "[]",
    "a,,b", "é\u0301=", "/", "\n",
]
TRAP = re.compile("Fatal error|Crash|Illegal instruction|Segmentation|Backtrace|Precondition")
PICTURES = """
    frontEnd.bands=32 augmentor.frames=32 augmentor.channels=[4,4,8] augmentor.decoderChannels=[8,4]
    augmentor.latentSize=8 discriminator.channels=[4,4] discriminator.hidden=8 learner.channels=[4,4]
    learner.hidden=8 augmentorTraining.iterations=3 augmentorTraining.batch=2 classifier.widthFactor=0.03
    classifier.epochs=1 classifier.batch=16 classifier.segment=32 classifier.stride=32 balancingGAN.code=4
    balancingGAN.channels=[4,4] balancingGAN.batch=8 balancingGAN.pretrainingEpochs=1
    balancingGAN.epochs=1 experiment.seeds=1 experiment.folds=2 experiment.keepFraction=0.5
    experiment.augmentFactor=1 crossLingual.augmentFactor=1 map.perplexity=3 map.iterations=3
    map.utterances=4 map.copies=1"""
FEATURES = """
    mixupGAN.hidden=[8,4] mixupGAN.discriminator=[8] mixupGAN.batch=16 mixupGAN.pretrainingEpochs=1
    mixupGAN.epochs=1 dnn.hidden=8 dnn.hiddenOfBoth=8 dnn.epochs=1 dnn.batch=16 experiment.seeds=1
    diffusion.hidden=[8] diffusion.epochs=1 diffusion.samplingSteps=2
    experiment.folds=2 encoding.dimensions=2 encoding.smacofIterations=2"""


def sets(text):
    return [word for setting in text.split() for word in ("--set", setting)]


# What makes each command do something; OUT stands for a place of its own.
BASES = {
    "corpus import": ["csv", "m.csv", "-o", "OUT.csv"],
    "corpus show": ["m.csv"],
    "corpus synthesize": ["-o", "OUT", "--sentences", "1"],
    "features mel": ["m.csv", "-o", "OUT.npz"],
    "features is10": ["a-0.wav", "-o", "OUT.csv"],
    "train augmentor": ["m.csv", "-o", "OUT"] + sets(PICTURES),
    "train classifier": ["m.csv", "-o", "OUT"] + sets(PICTURES),
    "train mixup-gan": ["m.csv", "--features", "f.npz", "-o", "OUT"] + sets(FEATURES),
    "train dnn": ["m.csv", "--features", "f.npz", "-o", "OUT"] + sets(FEATURES),
    "augment": ["m.csv", "--model", "augmentor/augmentor.safetensors", "-o", "OUT", "--copies", "1"],
    "invert": ["mel.npz", "-o", "OUT", "--iterations", "1"] + sets("frontEnd.bands=32"),
    "evaluate": ["m.csv", "--model", "classifier/classifier.safetensors"],
    "predict": ["a-0.wav", "--model", "classifier/classifier.safetensors"],
    "synthesize": ["gan", "-o", "OUT.csv"],
    "encode": ["gan", "f.npz", "-o", "OUT.csv"],
    "experiment imbalance": ["m.csv", "-o", "OUT"] + sets(PICTURES),
    "experiment ablation": ["m.csv", "-o", "OUT"] + sets(PICTURES),
    "experiment cross-lingual": ["m.csv", "m.csv", "-o", "OUT"] + sets(PICTURES),
    "experiment representations": ["m.csv", "-o", "OUT"] + sets(PICTURES),
    "experiment synthetic-features": ["m.csv", "--features", "f.npz", "-o", "OUT"] + sets(FEATURES),
    "experiment encoded-features": ["m.csv", "--features", "f.npz", "-o", "OUT"] + sets(FEATURES),
    "experiment cross-corpus": ["m.csv", "m.csv", "--features", "f.npz", "--target-features", "f.npz", "-o", "OUT"]
    + sets(FEATURES),
    "experiment support-vectors": ["m.csv", "--features", "f.npz", "-o", "OUT"] + sets(FEATURES),
    "export onnx": ["classifier/classifier.safetensors", "-o", "OUT.onnx"],
    "report": ["classifier", "-o", "OUT"],
    "runs list": ["."],
    "runs compare": ["classifier", "classifier"],
    "bench": ["--filter", "row_dot", "--suite", "kernels", "--seconds", "0.01"],
    "check": ["--filter", "row_dot"],
    "demo": ["-o", "OUT"],
}
# Which command uses a group of settings.
USERS = {
    "frontEnd": ["features mel", "train classifier", "invert"], "corpus": ["train classifier"],
    "augmentor": ["train augmentor"], "augmentorTraining": ["train augmentor"],
    "discriminator": ["train augmentor"], "learner": ["train augmentor"], "losses": ["train augmentor"],
    "triplets": ["train augmentor"], "classifier": ["train classifier"],
    "balancingGAN": ["experiment imbalance"], "map": ["experiment representations"],
    "crossLingual": ["experiment cross-lingual"], "ablation": ["experiment ablation"],
    "experiment": ["experiment imbalance", "experiment support-vectors"],
    "features": ["train dnn"], "dnn": ["train dnn"], "mixupGAN": ["train mixup-gan"],
    "encoding": ["experiment encoded-features"], "supportVectors": ["experiment support-vectors"],
    "crossCorpus": ["experiment cross-corpus"],
    "baselines": ["experiment synthetic-features --baselines"],
    "vectorAugmentation": ["experiment synthetic-features --augmentations"],
    "diffusion": ["experiment synthetic-features --augmentations"],
}
for flag in "--baselines", "--augmentations":
    BASES[f"experiment synthetic-features {flag}"] = BASES["experiment synthetic-features"]


def come_first():
    """Where memory runs out, it is this process's fault."""
    pathlib.Path("/proc/self/oom_score_adj").write_text("1000")



class Work:
    def __init__(self, binary, folder, seconds):
        self.binary, self.folder, self.seconds = binary, folder, seconds

    def run(self, words, seconds=None):
        """Status and what was said on standard error; status 0 where the time was over."""
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                [self.binary] + words, cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True,
                preexec_fn=come_first)
            try:
                status = process.wait(seconds or self.seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                status = 0
            errors.seek(0)
            return status, errors.read().decode(errors="replace")

    def must(self, *words):
        status, errors = self.run(list(words), 600)
        if status:
            sys.exit(f"{' '.join(words)} ended with {status}: {errors}")

    def prepare(self):
        rows = ["file,emotion,speaker"]
        for emotion, pitch in [("angry", 0.06), ("sad", 0.09), ("happy", 0.12), ("neutral", 0.15)]:
            for speaker in range(2):
                for take in range(2):
                    name = f"{emotion[0]}-{2 * speaker + take}.wav"
                    with wave.open(str(self.folder / name), "wb") as file:
                        file.setparams((1, 2, 16000, 0, "NONE", ""))
                        file.writeframes(b"".join(
                            struct.pack("<h", int(9000 * math.sin(t * (pitch + 0.004 * speaker))))
                            for t in range(12000 + 1000 * take)))
                    rows.append(f"{name},{emotion},s{speaker}")
        (self.folder / "m.csv").write_text("\n".join(rows))
        self.must("features", "mel", "m.csv", "-o", "mel.npz", "--set", "frontEnd.bands=32")
        self.must("features", "is10", "m.csv", "-o", "f.npz")
        for command, output in [("augmentor", "augmentor"), ("classifier", "classifier"), ("mixup-gan", "gan")]:
            base = [word.replace("OUT", output) for word in BASES[f"train {command}"]]
            self.must("train", command, *base)

    def attempt(self, number, command, words):
        """The line of a trap; none where there was none."""
        out = f"out-{number}"
        words = command.split() + [word.replace("OUT", out) for word in BASES.get(command, [])] + words
        status, errors = self.run(words)
        for path in self.folder.glob(out + "*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if status < 0 or status >= 128 or TRAP.search(errors):
            said = [line for line in errors.splitlines() if TRAP.search(line)]
            return f"{status}  ser {' '.join(words)}\n    {said[0][:300] if said else errors[-300:]}"
        return None


def commands(node, path=()):
    """Every command with its options."""
    path = path + (node["commandName"],)
    children = [child for child in node.get("subcommands", []) if child["commandName"] != "help"]
    for child in children:
        yield from commands(child, path)
    if not children:
        options = [a["names"] for a in node.get("arguments", []) if a["kind"] == "option"]
        yield " ".join(path[1:]), [
            next(name["name"] for name in names if name["kind"] == "long") for names in options]


def attempts(work):
    answer = subprocess.run([work.binary, "--experimental-dump-help"], capture_output=True, check=True)
    for command, options in commands(json.loads(answer.stdout)["command"]):
        for option in options:
            if option != "set":
                for value in VALUES:
                    yield command, [f"--{option}={value}"]
    answer = subprocess.run([work.binary, "settings", "--json"], capture_output=True, check=True)
    for setting in json.loads(answer.stdout):
        key = setting["key"]
        numbers = re.findall(r"-?\d[\d.e+-]*\d|\d", setting.get("expected", "").replace(",", ""))
        lists = [f"[{value}]" for value in VALUES[:6] + numbers]
        for command in USERS.get(key.split(".")[0], ["train classifier"]):
            for value in VALUES + numbers + lists:
                yield command, ["--set", f"{key}={value}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--only", type=re.compile, default=re.compile(""))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    traps = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Work(options.binary.resolve(), pathlib.Path(folder), options.seconds)
        work.prepare()
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            asked = [a for a in attempts(work) if options.only.search(" ".join([a[0]] + a[1]))]
            done = pool.map(lambda item: work.attempt(item[0], *item[1]), enumerate(asked))
            for line in filter(None, done):
                traps += 1
                print(line, flush=True)
    print(f"{len(asked)} tried, {traps} ended by a trap")
    return 1 if traps else 0


if __name__ == "__main__":
    sys.exit(main())
