"""Intel: ocloc, Intel's own compiler, without a device.

Its answer has what the driver needs of a kernel (.ze_info); what the compiler writes beside it, where asked by
its environment, tells what was spilled.
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
        "-internal_options", "-cl-intel-allow-zebin", "-out_dir", folder, environment={
            **tools.libraries(), "IGC_ShaderDumpEnable": "1", "IGC_DumpToCustomDir": str(folder / "dump")})
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

        width = number("simd_size")
        found[name] = {
            "registers": number("grf_count"), "local": number("slm_size"), "fits": width, "block": None,
            **memory(name, width, folder / "dump"),
        }
    return found


def memory(name, width, dump):
    """Bytes of a hardware thread that are spilled, and those of arrays that found no registers."""
    spilled, arrays = 0, 0
    # Where much is spilled the compiler tries again; its last attempt counts.
    for assembly in sorted(dump.glob(f"*_simd{width}_*.asm"), key=lambda p: p.stat().st_mtime_ns):
        text = assembly.read_text(errors="replace")
        if re.search(rf"^//\.kernel {name}$", text, re.M):
            spilled, arrays = (
                int((re.search(rf"^//\.{what} size (\d+)", text, re.M) or [0, 0])[1])
                for what in ("spill", "private memory"))
    return {"spilled": spilled, "arrays": arrays}
