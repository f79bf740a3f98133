"""NVIDIA: clang's NVPTX back end, then NVIDIA's own ptxas and nvdisasm.

What clang makes of the C is not to the letter what NVIDIA's OpenCL driver makes of it. ptxas, which gives out
registers and orders the instructions, is the same.
"""
import re

from . import loops
from .tools import Refused, clang, preprocessed, run

NAME = "NVIDIA"
TARGETS = ["sm_75", "sm_80", "sm_89", "sm_90", "sm_120"]
FITS = "groups"

# Of a multiprocessor: bytes of local memory, threads, groups; all have 65,536 registers. By the table of
# compute capabilities in the CUDA C++ programming guide; from 8.0 on a group takes 1 KiB for itself.
MULTIPROCESSORS = {
    "sm_75": (64 << 10, 1024, 16), "sm_80": (164 << 10, 2048, 32), "sm_89": (100 << 10, 1536, 24),
    "sm_90": (228 << 10, 2048, 32), "sm_120": (100 << 10, 1536, 24),
}

GRAMMAR = loops.Grammar(
    label=r"\s*(\.L_x_\d+):", instruction=r"\s*/\*[0-9a-f]+\*/\s+(.*?);", branch=r"BRA.*?(\.L_x_\d+)",
    bringing=r"\bSTS\b", multiply=r"\b(FFMA|HMMA)", double=r"\bFFMA2",
    local=(r"\bLDS(M|\S*\.128)", r"\bLDS"), global_=(r"\bLDG\S*\.128", r"\bLDG"))
SPILL = r"\b(LDL|STL)\b"


def needs(tools):
    return [tools.find(name) for name in ("clang-19", "ptxas", "nvdisasm", "nvptx64--nvidiacl.bc")]


def compile(program, target, tools, folder):
    compiler, ptxas, nvdisasm, library = needs(tools)
    ptx, cubin = folder / "k.ptx", folder / "k.cubin"
    clang(compiler, program, [
        "-target", "nvptx64-nvidia-nvcl", "-Xclang", "-target-cpu", "-Xclang", "sm_75", "-Xclang",
        "-target-feature", "-Xclang", "+ptx78", "-Xclang", "-mlink-builtin-bitcode", "-Xclang", library], ptx)
    # Newer targets want a newer version line.
    text = re.sub(r"^\.version.*", ".version 8.8", ptx.read_text(), flags=re.M)
    text = re.sub(r"^\.target \w+", f".target {target}", text, flags=re.M)
    ptx.write_text(with_groups(text, preprocessed(compiler, program)))
    said = run(ptxas, f"-arch={target}", "-v", "-O3", "-o", cubin, ptx)
    sections = re.split(r"^//-+ \.text\.(\w+) .*$", run(nvdisasm, "-c", cubin), flags=re.M)[1:]
    code = {name: text.splitlines() for name, text in zip(sections[::2], sections[1::2])}
    found = {}
    for part in re.split(r"Compiling entry function '", said)[1:]:
        name = part[:part.index("'")]

        def number(pattern):
            return int((re.search(pattern, part) or [0, 0])[1])

        if name not in program.kernels:
            continue
        kernel = program.kernels[name]
        registers, local = number(r"Used (\d+) registers"), number(r"(\d+) bytes smem")
        found[name] = {
            "registers": registers, "spilled": number(r"(\d+) bytes spill stores"), "local": local,
            "fits": groups(target, registers, local, kernel.items),
            "block": kernel.products and loops.block_of_depth(code[name], GRAMMAR, kernel.products),
            "spills_in_loops": loops.count_in_loops(code[name], GRAMMAR, SPILL),
        }
    return found


def with_groups(ptx, source):
    """Tells ptxas the groups that kernels ask for, which clang leaves out: a group must fit the registers."""
    for sizes, name in re.findall(r"reqd_work_group_size\s*\(([^;{]*?)\)\s*\)\s*\)\s*void\s+(\w+)", source):
        group = [str(size_of(text)) for text in sizes.split(",")]
        ptx = re.sub(rf"(\.entry {name}\([^)]*\))", rf"\1\n.reqntid {', '.join(group)}", ptx)
    return ptx


def size_of(text):
    """The value of a sum or product of numbers, as macros leave it."""
    if not re.fullmatch(r"[\d\s()+*/-]+", text):
        raise Refused(f"a group's size is {text}")
    return int(eval(text.replace("/", "//")))


def groups(target, registers, local, items):
    """Groups that a multiprocessor has at a time."""
    memory, threads, most = MULTIPROCESSORS[target]
    warps = -(-items // 32)
    # A warp's registers are given out by 256.
    by_registers = 65536 // (warps * (-(-registers * 32 // 256) * 256)) if registers else most
    by_memory = memory // (local + (0 if target == "sm_75" else 1024)) if local else most
    return min(most, threads // (warps * 32), by_registers, by_memory)
