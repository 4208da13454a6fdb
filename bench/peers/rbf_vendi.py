"""Exact RBF Vendi Score: the whole kernel matrix and all its eigenvalues."""

import sys

import numpy as np
import scipy.linalg

from timing import report


def vendi(X, sigma):
    squares = np.sum(X * X, axis=1)
    K = squares[:, None] + squares[None, :] - 2 * X @ X.T
    np.maximum(K, 0, out=K)
    K *= -1 / (2 * sigma * sigma)
    np.exp(K, out=K)
    np.fill_diagonal(K, 1)
    K /= X.shape[0]
    values = scipy.linalg.eigvalsh(K, overwrite_a=True, check_finite=False)
    values = values[values > 1e-12]
    values /= values.sum()
    return float(np.exp(-np.sum(values * np.log(values))))


X = np.load(sys.argv[1]).astype(np.float64)
report(lambda: vendi(X, float(sys.argv[2])), rounds=1, warm=False)
