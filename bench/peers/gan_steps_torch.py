"""Milliseconds per training step of a GAN in PyTorch.

Arguments: STEP SIZE CHANNELS BATCH STEPS. STEP is "dcgan", one step of the discriminator and one of the generator on
the same generated images with the non-saturating loss and batch normalisation in both (Radford, Metz and Chintala
2016), or "wgan-gp", one step of a critic without normalisation with the gradient penalty (Gulrajani et al. 2017), the
images to generate for it included. Images are SIZE x SIZE x CHANNELS, 64 filters next to the image, latent size 100.

Prints the smallest of the medians of four settings, which take turns in blocks of steps: memory contiguous or channels
last, one thread or as many as there are cores. What need not be computed is not: a step of the generator leaves out the
gradients of the discriminator's weights, and generating for a critic's step keeps nothing for gradients. Run it with
LD_LIBRARY_PATH pointing at an OpenMP build of OpenBLAS, see vae_steps_torch.py, and without OMP_WAIT_POLICY.
"""
import os
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as functional

step = sys.argv[1]
size, channels, batch, steps = (int(a) for a in sys.argv[2:6])
latent, filters, warmup, block = 100, 64, 3, 5
torch.manual_seed(0)


def widths():
    side, result = size, []
    while len(result) < 2 or side % 2 == 0 and side >= 8:
        result.append(filters << len(result))
        side //= 2
    return result, side


def critic(normalised):
    all_widths, side = widths()
    layers, before = [], channels
    for i, width in enumerate(all_widths):
        with_norm = normalised and i > 0
        layers.append(nn.Conv2d(before, width, 4, 2, 1, bias=not with_norm))
        if with_norm:
            layers.append(nn.BatchNorm2d(width))
        layers.append(nn.LeakyReLU(0.2, True))
        before = width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(side * side * before, 1))


def generator():
    all_widths, side = widths()
    before = all_widths[-1]
    layers = [nn.Linear(latent, side * side * before), nn.Unflatten(1, (before, side, side)), nn.BatchNorm2d(before),
              nn.LeakyReLU(0.2, True)]
    for width in reversed(all_widths[:-1]):
        layers += [nn.ConvTranspose2d(before, width, 4, 2, 1, bias=False), nn.BatchNorm2d(width),
                   nn.LeakyReLU(0.2, True)]
        before = width
    return nn.Sequential(*layers, nn.ConvTranspose2d(before, channels, 4, 2, 1), nn.Tanh())


class Trainer:
    def __init__(self, layout, threads):
        self.threads = threads
        self.layout = layout
        self.critic = critic(step == "dcgan").to(memory_format=layout)
        self.generator = generator().to(memory_format=layout)
        self.critic_optimizer = torch.optim.Adam(self.critic.parameters(), 2e-4, (0.5, 0.999))
        self.generator_optimizer = torch.optim.Adam(self.generator.parameters(), 2e-4, (0.5, 0.999))
        self.batches = [(2 * torch.rand(batch, channels, size, size) - 1).contiguous(memory_format=layout)
                        for _ in range(8)]
        self.times = []

    def dcgan(self, real):
        ones = torch.ones(batch, 1)
        self.critic_optimizer.zero_grad(set_to_none=True)
        loss = functional.binary_cross_entropy_with_logits(self.critic(real), ones)
        loss.backward()
        fake = self.generator(torch.randn(batch, latent))
        fake_loss = functional.binary_cross_entropy_with_logits(self.critic(fake.detach()), torch.zeros(batch, 1))
        fake_loss.backward()
        self.critic_optimizer.step()
        loss.item()
        fake_loss.item()
        self.critic.requires_grad_(False)
        self.generator_optimizer.zero_grad(set_to_none=True)
        loss = functional.binary_cross_entropy_with_logits(self.critic(fake), ones)
        loss.backward()
        self.generator_optimizer.step()
        self.critic.requires_grad_(True)
        loss.item()

    def wgan_gp(self, real):
        self.critic_optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            fake = self.generator(torch.randn(batch, latent))
        scores = self.critic(torch.cat([fake, real]))
        loss = scores[:batch].mean() - scores[batch:].mean()
        share = torch.rand(batch, 1, 1, 1)
        between = (fake + share * (real - fake)).requires_grad_()
        gradient, = torch.autograd.grad(self.critic(between).sum(), between, create_graph=True)
        loss = loss + 10 * ((gradient.flatten(1).norm(dim=1) - 1) ** 2).mean()
        loss.backward()
        self.critic_optimizer.step()
        loss.item()

    def run(self, count, timed):
        torch.set_num_threads(self.threads)
        for i in range(count):
            begin = time.perf_counter()
            (self.dcgan if step == "dcgan" else self.wgan_gp)(self.batches[i % len(self.batches)])
            if timed:
                self.times.append(1e3 * (time.perf_counter() - begin))


settings = {"%s, %d threads" % (name, threads): Trainer(layout, threads)
            for name, layout in (("contiguous", torch.contiguous_format), ("channels last", torch.channels_last))
            for threads in sorted({1, os.cpu_count()})}
for trainer in settings.values():
    trainer.run(warmup, False)
for _ in range(max(1, steps // block)):
    for trainer in settings.values():
        trainer.run(1, False)
        trainer.run(min(block, steps), True)
medians = {name: statistics.median(trainer.times) for name, trainer in settings.items()}
best = min(medians, key=medians.get)
print(", ".join("%s %.1f ms" % item for item in medians.items()))
print(medians[best])
