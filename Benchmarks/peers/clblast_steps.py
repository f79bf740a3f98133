"""Matrix products of `ser bench` by CLBlast's C interface, on the first OpenCL device of the machine."""
import ctypes

import numpy as np
import pyopencl

from worker import serve

LIBRARY = ctypes.CDLL("libclblast.so.1")
ROW_MAJOR, NOT_TRANSPOSED = 101, 111


def matmul(context, queue, side):
    random = np.random.default_rng(0)
    flags = pyopencl.mem_flags.READ_WRITE | pyopencl.mem_flags.COPY_HOST_PTR
    a, b, c = (pyopencl.Buffer(
        context, flags, hostbuf=random.standard_normal((side, side)).astype(np.float32))
        for _ in range(3))
    size, pointer, real = ctypes.c_size_t, ctypes.c_void_p, ctypes.c_float
    handle = ctypes.c_void_p(queue.int_ptr)

    def operand(buffer):
        return pointer(buffer.int_ptr), size(0), size(side)

    def run():
        status = LIBRARY.CLBlastSgemm(
            ROW_MAJOR, NOT_TRANSPOSED, NOT_TRANSPOSED, size(side), size(side), size(side), real(1),
            *operand(a), *operand(b), real(0), *operand(c), ctypes.byref(handle), None)
        if status:
            raise RuntimeError(f"CLBlast's status is {status}")
        queue.finish()
    return run


if __name__ == "__main__":
    device = pyopencl.get_platforms()[0].get_devices()[0]
    context = pyopencl.Context([device])
    queue = pyopencl.CommandQueue(context)
    serve({f"matmul_{n}": lambda n=n: matmul(context, queue, n) for n in (1024, 2048)},
          {"peer": "CLBlast", "on": device.name})
