"""What a kernel does over one block of depth, by its instructions.

A heavy kernel for GPUs (kernels/group_tile.cl) brings a block of both sides into local memory, multiplies,
and does so again. Its compiled form is a loop with stores into local memory and multiply-adds, within which a
shorter loop may multiply several times.
"""
import re


def block_of_depth(lines, grammar, products):
    """The instructions of a block of depth.

    lines: of one kernel's assembly. grammar: of the assembly, see `Grammar`. products: multiply-adds that a
    work-item does in a block.
    Returns {"share": of the instructions that multiply and add, "local" and "global": loads [of 128 bits,
    narrower]}, or None where there is no such loop.
    """
    code, loops = grammar.read(lines)
    multiplying = [l for l in loops if grammar.products(code, l)]
    blocks = [l for l in multiplying if grammar.count(code, l, grammar.bringing)]
    if not blocks:
        return None
    # A bias that is summed beside the product has loops too, with few.
    most = max(grammar.products(code, l) for l in blocks)
    block = min((l for l in blocks if 2 * grammar.products(code, l) >= most), key=lambda l: l[1] - l[0])
    inside = [l for l in multiplying if l != block and block[0] <= l[0] and l[1] <= block[1]]
    inner = [l for l in inside if not any(m != l and l[0] <= m[0] and m[1] <= l[1] for m in inside)]
    once = sum(grammar.products(code, l) for l in inner)
    # What the block's own count of instructions has of the inner loops is one turn of them.
    turns = max(1, (products - grammar.products(code, block)) / once + 1) if once else 1

    def total(pattern):
        return grammar.count(code, block, pattern) + (turns - 1) * sum(
            grammar.count(code, l, pattern) for l in inner)

    def loads(wide, every):
        return [round(total(wide)), round(total(every) - total(wide))]

    return {
        "share": total(grammar.multiply) / total("."),
        "local": loads(grammar.wide_local, grammar.any_local),
        "global": loads(grammar.wide_global, grammar.any_global),
    }


def count_in_loops(lines, grammar, pattern):
    """How many instructions of a pattern are in a loop."""
    code, loops = grammar.read(lines)
    return len({at for start, end in loops for at in range(start, end) if re.search(pattern, code[at])})


class Grammar:
    """Regular expressions for lines of an assembly: what is a label, an instruction, a branch, and so on."""

    def __init__(self, label, instruction, branch, bringing, multiply, double, local, global_):
        self.label, self.instruction, self.branch = label, instruction, branch
        self.bringing, self.multiply, self.double = bringing, multiply, double
        self.wide_local, self.any_local = local
        self.wide_global, self.any_global = global_

    def read(self, lines):
        """The instructions, and the loops as ranges of them: branches backwards."""
        places, code = {}, []
        for line in lines:
            if found := re.match(self.label, line):
                places[found[1]] = len(code)
            elif found := re.match(self.instruction, line):
                code.append(found[1])
        loops = []
        for at, instruction in enumerate(code):
            found = re.search(self.branch, instruction)
            if found and places.get(found[1], at + 1) <= at:
                loops.append((places[found[1]], at + 1))
        return code, loops

    def count(self, code, loop, pattern):
        return sum(bool(re.search(pattern, x)) for x in code[loop[0]:loop[1]])

    def products(self, code, loop):
        """Multiply-adds, of which some instructions do two."""
        return self.count(code, loop, self.multiply) + self.count(code, loop, self.double)
