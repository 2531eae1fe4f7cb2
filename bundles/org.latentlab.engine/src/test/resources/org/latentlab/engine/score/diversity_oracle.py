"""Prints the figures that DiversityTest and PrecisionRecallTest compare with.

Made with SciPy 1.10.1, NumPy 1.24.2:   python3 diversity_oracle.py
"""
import os
import sys

import numpy as np
from scipy.spatial.distance import cdist, pdist

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "latent"))
from mixture_oracle import clusters, uniforms  # noqa: E402


def manifold(real, fake, k):
    """Precision, recall, density, coverage as Naeem et al. 2020 define them in section 3, with closed balls."""
    rr = np.sort(cdist(real, real), axis=1)[:, k]
    rf = np.sort(cdist(fake, fake), axis=1)[:, k]
    d = cdist(real, fake)
    inside = d <= rr[:, None]
    return inside.any(axis=0).mean(), (d <= rf[None]).any(axis=1).mean(), inside.sum() / k / len(fake), \
        inside.any(axis=1).mean()


def nearest(x):
    d = cdist(x, x)
    np.fill_diagonal(d, np.inf)
    return d.min(axis=1)


def sharpness(x):
    down, right = np.diff(x, axis=0) ** 2, np.diff(x, axis=1) ** 2
    g2 = (down[:-1, 1:-1] + down[1:, 1:-1] + right[1:-1, :-1] + right[1:-1, 1:]) / 2
    return np.sqrt(g2).mean(), x.std(), np.sqrt(((x - x.mean()) ** 2).sum() / (down.sum() + right.sum()))


if __name__ == "__main__":
    f32 = np.float32
    real, fake = clusters(70, 6, 4, 7).astype(f32).astype(float), clusters(50, 6, 3, 8).astype(f32).astype(float)
    for k in (1, 3, 5):
        print("manifold", k, *map(repr, manifold(real, fake, k)))
    print("distances", repr(pdist(real).mean()), repr(nearest(real).sum()), repr(np.median(nearest(real))))
    threshold = np.median(nearest(real[:50])) / 2
    print("near", repr(threshold), np.mean(nearest(real[:50]) <= threshold), np.mean(nearest(fake) <= threshold),
          repr(pdist(fake).mean()), repr(pdist(real[:50]).mean()))
    image = uniforms(15 * 11, 5).reshape(15, 11).astype(f32).astype(float)
    print("sharpness", *map(repr, sharpness(image)))
