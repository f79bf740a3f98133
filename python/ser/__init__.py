"""Speech emotion recognition: the command `ser`, called from Python.

Everything is computed by the command that this package brings; what it writes is read into arrays and tables.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy
import pandas

__all__ = ["Error", "Warning", "features", "predict", "run"]

_COMMAND = pathlib.Path(__file__).parent / "bin" / "ser"


class Error(Exception):
    """What the command refused, in its own sentence.

    `status` is its exit status: 64 usage, 65 data, 66 no input, 69 no device, and so on.
    """

    def __init__(self, sentence, status):
        super().__init__(sentence)
        self.status = status


class Warning(UserWarning):
    """What the command did all the same, and warns of."""


def run(*arguments):
    """Runs the command and returns what it prints, such as `ser.run("runs", "list")`.

    Raises `Error` where it does not end well, and hands on its warnings.
    """
    answer = subprocess.run(
        [_COMMAND, *map(os.fspath, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    lines = answer.stderr.splitlines()
    if answer.returncode:
        raise Error(_sentence(lines, answer.returncode), answer.returncode)
    for line in lines:
        if line.startswith("warning: "):
            warnings.warn(line.removeprefix("warning: "), Warning, stacklevel=2)
    return answer.stdout


def features(path, kind="is10", **options):
    """The features of a recording, or of all of a manifest (.csv).

    `kind="is10"`: a DataFrame with a row a recording, named by its path, and a column for each of the 1582
    features of emobase2010. `kind="mel"`: log-mel pictures in dB, frames × bands, float32: an array of one
    recording, of a manifest a dictionary from paths to arrays.

    Keywords are the options of `ser features is10` and `ser features mel`, such as `native_rate=True`.
    """
    if kind not in ("is10", "mel"):
        raise ValueError(f"kind is {kind!r}; it is 'is10' or 'mel'.")
    is_manifest = os.fspath(path).lower().endswith(".csv")
    with tempfile.TemporaryDirectory() as folder:
        name = "features.npy" if kind == "mel" and not is_manifest else "features.npz"
        output = os.path.join(folder, name)
        run("features", kind, _plain(path), "--output", output, "--quiet", *_options(options))
        found = numpy.load(output)
        if kind == "mel":
            return {file: found[file] for file in found.files} if is_manifest else found
        return pandas.DataFrame(
            found["features"], index=pandas.Index(found["files"], name="file"), columns=found["names"])


def predict(model, *files, segments=False, **options):
    """What a trained classifier says of recordings, folders of them, or tables of features.

    `model` is its file or its run's folder. The DataFrame has a row a recording, or with `segments=True` a row
    a segment, with `start` and `end` in seconds; `predicted` is the emotion, and for each class there is a
    column `probability_…`.

    Keywords are the options of `ser predict`, such as `device=0` or `skip_unreadable=True`.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "predictions.csv")
        run("predict", *map(_plain, files), "--model", model, "--output", output, "--quiet",
            *_options(options))
        table = pandas.read_csv(output)
    is_segment = table["start"].notna()
    table = table[is_segment if segments else ~is_segment]
    return table.reset_index(drop=True)


def main():
    """The command itself, in this process's place."""
    os.execv(_COMMAND, [str(_COMMAND), *sys.argv[1:]])


def _plain(path):
    """A path that the command cannot take for an option."""
    path = os.fspath(path)
    return os.path.join(".", path) if path.startswith("-") else path


def _options(keywords):
    """`native_rate=True` as `--native-rate`, `device=0` as `--device 0`, a list as one option for each."""
    for name, value in keywords.items():
        option = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            yield option
            continue
        for single in value if isinstance(value, (list, tuple)) else [value]:
            yield f"{option}={os.fspath(single) if isinstance(single, os.PathLike) else single}"


def _sentence(lines, status):
    for beginning in ("ser: ", "Error: "):
        for line in lines:
            if line.startswith(beginning):
                return line.removeprefix(beginning)
    return lines[-1] if lines else f"ser ended with status {status} and said nothing."
