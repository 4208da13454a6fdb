"""The reference's dual computation of the cosine Vendi Score: unit rows, X^T X / n, symmetric eigenvalues."""

import sys

import numpy as np
import scipy.linalg
from sklearn import preprocessing

from timing import report


def vendi(X):
    X = preprocessing.normalize(X, axis=1)
    values = scipy.linalg.eigvalsh(X.T @ X / X.shape[0])
    values = values[values > 0]
    return float(np.exp(-np.sum(values * np.log(values))))


X = np.load(sys.argv[1])
report(lambda: vendi(X), rounds=int(sys.argv[2]))
