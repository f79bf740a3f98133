"""The side of a peer: waits for names of steps on standard input and answers with seconds.

A line in is a JSON object {"name", "seconds"}, a line out {"seconds": [of each run]}, or {"unknown": name}
where the peer has no such step. The step stays ready until another is asked for, so that rounds can
alternate with those of the other side.
"""
import json
import sys
import time


def timed(step, seconds):
    """Seconds of each run, after one that is not counted; at least three."""
    step()
    runs, begin = [], time.perf_counter()
    while len(runs) < 3 or (time.perf_counter() - begin < seconds and len(runs) < 1000):
        start = time.perf_counter()
        step()
        runs.append(time.perf_counter() - start)
    return runs


def serve(steps, about):
    """Serves `steps`, a dictionary from names to functions that make a step, which waits for its work."""
    print(json.dumps(about), flush=True)
    name, step = None, None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["name"] not in steps:
            print(json.dumps({"unknown": asked["name"]}), flush=True)
            continue
        if asked["name"] != name:
            step = None
            name, step = asked["name"], steps[asked["name"]]()
        print(json.dumps({"seconds": timed(step, asked["seconds"])}), flush=True)
