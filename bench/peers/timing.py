"""Times a call several times and prints one line of JSON: seconds a round, the value, the peak memory."""

import json
import resource
import time
import warnings


def report(call, rounds, warm=True):
    warnings.simplefilter("ignore")
    if warm:
        call()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        value = call()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "value": value, "peakBytes": peak}))
