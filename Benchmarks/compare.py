#!/usr/bin/env python3
"""The steps of `ser bench` here and in other programs, in turn, on the same cores.

  python3 Benchmarks/compare.py [--ser PATH] [--only REGEX] [--rounds 3] [--seconds 1] [--output FILE]

Needs PyTorch (`pip install torch`), whose torch.compile is a side of its own where a C++ compiler is;
tinygrad, and CLBlast by pyopencl (`libclblast1`), join in
where they are installed.
All sides alternate, so that they meet the same disturbances. Printed, and with --output written as
Markdown: medians and minima over all rounds and the ratio of the medians, above 1 where ser is faster.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# Blocks that are given back and asked for again cost page faults, as much as the arithmetic.
KEPT_BLOCKS = {
    "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "100000000000",
    "MALLOC_TOP_PAD_": "268435456"}
PEERS = {
    "PyTorch": (["torch_steps.py"], KEPT_BLOCKS),
    "torch.compile": (["torch_steps.py", "--compile"], KEPT_BLOCKS),
    "tinygrad": (["tinygrad_steps.py"], {"DEV": "CL"}),
    "CLBlast": (["clblast_steps.py"], {}),
}
NAMES = [
    "vgg19_train_b32", "vgg19_infer_b32", "augmentor_step_b16", "augmentor_infer_b16",
    "discriminator_fwd_bwd_b16", "replearner_fwd_bwd_b16", "lstm_T32_B32_in512_h128_fwd_bwd",
    "mlp_gan_step_b64", "dnn400_train_b64", "adam_70M_vgg19", "matmul_1024", "matmul_2048",
    "linear_b32_8192to4096_fwd", "linear_b32_8192to4096_fwd_bwd",
] + [f"conv3x3_b32_{layer}_{kind}"
     for layer in ("1to64_128x128", "64to64_128x128", "128to128_64x64", "256to256_32x32",
                   "512to512_16x16", "512to512_8x8")
     for kind in ("fwd", "fwd_bwd")
] + [f"{layer}_{kind}"
     for layer in ("conv4x4s2_b16_32to64_256x64", "deconv8x8s4_b16_128to64_32x8")
     for kind in ("fwd", "fwd_bwd")]


class Peer:
    """A worker process of `peers/`."""

    def __init__(self, command, environment):
        script, *options = command
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "peers" / script), *options], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **environment})
        line = self.process.stdout.readline()
        self.about = json.loads(line) if line else None
        self.missing = "" if line else (self.process.stderr.read().strip().splitlines() or ["?"])[-1]

    def seconds(self, name, seconds):
        """Of each run, or None where it has no such step or fails at it."""
        if self.about is None or self.process.poll() is not None:
            return None
        try:
            print(json.dumps({"name": name, "seconds": seconds}), file=self.process.stdin, flush=True)
        except BrokenPipeError:
            return None
        return json.loads(self.process.stdout.readline() or "{}").get("seconds")


def ours(ser, name, seconds, device):
    """What `ser bench` writes: its environment and the row; None where it has no such name."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bench.json"
        command = [ser, "bench", "--filter", name, "--seconds", str(seconds), "--json", path]
        done = subprocess.run(command + (["--device", device] if device else []),
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode == 64:
            return None
        if done.returncode:
            sys.exit(done.stderr)
        report = json.loads(path.read_text())
        row = next((row for row in report["results"] if row["name"] == name), None)
        return row and (report["environment"], row)


def milliseconds(seconds):
    return f"{1e3 * seconds:.4g}"


def compared(name, ser, peers, arguments):
    """The row of a step, and the environment of `ser bench`."""
    mine, theirs, environment = [], {peer: [] for peer in peers}, None
    for _ in range(arguments.rounds):
        found = ours(ser, name, arguments.seconds, arguments.device)
        if found is None:
            return None, None
        environment = found[0]
        mine.append(found[1])
        for title, peer in peers.items():
            theirs[title] += peer.seconds(name, arguments.seconds) or []
    median = statistics.median(row["median_s"] for row in mine)
    share = max((row["of_ceiling"] for row in mine if "of_ceiling" in row), default=None)
    row = [name, milliseconds(median), milliseconds(min(row["min_s"] for row in mine)),
           "" if share is None else f"{100 * share:.0f} %"]
    for title in peers:
        runs = theirs[title]
        row += ([milliseconds(statistics.median(runs)), milliseconds(min(runs)),
                 f"{statistics.median(runs) / median:.2f}"] if runs else ["", "", ""])
    return row, environment


def markdown(header, rows):
    lines = [header, ["---"] + ["---:"] * (len(header) - 1)] + rows
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def conditions(environment, peers, arguments):
    """What a reader must know to repeat it."""
    device, ceilings = environment["device"], environment["ceilings"]
    about = [f"{peer.about['peer']} ({peer.about['on']})" for peer in peers.values()]
    return "\n".join([
        f"`{' '.join(['python3', 'Benchmarks/compare.py', *sys.argv[1:]])}`, "
        f"{datetime.date.today().isoformat()}, ser {environment['version']} on {device['name']} "
        f"({device['platform']}, driver {device['driver']}, {device['computeUnits']} compute units), "
        f"{platform.system()} {platform.machine()}, load {os.getloadavg()[0]:.1f} at the end.",
        f"Beside it: {', '.join(about)}.",
        f"Ceilings of the device: {ceilings['gflops']:.0f} GFLOP/s in multiply-adds, "
        f"{ceilings['gbytes_per_s']:.1f} GB/s read and written.",
        f"Milliseconds, medians (minima) of {arguments.rounds} rounds in turn; the ratio is of medians, "
        "above 1 where ser is faster.", ""])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--device", help="as `ser bench --device` takes it")
    parser.add_argument("--only", default="", help="a regular expression on the steps' names")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0, help="a step, a side and a round")
    parser.add_argument("--output", type=pathlib.Path, help="a Markdown file to write")
    arguments = parser.parse_args()
    started = {title: Peer(*peer) for title, peer in PEERS.items()}
    for title, peer in started.items():
        if peer.about is None:
            print(f"without {title}: {peer.missing}", file=sys.stderr)
    peers = {title: peer for title, peer in started.items() if peer.about}
    header = ["step", "ser", "least", "of ceiling"]
    for title in peers:
        header += [title, "least", "ratio"]
    rows, environment = [], None
    for name in filter(re.compile(arguments.only).search, NAMES):
        row, found = compared(name, arguments.ser, peers, arguments)
        if row:
            rows.append(row)
            environment = found
            print(*(f"{title} {cell}" for title, cell in zip(header[1:], row[1:]) if cell),
                  sep="  ", end=f"  {name}\n", flush=True)
    if not rows:
        sys.exit(f"no step's name matches {arguments.only}")
    if arguments.output:
        text = f"# Beside other programs\n\n{conditions(environment, peers, arguments)}\n"
        arguments.output.write_text(text + markdown(header, rows) + "\n")


if __name__ == "__main__":
    main()
