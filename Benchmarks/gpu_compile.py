#!/usr/bin/env python3
"""What the compilers of three GPU vendors make of the kernels, on a machine without any GPU.

  python3 Benchmarks/gpu_compile.py [--ser PATH] [--facts h100,rx-6800] [--targets sm_90,gfx1030] [--heavy]
                                    [--output FILE] [--quick]

`ser kernels` writes the programs that models' steps launch on devices that are not here; each goes through
NVIDIA's, AMD's and Intel's compilers. Printed, and with --output written as Markdown: registers, spills, what
fits, and of products and convolutions the share of multiply-adds and the width of loads
(docs/gpu-compile.md says what each figure means). The status is 1 where, on a target of the maker of a device
that plans it, a program does not build or takes more local memory than that device has, where none of a kernel's
groups fits, or where a tile spills in a loop on the target that such a device is.

The compilers are those in PATH and what .ci/gpu-compilers got. --quick takes the tiles of two devices for one
target each, and is content where compilers are missing.
"""
import argparse
import concurrent.futures
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from vendors import amd, intel, nvidia
from vendors.tools import Refused, Tools

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / ".build" / "gpu-compile"
VENDORS = [nvidia, amd, intel]
# Devices by the names that `ser kernels` knows, and the targets that they are, or are nearest to.
DEVICES = {"h100": "sm_90", "a100": "sm_80", "rtx-4090": "sm_89", "rtx-3060": "sm_80", "mi250": "gfx90a",
           "rx-6800": "gfx1030", "rx-7900-xtx": "gfx1100", "arc-a770": "dg2", "iris-xe": "tgllp", "apple": None}
QUICK = {"facts": ["h100", "rx-6800"], "targets": ["sm_90", "gfx1030"]}
# What a step may take at most: launches of it.
GOALS = {"vgg19_train_b32": 250, "augmentor_step_b16": 400}


class Kernel:
    """A kernel of a program: the largest group that it is launched in, and the tile where it has one."""

    def __init__(self, name, options):
        self.name, self.items = name, 1
        size = dict(re.findall(r"-D (BM|BN|BK|TM|TN)=(\d+)", options))
        self.tile = "{BM}x{BN}x{BK}, {TM}x{TN}".format(**size) if len(size) == 5 else None
        # Multiply-adds of a work-item over a block of depth.
        self.products = int(size["BK"]) * int(size["TM"]) * int(size["TN"]) if self.tile else 0
        self.aligned = " of odd widths" if re.search(r"ALIGNED=0", options) else ""

    @property
    def label(self):
        return f"{self.name} {self.tile}{self.aligned}" if self.tile else self.name


class Program:
    """A program, the same for all devices that plan it."""

    def __init__(self, file, row):
        self.file, self.options = file, row["options"]
        self.kernels = {k["name"]: Kernel(k["name"], self.options) for k in row["kernels"]}
        self.devices = {}

    def add(self, name, device, row):
        self.devices[name] = device
        for kernel in row["kernels"]:
            for launch in kernel["launches"]:
                items = 1
                for size in launch["group"] or [device["maxWorkGroup"]]:
                    items *= size
                mine = self.kernels[kernel["name"]]
                mine.items = max(mine.items, items)

    def planned_for(self, vendor):
        """The devices of a maker that plan it, by name."""
        return {n: d for n, d in self.devices.items() if DEVICES[n] in vendor.TARGETS}


def programs_of(ser, names, folder):
    """The programs of devices, by their files' names, and the steps of each device."""
    programs, steps = {}, {}
    for name in names:
        place = folder / name
        done = subprocess.run([ser, "kernels", "--facts", name, "--output", place], stdout=subprocess.DEVNULL)
        if done.returncode:
            sys.exit(done.returncode)
        index = json.loads((place / "index.json").read_text())
        steps[name] = index["steps"]
        for row in index["programs"]:
            program = programs.setdefault(row["file"], Program(place / row["file"], row))
            program.add(name, index["device"], row)
    return list(programs.values()), steps


def compiled(program, vendor, target, tools):
    """{kernel: figures}, or {"": what the compiler said}; kept by all that decides it."""
    module = vendor.__name__.split(".")[-1]
    sources = b"".join((HERE / "vendors" / f"{m}.py").read_bytes() for m in (module, "loops", "tools"))
    paths = " ".join(map(str, vendor.needs(tools)))
    groups = str([(k.name, k.items) for k in program.kernels.values()])
    key = hashlib.sha256(program.file.read_bytes() + sources + f"{paths} {target} {groups}".encode())
    kept = BUILD / "cache" / f"{key.hexdigest()}.json"
    if kept.exists():
        return json.loads(kept.read_text())
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = vendor.compile(program, target, tools, pathlib.Path(folder))
        except Refused as refusal:
            found = {"": str(refusal).strip()[:1000]}
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=kept.parent, delete=False) as unnamed:
        json.dump(found, unnamed)
    os.replace(unnamed.name, kept)
    return found


def faults(program, vendor, target, found):
    """What must not be, on a target of the maker of a device that plans the program."""
    devices = program.planned_for(vendor)
    if not devices:
        return
    if "" in found:
        yield f"{program.file.name} does not build for {target}: {found['']}"
        return
    for name, figures in found.items():
        kernel, room = program.kernels[name], min(d["localMemory"] for d in devices.values())
        if figures["local"] > room:
            yield f"{kernel.label} takes {figures['local']} bytes of local memory for {target} of {room}"
        if not figures["fits"]:
            yield f"no group of {kernel.label} fits, of {kernel.items} work-items, for {target}"
        # Of a tile the arrays are its results, and what is fetched ahead. What is needed before and after the
        # loops alone may be put aside: another group then fits.
        spilled = figures["spilled"] if figures.get("spills_in_loops", 1) else 0
        outside = spilled + figures.get("arrays", 0)
        if kernel.tile and outside and target in map(DEVICES.get, devices):
            yield f"{kernel.label} has {outside} in memory, not in registers, for {target} ({program.options})"


def cell(figures, vendor):
    """The worst of several programs of one kernel."""
    worst = [f"{max(f['registers'] for f in figures)}r", f"{min(f['fits'] for f in figures)}{vendor.FITS[0]}"]
    shares = [f["block"]["share"] for f in figures if f["block"]]
    if shares:
        worst.append(f"{100 * min(shares):.0f} %")
    if spilled := max(f["spilled"] for f in figures):
        outside = not any(f["spilled"] and f.get("spills_in_loops", 1) for f in figures)
        worst.append(f"{spilled} spilled outside loops" if outside else f"**{spilled} spilled**")
    if arrays := max(f.get("arrays", 0) for f in figures):
        worst.append(f"{arrays} in arrays")
    return " ".join(worst)


def loads_cell(figures, _):
    """Narrow loads of a block of depth, in local and global memory; the most of several programs."""
    blocks = [f["block"] for f in figures if f["block"]]
    if not blocks:
        return ""
    return ", ".join("{} + {}".format(*max((b[kind] for b in blocks), key=lambda l: (l[1], l[0])))
                     for kind in ("local", "global"))


def table(rows, targets, cell):
    """Markdown: a row a kernel, a column a target. rows: {label: {target: [figures]}}."""
    yield "| kernel | " + " | ".join(t for t, _ in targets) + " |"
    yield "| --- |" + " --- |" * len(targets)
    for label, row in sorted(rows.items()):
        cells = [cell(row[t], vendor) if row.get(t) else "does not build" for t, vendor in targets]
        yield f"| {label} | " + " | ".join(cells) + " |"


def launches(steps):
    """Markdown: launches of the steps that have a goal."""
    yield "| device | " + " | ".join(f"{name} (goal {goal})" for name, goal in GOALS.items()) + " |"
    yield "| --- |" + " ---: |" * len(GOALS)
    for device, rows in steps.items():
        by_name = {row["name"]: row for row in rows}
        counts = [f"{by_name[n]['launches']} and {sum(by_name[n]['transfers'].values())}" for n in GOALS]
        yield f"| {device} | " + " | ".join(counts) + " |"
    for device, rows in steps.items():
        for row in rows:
            for over in row["over"]:
                yield (f"\n{device}, {row['name']}: {over.get('kernel', 'memory')} would take {over['size']} "
                       f"{over['what']}, where {over['limit']} are allowed.")


def report(programs, results, targets, steps):
    heavy, others = {}, {}
    for (program, target), found in results.items():
        for name, figures in found.items():
            if name:
                kernel = program.kernels[name]
                rows = heavy if kernel.tile else others
                rows.setdefault(kernel.label, {}).setdefault(target, []).append(figures)
    blocks = [(t, v) for t, v in targets if v is not intel]
    yield "## Launches of a step\n\nLaunches, and writes, reads, copies and fills.\n"
    yield from launches(steps)
    yield "\n## Products and convolutions\n"
    yield from table(heavy, targets, cell)
    yield "\nLoads of a block of depth, of 128 bits + narrower: in local memory, in global memory.\n"
    yield from table(heavy, blocks, loads_cell)
    if others:
        yield "\n## All other kernels\n"
        yield from table(others, targets, cell)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ser", default=HERE.parent / ".build/release/ser")
    parser.add_argument("--facts", default=",".join(DEVICES))
    parser.add_argument("--targets", default=",".join(t for v in VENDORS for t in v.TARGETS))
    parser.add_argument("--heavy", action="store_true", help="only programs with tiles")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tools", default=BUILD, help="where .ci/gpu-compilers puts compilers")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--output", type=pathlib.Path)
    arguments = parser.parse_args()
    names, wanted = arguments.facts.split(","), arguments.targets.split(",")
    if arguments.quick:
        names, wanted, arguments.heavy = QUICK["facts"], QUICK["targets"], True
    tools = Tools(arguments.tools)
    targets = []
    for vendor in VENDORS:
        mine = [t for t in vendor.TARGETS if t in wanted]
        if mine and None in vendor.needs(tools):
            print(f"gpu_compile: {', '.join(mine)} left out, {vendor.NAME}'s compilers are not here; "
                  "`make gpu-compile` gets them")
        else:
            targets += [(t, vendor) for t in mine]
    if not targets:
        return 0 if arguments.quick else 69
    programs, steps = programs_of(arguments.ser, names, BUILD / "programs")
    if arguments.heavy:
        programs = [p for p in programs if any(k.tile for k in p.kernels.values())]
    work = [(p, v, t) for p in programs for t, v in targets]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        found = list(pool.map(lambda w: compiled(*w, tools), work))
    results = {(p, t): f for (p, _, t), f in zip(work, found)}
    wrong = sorted({fault for w, f in zip(work, found) for fault in faults(*w, f)})
    text = "\n".join(report(programs, results, targets, steps))
    print(text)
    print(f"\n{len(programs)} programs for {len(targets)} targets, {len(wrong)} at fault", *wrong, sep="\n")
    if arguments.output:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        head = (f"# The kernels by the compilers of GPUs\n\n{datetime.date.today()}, by `make gpu-compile`: "
                f"{len(programs)} programs, as `ser kernels` writes them for {', '.join(names)}. "
                "[What the figures mean](../../docs/gpu-compile.md). No GPU ran them here.\n\n")
        arguments.output.write_text(head + text + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
