"""Intel: ocloc, Intel's own compiler, without a device.

Its answer has what the driver needs of a kernel (.ze_info), not its instructions: what is spilled is the memory
of a hardware thread's own, in which arrays are too that found no registers.
"""
import re

from .tools import Refused, run

NAME = "Intel"
TARGETS = ["tgllp", "dg2", "pvc"]
FITS = "work-items a thread"


def needs(tools):
    return [tools.find("ocloc")]


def compile(program, target, tools, folder):
    said = run(
        needs(tools)[0], "compile", "-file", program.file, "-device", target, "-options", program.options,
        "-internal_options", "-cl-intel-allow-zebin", "-out_dir", folder, environment=tools.libraries())
    binaries = list(folder.glob("*.bin"))
    if not binaries:
        raise Refused(said)
    # YAML between other sections; what debuggers want of the kernels comes after them.
    info = binaries[0].read_bytes().decode("latin-1")
    info = info[info.index("kernels:"):].partition("kernels_misc_info:")[0]
    found = {}
    for part in re.split(r"\n  - name: +", info)[1:]:
        name = re.match(r"\w+", part)[0]
        if name not in program.kernels:
            continue

        def number(key):
            return int((re.search(rf"\b{key}: +(\d+)", part) or [0, 0])[1])

        spills = re.findall(r"usage: +(?:spill_fill|single)_space\n +size: +(\d+)", part)
        found[name] = {
            "registers": number("grf_count"), "spilled": sum(map(int, spills)), "local": number("slm_size"),
            "fits": number("simd_size"), "block": None,
        }
    return found
