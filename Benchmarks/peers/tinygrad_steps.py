"""Steps of `ser bench` in tinygrad, on the same OpenCL device."""
import numpy as np
import tinygrad
from tinygrad import Device, Tensor, TinyJit

from worker import serve


def compiled(function, *shapes):
    """A step that runs `function` on random tensors, compiled at its first runs, and waits for it."""
    inputs = [Tensor(np.random.default_rng(i).standard_normal(s).astype(np.float32)).realize()
              for i, s in enumerate(shapes)]
    jitted = TinyJit(lambda *given: function(*given).realize())

    def run():
        jitted(*inputs)
        Device[Device.DEFAULT].synchronize()
    for _ in range(3):
        run()
    return run


def conv(inputs, outputs, side):
    return lambda: compiled(lambda x, w, b: x.conv2d(w, b, padding=1), (32, inputs, side, side),
                            (outputs, inputs, 3, 3), (outputs,))


STEPS = {f"matmul_{n}": lambda n=n: compiled(lambda a, b: a @ b, (n, n), (n, n)) for n in (1024, 2048)}
STEPS |= {f"conv3x3_b32_{i}to{o}_{side}x{side}_fwd": conv(i, o, side)
          for i, o, side in ((64, 64, 128), (128, 128, 64), (256, 256, 32), (512, 512, 16))}

if __name__ == "__main__":
    serve(STEPS, {"peer": f"tinygrad {getattr(tinygrad, '__version__', '')}".strip(),
                  "on": f"its device {Device.DEFAULT}"})
