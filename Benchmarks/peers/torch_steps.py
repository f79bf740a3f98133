"""The steps of `ser bench` in PyTorch at its strongest: fused Adam, each network in the memory format in
which it is quicker.

  torch_steps.py [--device cpu|gpu] [--precision float32|tf32] [--compile]

On the CPU `compare.py` starts it with malloc told to keep large blocks: without that, page faults cost as
much as the arithmetic. `ser gpu-report` starts it on the GPU, where tf32 lets products and convolutions
round their factors. --compile compiles the networks of whole steps by torch.compile.
"""
import argparse
import os
import platform
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import torch_models as models
from worker import serve

STEPS = {}
# The steps of whole networks, which have something to fuse.
NETWORKS = ("vgg19_train_b32", "vgg19_infer_b32", "augmentor_step_b16", "augmentor_infer_b16",
            "discriminator_fwd_bwd_b16", "replearner_fwd_bwd_b16", "lstm_T32_B32_in512_h128_fwd_bwd",
            "mlp_ae_step_b64", "mlp_gan_step_b64", "dnn400_train_b64")


def step(name):
    def add(make):
        STEPS[name] = lambda ready: ready(make())
        return make
    return add


def waited(run):
    """The step with the wait for its end, where the device works beside the program."""
    def both():
        run()
        torch.accelerator.synchronize()
    return both if torch.get_default_device().type != "cpu" else run


def compiled(run):
    """The step with the networks that it holds compiled."""
    for cell in getattr(run, "__wrapped__", run).__closure__ or ():
        held = cell.cell_contents
        for module in (held, *getattr(held, "__dict__", {}).values()):
            if isinstance(module, nn.Module):
                module.compile()
    # The first runs compile what the step turns out to need.
    for _ in range(4):
        run()
    return run


def quicker(make):
    """The step in the memory format that takes less time."""
    def made(ready):
        steps = [ready(make(form)) for form in (torch.contiguous_format, torch.channels_last)]
        seconds = []
        for run in steps:
            run()
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
        return steps[seconds.index(min(seconds))]
    return made


def picture_step(name):
    """A step of a network on pictures, made for a memory format."""
    def add(make):
        STEPS[name] = quicker(make)
        return make
    return add


def pictures(form, *shape):
    return torch.randn(shape).contiguous(memory_format=form)


@picture_step("vgg19_train_b32")
def _(form):
    model, x = models.vgg19().to(memory_format=form), pictures(form, 32, 1, 128, 128)
    labels, optimizer = torch.arange(32) % 4, models.adam(model, lr=1e-5)
    return lambda: models.update(optimizer, F.cross_entropy(model(x), labels))


@picture_step("vgg19_infer_b32")
def _(form):
    model, x = models.vgg19().to(memory_format=form).eval(), pictures(form, 32, 1, 128, 128)
    return torch.inference_mode()(lambda: model(x))


def gan_step(name, run):
    @picture_step(name)
    def _(form):
        gan, x = models.TripletGAN(), [pictures(form, 16, 1, 512, 128) for _ in range(3)]
        for network in (gan.augmentor, gan.discriminator, gan.learner):
            network.to(memory_format=form)
        return lambda: run(gan, *x)


gan_step("augmentor_step_b16", lambda gan, a, p, n: gan.step(a, p, n))
gan_step("augmentor_phase1_rep_b16", lambda gan, a, p, n: gan.train_learner(a, p, n))
gan_step("augmentor_phase2_dis_b16", lambda gan, a, p, n: gan.train_discriminator(a, p))
gan_step("augmentor_phase3_var_b16", lambda gan, a, p, n: gan.train_variance(p))
gan_step("augmentor_phase4_emo_b16", lambda gan, a, p, n: gan.train_emotion(a, p, n))


@picture_step("augmentor_infer_b16")
def _(form):
    model, x = models.Augmentor().to(memory_format=form), pictures(form, 16, 1, 512, 128)
    return torch.inference_mode()(lambda: model(x))


def forward_backward(module, x):
    """The output's sum, and the gradients of all weights and of x where it wants them."""
    def run():
        module.zero_grad(set_to_none=True)
        x.grad = None
        y = module(x)
        (y[0] if isinstance(y, tuple) else y).sum().backward()
    return run


for name, network in (("discriminator", models.discriminator),
                      ("replearner", models.representation_learner)):
    picture_step(f"{name}_fwd_bwd_b16")(lambda form, network=network: forward_backward(
        network().to(memory_format=form), pictures(form, 16, 1, 512, 128)))


def recurrent():
    return nn.LSTM(512, 128, batch_first=True)


@step("lstm_T32_B32_in512_h128_fwd")
def _():
    module, x = recurrent(), torch.randn(32, 32, 512)
    return torch.inference_mode()(lambda: module(x))


step("lstm_T32_B32_in512_h128_fwd_bwd")(
    lambda: forward_backward(recurrent(), torch.randn(32, 32, 512, requires_grad=True)))
step("attention_T32_B32_h128_fwd_bwd")(
    lambda: forward_backward(models.AttentionPool(128), torch.randn(32, 32, 128, requires_grad=True)))


def layer_steps(name, make, shape, is_first=False):
    """A layer forward, and with all gradients for a given one of its output."""
    @picture_step(name + "_fwd")
    def _(form):
        module, x = make(), torch.randn(shape)
        if len(shape) == 4:
            module, x = module.to(memory_format=form), x.contiguous(memory_format=form)
        return torch.inference_mode()(lambda: module(x))

    @picture_step(name + "_fwd_bwd")
    def _(form):
        module, x = make(), torch.randn(shape)
        if len(shape) == 4:
            module, x = module.to(memory_format=form), x.contiguous(memory_format=form)
        x.requires_grad_(not is_first)
        upstream = torch.randn_like(module(x).detach())

        def run():
            module.zero_grad(set_to_none=True)
            x.grad = None
            module(x).backward(upstream)
        return run


for i, o, side in ((1, 64, 128), (64, 64, 128), (64, 128, 64), (128, 128, 64), (128, 256, 32),
                   (256, 256, 32), (256, 512, 16), (512, 512, 16), (512, 512, 8)):
    layer_steps(f"conv3x3_b32_{i}to{o}_{side}x{side}",
                lambda i=i, o=o: nn.Conv2d(i, o, 3, padding=1), (32, i, side, side), i == 1)
for i, o, t, m in ((2, 32, 512, 128), (32, 64, 256, 64), (64, 128, 128, 32)):
    layer_steps(f"conv4x4s2_b16_{i}to{o}_{t}x{m}",
                lambda i=i, o=o: nn.Conv2d(i, o, 4, stride=2, padding=1), (16, i, t, m), i == 2)
for i, o, t, m in ((128, 64, 32, 8), (64, 1, 128, 32)):
    layer_steps(f"deconv8x8s4_b16_{i}to{o}_{t}x{m}",
                lambda i=i, o=o: nn.ConvTranspose2d(i, o, 8, stride=4, padding=2), (16, i, t, m))
for batch, i, o in ((32, 8192, 4096), (32, 4096, 4096), (16, 131072, 128)):
    layer_steps(f"linear_b{batch}_{i}to{o}", lambda i=i, o=o: nn.Linear(i, o), (batch, i))


def matmul(side):
    def make():
        a, b, out = torch.randn(side, side), torch.randn(side, side), torch.empty(side, side)
        return lambda: torch.mm(a, b, out=out)
    return make


for side in (1024, 2048):
    step(f"matmul_{side}")(matmul(side))


@step("mlp_ae_step_b64")
def _():
    gan, x = models.MixupGAN(), torch.rand(64, 1582)
    return lambda: gan.train_autoencoder(x)


@step("mlp_gan_step_b64")
def _():
    gan, x, real = models.MixupGAN(), torch.rand(64, 1582), torch.rand(64, 1582)
    return lambda: gan.step(x, real)


@step("dnn400_train_b64")
def _():
    model, x, targets = models.dnn(), torch.rand(64, 1582), torch.softmax(torch.randn(64, 4), 1)
    optimizer = models.adam(model, lr=1e-5)
    return lambda: models.update(optimizer, F.cross_entropy(model(x), targets))


def adam(count):
    """Weights in tensors like VGG19's: two large ones, the rest equal."""
    def make():
        sizes, left = [], count
        while left:
            sizes.append(min(left, (count // 2, count // 4)[len(sizes)] if len(sizes) < 2 else 2359296))
            left -= sizes[-1]
        weights = [nn.Parameter(torch.randn(size)) for size in sizes]
        for weight in weights:
            weight.grad = torch.randn_like(weight)
        return torch.optim.Adam(weights, lr=1e-6, fused=True).step
    return make


step("adam_39M")(adam(38_922_180))
step("adam_70M_vgg19")(adam(70_379_460))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", choices=("cpu", "gpu"), default="cpu")
    parser.add_argument("--precision", choices=("float32", "tf32"), default="float32")
    parser.add_argument("--compile", action="store_true")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count())))
    on = f"{torch.get_num_threads()} threads, {torch.backends.cpu.get_cpu_capability()}, {platform.machine()}"
    if arguments.device == "gpu":
        device = torch.accelerator.current_accelerator(check_available=True)
        if device is None:
            raise SystemExit("PyTorch finds no GPU")
        torch.set_default_device(device)
        rounds = arguments.precision == "tf32"
        torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = rounds
        on = f"{device.type}, {arguments.precision}"
        if device.type == "cuda":
            on += f", {torch.cuda.get_device_name()}"
    names = NETWORKS if arguments.compile else STEPS
    title = f"PyTorch {torch.__version__}" + (" by torch.compile" if arguments.compile else "")

    def ready(run):
        return waited(compiled(run) if arguments.compile else run)
    serve({name: lambda name=name: STEPS[name](ready) for name in names}, {"peer": title, "on": on})


if __name__ == "__main__":
    main()
