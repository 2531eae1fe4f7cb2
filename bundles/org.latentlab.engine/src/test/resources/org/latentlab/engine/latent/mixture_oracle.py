"""Prints the figures that GaussianMixtureOracleTest compares with. Made with scikit-learn 1.2.1, NumPy 1.24.2.

    python3 mixture_oracle.py
"""
import numpy as np
from sklearn.mixture import GaussianMixture


def uniforms(n, seed):
    """The linear congruential generator of SeededPoints."""
    out = np.empty(n)
    for i in range(n):
        seed = (1103515245 * seed + 12345) % 2**31
        out[i] = seed / 2**31
    return out


def clusters(n, d, k, seed):
    """Row i is of cluster i mod k: centre 3*((i mod k)*(c+1) mod 5) - 4, spread 1.5 + (i mod k), correlated."""
    u = uniforms(n * d * 4, seed).reshape(n, d, 4).sum(axis=2) - 2
    x = np.empty((n, d))
    for i in range(n):
        j = i % k
        for c in range(d):
            x[i, c] = 3.0 * ((j * (c + 1)) % 5) - 4 + (1.5 + j) * (u[i, c] + (0.6 * u[i, c - 1] if c > 0 else 0))
    return x


if __name__ == "__main__":
    x = clusters(400, 3, 4, 7)
    print("checksum", repr(x.sum()), repr(x[399, 2]))
    start = np.zeros((400, 4))
    start[np.arange(400), (np.arange(400) // 3) % 4] = 1  # a poor start on purpose: many iterations matter
    for name in ("full", "tied", "diag", "spherical"):
        gm = GaussianMixture(4, covariance_type=name, reg_covar=1e-6)
        gm._initialize(x, start)
        for _ in range(30):
            mean_ll, log_resp = gm._e_step(x)
            gm._m_step(x, log_resp)
        print(name, "before last", repr(mean_ll), "total", repr(gm.score(x) * 400), "bic", repr(gm.bic(x)), "aic",
              repr(gm.aic(x)))
        print("  responsibilities of 0, 17, 398:", [[float(v) for v in gm.predict_proba(x)[i]] for i in (0, 17, 398)])
        print("  log densities of 0, 17:", [float(v) for v in gm.score_samples(x)[[0, 17]]])
        print("  weights", [float(v) for v in gm.weights_], "mean 0", [float(v) for v in gm.means_[0]])
    y = clusters(300, 2, 3, 11)
    for k in range(1, 6):
        gm = GaussianMixture(k, covariance_type="full", tol=1e-10, max_iter=5000, n_init=20, random_state=1).fit(y)
        print("K", k, repr(gm.score(y) * 300), repr(gm.bic(y)), repr(gm.aic(y)), gm.converged_)
