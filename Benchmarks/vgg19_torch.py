"""VGG19 for 1 x 128 x 128 pictures and four classes in PyTorch: the peer of `ser bench`.

  python vgg19_torch.py [--step train|infer] [--batch 32] [--threads 2] [--steps 3]

Prints a JSON line with the seconds of each step; the first, which is not among them, warms up.
PyTorch runs at its strongest on a CPU: channels-last, fused Adam, and malloc told to keep large
blocks (without that, page faults cost as much as the arithmetic).
"""
import argparse
import json
import os
import sys
import time

TUNED = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "100000000000",
    "MALLOC_TOP_PAD_": "268435456",
}


def build(torch, classes=4):
    from torchvision.models import vgg19

    model = vgg19(weights=None)
    model.features[0] = torch.nn.Conv2d(1, 64, 3, padding=1)
    model.avgpool = torch.nn.Identity()
    model.classifier[0] = torch.nn.Linear(8192, 4096)
    model.classifier[6] = torch.nn.Linear(4096, classes)
    return model.to(memory_format=torch.channels_last)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--step", choices=("train", "infer"), default="train")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=3)
    arguments = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in TUNED.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **TUNED})

    import torch
    import torch.nn.functional as F

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    model = build(torch)
    x = torch.randn(arguments.batch, 1, 128, 128).contiguous(memory_format=torch.channels_last)
    y = torch.arange(arguments.batch) % 4
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-5, fused=True)

    def train():
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(x), y).backward()
        optimizer.step()

    def infer():
        with torch.inference_mode():
            model(x)

    step = train if arguments.step == "train" else infer
    model.train(arguments.step == "train")
    step()
    seconds = []
    for _ in range(arguments.steps):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"name": f"vgg19_{arguments.step}_b{arguments.batch}", "seconds": seconds,
                      "torch": torch.__version__}))


if __name__ == "__main__":
    main()
