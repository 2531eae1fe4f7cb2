"""The peer of MixtureBench: EM iterations of scikit-learn's GaussianMixture, 10 full components.

    python3 gmm_sklearn.py POINTS.csv ITERATIONS

Prints the milliseconds of an iteration (start excluded) and the mean log-likelihood after them.
"""
import sys
import time
import warnings

import numpy as np
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
x = np.loadtxt(sys.argv[1], delimiter=",")
start = np.eye(10)[np.arange(len(x)) % 10]
gm = GaussianMixture(10)
gm._initialize(x, start)
begin = time.perf_counter()
for _ in range(int(sys.argv[2])):
    _, log_resp = gm._e_step(x)
    gm._m_step(x, log_resp)
print((time.perf_counter() - begin) * 1000 / int(sys.argv[2]), gm.score(x))
