"""AMD: clang's AMDGPU back end, which is AMD's own too.

On gfx90a one instruction can be two multiply-adds (v_pk_fma), on gfx1100 one of two that are issued together
(v_dual_fmac): their shares are of instructions, and compare with themselves only.
"""
import re

from . import loops
from .tools import clang

NAME = "AMD"
TARGETS = ["gfx906", "gfx90a", "gfx1030", "gfx1100"]
FITS = "waves"

GRAMMAR = loops.Grammar(
    label=r"(\.?LBB\d+_\d+):", instruction=r"\t([a-z]\w+.*)", branch=r"s_c?branch\w* (\.?LBB\d+_\d+)",
    # Of a group that is one wave the barrier is left out.
    bringing=r"^ds_(write|store)", multiply=r"^v_(pk_)?(fma|fmac)|v_dual_fmac|^v_w?mfma",
    double=r"^v_pk_fma|v_dual_fmac.*v_dual_fmac",
    local=(r"^ds_(read|load)(_b128|_2addr\w*_b64|2\w*_b64)", r"^ds_(read|load)"),
    global_=(r"^(global|flat|buffer)_load_(dwordx4|b128)", r"^(global|flat|buffer)_load"))


def needs(tools):
    return [tools.find(name) for name in ("clang-19", "amdgcn--amdhsa.bc")]


def compile(program, target, tools, folder):
    compiler, library = needs(tools)
    assembly = folder / "k.s"
    clang(compiler, program, [
        "-target", "amdgcn-amd-amdhsa", f"-mcpu={target}", "-nogpulib", "-Xclang", "-mlink-builtin-bitcode",
        "-Xclang", library], assembly)
    text = assembly.read_text()
    found = {}
    for facts in re.split(r"^  - \.a\w+:", text[text.index("amdhsa.kernels:"):], flags=re.M)[1:]:
        name = re.search(r"^    \.name:\s+(\w+)", facts, re.M)[1]

        def number(key):
            return int(re.search(rf"^    \.{key}:\s+(\d+)", facts, re.M)[1])

        if name not in program.kernels:
            continue
        kernel = program.kernels[name]
        body = text[text.index(f"\n{name}:"):]
        found[name] = {
            "registers": number("vgpr_count"), "spilled": number("vgpr_spill_count"),
            "local": number("group_segment_fixed_size"),
            "fits": int(re.search(r"; Occupancy: (\d+)", body)[1]),
            "block": kernel.products and loops.block_of_depth(
                body[:body.index(".Lfunc_end")].splitlines(), GRAMMAR, kernel.products),
        }
    return found
