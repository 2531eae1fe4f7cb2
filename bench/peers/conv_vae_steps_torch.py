"""Milliseconds per training step of a convolutional VAE in PyTorch, batch 128.

Arguments: ARCHITECTURE SIZE CHANNELS LATENT_SIZE STEPS. ARCHITECTURE is "tutorial" (TensorFlow's "Convolutional
Variational Autoencoder": 3x3 convolutions of stride 2 with 32 and 64 filters) or the number of base filters of the deep
one with batch normalisation (4x4, stride 2). Images are SIZE x SIZE x CHANNELS.

Prints the smallest of the medians of four settings, which take turns in blocks of steps: memory contiguous or channels
last, one thread or as many as there are cores. Run it with LD_LIBRARY_PATH pointing at an OpenMP build of OpenBLAS, see
vae_steps_torch.py, and without OMP_WAIT_POLICY.
"""
import os
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as functional

architecture = sys.argv[1]
size, channels, latent, steps = (int(a) for a in sys.argv[2:6])
batch, warmup, block = 128, 5, 10
torch.manual_seed(0)


def tutorial():
    small = ((size - 3) // 2 + 1 - 3) // 2 + 1
    quarter = size // 4
    encoder = nn.Sequential(nn.Conv2d(channels, 32, 3, 2), nn.ReLU(True), nn.Conv2d(32, 64, 3, 2), nn.ReLU(True),
                            nn.Flatten(), nn.Linear(small * small * 64, 2 * latent))
    decoder = nn.Sequential(nn.Linear(latent, quarter * quarter * 32), nn.ReLU(True),
                            nn.Unflatten(1, (32, quarter, quarter)),
                            nn.ConvTranspose2d(32, 64, 3, 2, 1, 1), nn.ReLU(True),
                            nn.ConvTranspose2d(64, 32, 3, 2, 1, 1), nn.ReLU(True),
                            nn.ConvTranspose2d(32, channels, 3, 1, 1))
    return encoder, decoder


def deep(filters):
    side, width, encoder, widths = size, channels, [], []
    while side % 2 == 0 and side >= 8:
        widths.append(filters << len(widths))
        encoder += [nn.Conv2d(width, widths[-1], 4, 2, 1, bias=False), nn.BatchNorm2d(widths[-1]),
                    nn.LeakyReLU(0.2, True)]
        width, side = widths[-1], side // 2
    encoder += [nn.Flatten(), nn.Linear(side * side * width, 2 * latent)]
    decoder = [nn.Linear(latent, side * side * width), nn.Unflatten(1, (width, side, side)), nn.BatchNorm2d(width),
               nn.LeakyReLU(0.2, True)]
    for next_width in reversed(widths[:-1]):
        decoder += [nn.ConvTranspose2d(width, next_width, 4, 2, 1, bias=False), nn.BatchNorm2d(next_width),
                    nn.LeakyReLU(0.2, True)]
        width = next_width
    decoder.append(nn.ConvTranspose2d(width, channels, 4, 2, 1))
    return nn.Sequential(*encoder), nn.Sequential(*decoder)


class Trainer:
    def __init__(self, layout, threads):
        self.threads = threads
        encoder, decoder = tutorial() if architecture == "tutorial" else deep(int(architecture))
        self.encoder = encoder.to(memory_format=layout)
        self.decoder = decoder.to(memory_format=layout)
        self.optimizer = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], 1e-3)
        self.batches = [torch.rand(batch, channels, size, size).contiguous(memory_format=layout) for _ in range(8)]
        self.times = []

    def loss(self, x):
        mean, log_variance = self.encoder(x).chunk(2, 1)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        reconstruction = functional.binary_cross_entropy_with_logits(self.decoder(z), x, reduction="sum")
        kl = 0.5 * torch.sum(log_variance.exp() + mean * mean - log_variance - 1)
        return (reconstruction + kl) / len(x)

    def run(self, count, timed):
        torch.set_num_threads(self.threads)
        for i in range(count):
            begin = time.perf_counter()
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.loss(self.batches[i % len(self.batches)])
            loss.backward()
            self.optimizer.step()
            loss.item()
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
