#!/usr/bin/env python3
"""The files for Kubernetes, as far as they can be tried without it.

    kubernetes.py check FILE...         their members are those of its API
    kubernetes.py run FILE WORK         the command of the Job's container, once for each index, the
                                        folder WORK in place of the volume
    kubernetes.py stop FILE WORK        the command of index 0 gets SIGTERM at work: status 75
"""
import os
import pathlib
import signal
import subprocess
import sys
import time

import yaml

# What the API of Kubernetes knows, as far as it is used: a type is the members that may be there,
# each with its type; a list has one entry. Those with a * must be.
METADATA = {"name*": str}
CONTAINER = {
    "name*": str, "image*": str, "command*": [str], "args": [str],
    "env": [{"name*": str, "value": str}],
    "resources": {"requests": {"cpu": str, "memory": str}, "limits": {"cpu": str, "memory": str}},
    "volumeMounts": [{"name*": str, "mountPath*": str}],
}
POD = {"spec*": {
    "restartPolicy*": str, "terminationGracePeriodSeconds": int, "containers*": [CONTAINER],
    "volumes": [{"name*": str, "persistentVolumeClaim*": {"claimName*": str}}],
}}
KINDS = {
    ("v1", "PersistentVolumeClaim"): {
        "accessModes*": [str], "resources*": {"requests*": {"storage*": str}}},
    ("batch/v1", "Job"): {
        "completionMode": str, "completions": int, "parallelism": int, "backoffLimit": int,
        "template*": POD},
}


def read(path):
    return list(yaml.safe_load_all(pathlib.Path(path).read_text(encoding="utf-8")))


def compare(value, kind, place):
    """What in it is not of that kind."""
    if isinstance(kind, list):
        if not isinstance(value, list) or not value:
            return [f"{place}: no list"]
        return [fault for i, item in enumerate(value)
                for fault in compare(item, kind[0], f"{place}[{i}]")]
    if not isinstance(kind, dict):
        return [] if type(value) is kind else [f"{place}: {value!r} is no {kind.__name__}"]
    if not isinstance(value, dict):
        return [f"{place}: no object"]
    known = {name.rstrip("*"): inner for name, inner in kind.items()}
    faults = [f"{place}: no {name[:-1]}" for name in kind
              if name.endswith("*") and name[:-1] not in value]
    for name, inner in value.items():
        faults += compare(inner, known[name], f"{place}.{name}") if name in known else [
            f"{place}: unknown: {name}"]
    return faults


def check_object(thing, place):
    spec = KINDS.get((thing.get("apiVersion"), thing.get("kind")))
    if not spec:
        return [f"{place}: unknown kind"]
    whole = {"apiVersion*": str, "kind*": str, "metadata*": METADATA, "spec*": spec}
    return compare(thing, whole, place)


def jobs_of(things):
    return [thing for thing in things if thing["kind"] == "Job"]


def container_of(job):
    return job["spec"]["template"]["spec"]["containers"][0]


def check_job(job, claims):
    """What members say of each other."""
    spec, pod, container = job["spec"], job["spec"]["template"]["spec"], container_of(job)
    faults = []
    if pod["restartPolicy"] not in ("Never", "OnFailure"):
        faults.append("restartPolicy of a Job")
    if {m["name"] for m in container["volumeMounts"]} != {v["name"] for v in pod["volumes"]}:
        faults.append("mounts are not the volumes")
    if {v["persistentVolumeClaim"]["claimName"] for v in pod["volumes"]} != claims:
        faults.append("the claim is another")
    env = {entry["name"]: entry["value"] for entry in container.get("env", [])}
    shards = env.get("JIANBAO_SHARDS")
    if spec.get("completionMode") == "Indexed" and shards != str(spec["completions"]):
        faults.append("JIANBAO_SHARDS is not completions")
    return [f"{job['metadata']['name']}: {fault}" for fault in faults]


def check(paths):
    things = [(thing, path) for path in paths for thing in read(path)]
    faults = [fault for thing, path in things for fault in check_object(thing, path)]
    if not faults:
        claims = {t["metadata"]["name"] for t, _ in things if t["kind"] != "Job"}
        jobs = jobs_of([thing for thing, _ in things])
        faults = [fault for job in jobs for fault in check_job(job, claims)]
        if len(jobs) != 2 or jobs[0]["spec"].get("completionMode") != "Indexed":
            faults.append("an Indexed Job and the one that merges")
    print("\n".join(faults))
    return bool(faults)


def start(job, index, work):
    """The container's process."""
    container = container_of(job)
    words = [word.replace(container["volumeMounts"][0]["mountPath"] + "/", f"{work}/")
             for word in container["command"] + container.get("args", [])]
    env = {**os.environ, **{entry["name"]: entry["value"] for entry in container.get("env", [])}}
    if "completions" in job["spec"]:
        env["JOB_COMPLETION_INDEX"] = str(index)
    return subprocess.Popen(words, env=env)


def run(path, work):
    job = jobs_of(read(path))[0]
    indexes = range(job["spec"].get("completions", 1))
    statuses = [start(job, index, work).wait() for index in indexes]
    print(path, statuses)
    return any(statuses)


def stop(path, work):
    child = start(jobs_of(read(path))[0], 0, work)
    while not list(work.glob("out/.jianbao/unnamed-*/*")) and child.poll() is None:
        time.sleep(0.05)
    child.send_signal(signal.SIGTERM)
    print("status", child.wait())
    return child.returncode != 75


def main():
    verb, *words = sys.argv[1:]
    if verb == "check":
        return check(words)
    return {"run": run, "stop": stop}[verb](words[0], pathlib.Path(words[1]))


if __name__ == "__main__":
    sys.exit(main())
