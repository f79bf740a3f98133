#!/usr/bin/env python3
"""Log-mel pictures of a corpus here, in librosa and in torchaudio, in turn.

  python3 Benchmarks/log_mel.py MANIFEST [--ser PATH] [--rounds 3]

Needs librosa (which reads with libsndfile, as ser does); torchaudio joins in where it is installed. ser is
timed as a whole process that also writes the pictures to a file; the others read and compute in a process
that runs already.
"""
import argparse
import csv
import pathlib
import statistics
import subprocess
import tempfile
import time

import librosa
import numpy as np


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_ser(ser, manifest):
    with tempfile.TemporaryDirectory() as folder:
        # A copy, so that no pictures lie beside it from before.
        copy = pathlib.Path(folder) / manifest.name
        rows = list(csv.DictReader(manifest.open(encoding="utf-8-sig", newline="")))
        with copy.open("w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            for row in rows:
                writer.writerow({**row, "file": str((manifest.parent / row["file"]).resolve())})
        return seconds(lambda: subprocess.run(
            [ser, "features", "mel", copy, "--output", pathlib.Path(folder) / "mel.npz", "--quiet"],
            check=True, stdout=subprocess.DEVNULL))


def by_librosa(recordings):
    for recording in recordings:
        samples, _ = librosa.load(recording, sr=16000, mono=True, res_type="soxr_hq")
        power = librosa.feature.melspectrogram(
            y=np.pad(samples, 112), sr=16000, n_fft=1024, win_length=800, hop_length=400, center=False,
            n_mels=128, fmax=8000)
        librosa.power_to_db(power, amin=1e-10, top_db=None)


def torchaudio_work():
    """By torchaudio's transforms, or None where it is not installed."""
    try:
        import soundfile
        import torch
        import torchaudio
    except (ImportError, RuntimeError):
        return None
    mel = torchaudio.transforms.MelSpectrogram(
        16000, n_fft=1024, win_length=800, hop_length=400, center=False, n_mels=128, f_max=8000,
        norm="slaney", mel_scale="slaney")
    decibels = torchaudio.transforms.AmplitudeToDB(top_db=None)

    def work(recordings):
        for recording in recordings:
            samples, rate = soundfile.read(recording, dtype="float32", always_2d=True)
            mono = torch.from_numpy(samples).mean(1)
            decibels(mel(torchaudio.functional.resample(mono, rate, 16000)))
    return work


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=pathlib.Path)
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with arguments.manifest.open(encoding="utf-8-sig", newline="") as file:
        recordings = [arguments.manifest.parent / row["file"] for row in csv.DictReader(file)]
    sides = {"ser": lambda: by_ser(arguments.ser, arguments.manifest),
             "librosa": lambda: seconds(lambda: by_librosa(recordings))}
    if work := torchaudio_work():
        sides["torchaudio"] = lambda: seconds(lambda: work(recordings))
    by_librosa(recordings[:1])
    found = {side: [] for side in sides}
    for _ in range(arguments.rounds):
        for side, run in sides.items():
            found[side].append(run())
    ours = statistics.median(found["ser"])
    print(f"{len(recordings)} recordings, medians of {arguments.rounds} rounds in turn")
    for side, runs in found.items():
        print(f"{side}: {statistics.median(runs):.2f} s, least {min(runs):.2f} s, "
              f"ratio {statistics.median(runs) / ours:.1f}")


if __name__ == "__main__":
    main()
