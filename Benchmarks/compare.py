"""One step of VGG19 here and in PyTorch, in turn, on the same cores.

  python Benchmarks/compare.py [--ser .build/release/ser] [--step train|infer] [--rounds 3]

Needs torch and torchvision. The two alternate, so that both meet the same disturbances; the medians
and the ratio of the medians are what to quote.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def ours(ser, name):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "bench.json")
        subprocess.run([ser, "bench", "--suite", "models", "--filter", name, "--json", path],
                       check=True, stdout=subprocess.DEVNULL)
        with open(path) as file:
            return json.load(file)["results"][0]["median_s"]


def theirs(step, threads):
    answer = subprocess.run([sys.executable, os.path.join(HERE, "vgg19_torch.py"), "--step", step,
                             "--threads", str(threads)],
                            check=True, capture_output=True, text=True).stdout
    return statistics.median(json.loads(answer.splitlines()[-1])["seconds"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ser", default=".build/release/ser")
    parser.add_argument("--step", choices=("train", "infer"), default="train")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    name = f"vgg19_{arguments.step}_b32"
    rounds = []
    for number in range(arguments.rounds):
        pair = ours(arguments.ser, name), theirs(arguments.step, arguments.threads)
        rounds.append(pair)
        print(f"round {number + 1}: ser {pair[0]:.3f} s, PyTorch {pair[1]:.3f} s, "
              f"ratio {pair[0] / pair[1]:.2f}", flush=True)
    medians = [statistics.median(side) for side in zip(*rounds)]
    print(f"{name}: ser {medians[0]:.3f} s, PyTorch {medians[1]:.3f} s, "
          f"ratio {medians[0] / medians[1]:.2f}")


if __name__ == "__main__":
    main()
