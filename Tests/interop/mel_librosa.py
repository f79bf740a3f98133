#!/usr/bin/env python3
"""Compares `ser features mel` with librosa.

    python3 Tests/interop/mel_librosa.py [--ser PATH] RECORDING...
    python3 Tests/interop/mel_librosa.py --write-fixtures Tests/Fixtures

The first form prints the largest difference for each recording, in dB, and fails where one is above
0.001 dB. The second writes the pictures that the tests of `MelSpectrogram` compare with. Needs numpy
and librosa (0.10 or later).
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import librosa
import numpy as np

TOLERANCE = 1e-3


def log_mel(samples, rate=16000, window=800, hop=400, fft=1024, bands=128, low=0, high=8000, htk=False, norm="slaney"):
    """The picture (frames, bands) in dB of a signal."""
    samples = np.pad(samples, (0, max(0, window - len(samples))))
    # librosa has the window in the middle of the transform, which without padding would drop the
    # samples before and after it.
    before = (fft - window) // 2
    samples = np.pad(samples, (before, fft - window - before))
    power = librosa.feature.melspectrogram(
        y=samples, sr=rate, n_fft=fft, win_length=window, hop_length=hop, center=False, power=2,
        n_mels=bands, fmin=low, fmax=high, htk=htk, norm=norm)
    return np.ascontiguousarray(librosa.power_to_db(power, ref=1.0, amin=1e-10, top_db=None).T)


def compare(ser, recording):
    """The largest difference between ser and librosa, in dB."""
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "mel.npy"
        subprocess.run([ser, "features", "mel", recording, "--output", output, "--quiet"], check=True)
        found = np.load(output)
    samples, _ = librosa.load(recording, sr=16000, mono=True, res_type="soxr_hq")
    expected = log_mel(samples.astype(np.float64))
    if found.shape != expected.shape or found.dtype != np.float32:
        sys.exit(f"{recording}: {found.dtype} {found.shape}, and librosa has {expected.shape}")
    return np.abs(found - expected).max()


def test_signal(count, rate):
    """A chirp in a little noise; the tests make the same."""
    time = np.arange(count) / rate
    noise, state = [], 1
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        noise.append(state / 2**31 - 1)
    sweep = 100 * time + 0.5 * (0.4 * rate / (count / rate)) * time**2
    return (0.5 * np.sin(2 * np.pi * sweep) + 0.01 * np.array(noise)).astype(np.float32)


def write_fixtures(folder):
    np.save(folder / "mel_default.npy", log_mel(test_signal(4000, 16000).astype(np.float64)).astype(np.float32))
    np.save(
        folder / "mel_htk.npy",
        log_mel(
            test_signal(1000, 8000).astype(np.float64), rate=8000, window=200, hop=80, fft=256, bands=20,
            low=50, high=3800, htk=True, norm=None).astype(np.float32))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recordings", nargs="*")
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--write-fixtures", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.write_fixtures:
        write_fixtures(arguments.write_fixtures)
        return
    if not arguments.recordings:
        parser.error("give at least one recording")
    worst = 0.0
    for recording in arguments.recordings:
        error = compare(arguments.ser, recording)
        print(f"{recording}: {error:.2e} dB")
        worst = max(worst, error)
    print(f"largest difference: {worst:.2e} dB, {len(arguments.recordings)} recordings")
    sys.exit(not worst <= TOLERANCE)


if __name__ == "__main__":
    main()
