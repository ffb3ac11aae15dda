#!/bin/sh
# A plan run by Slurm, by GNU parallel and by the containers of Kubernetes' files, all with the
# files and commands of docs/cluster.md, is byte for byte what one run makes; also when a shard is
# stopped halfway. Prints TAP.
#
#   run.sh [JIANBAO]
#
# Needs root: munged, slurmctld and slurmd are started with files in a scratch folder alone, on
# ports of their own, and stopped by their PIDs. What is missing is installed from Debian.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$root/build/src/cli/jianbao}")
. "$root/tests/cluster/slurm.sh"
. "$root/tests/cluster/kit.sh"

issues=40 # of the plan that is compared
many=400  # of the one that is stopped: long enough to be caught at work

# ---- one machine -------------------------------------------------------------------------------

# FOLDER N: texts of five years, each of another number.
make_texts() {
    for i in $(seq "$2"); do
        mkdir -p "$1/$((2020 + i % 5))"
        sed "s/第26期/第$i期/" "$root/samples/2025-26.txt" > "$1/$((2020 + i % 5))/$i.txt"
    done
}

# FOLDER: plans it into FOLDER.jsonl, and makes FOLDER.one.
make_one() {
    jianbao batch plan "$1" --for screen,archive -o "$1.jsonl" &&
        jianbao batch run "$1.jsonl" -o "$1.one" > "$1.log" 2>&1 &&
        jianbao batch merge "$1.jsonl" -o "$1.one"
}

prepare() {
    make_texts texts "$issues"
    make_texts many "$many"
    cp "$root"/docs/cluster/* .
    make_one texts && make_one many
}

# FOLDER ONE: the same files, and the same bytes in them.
same() {
    diff -r -x .jianbao "$1" "$2" && (cd "$1" && sha256sum --quiet -c manifest-sha256.txt)
}

# ---- Slurm -------------------------------------------------------------------------------------

slurm_runs_the_guide() {
    guide slurm && wait_for_queue 60 && same out texts.one && [ "$(shards_of out)" -eq 8 ]
}

slurm_merges_what_failed() {
    cp -r texts broken && printf '\377\n' > broken/2020/5.txt
    jianbao batch plan broken --for screen,archive -o broken.jsonl 2>/dev/null
    sh submit.sh broken.jsonl broken.out 4 && wait_for_queue 60 &&
        jianbao batch status broken.jsonl -o broken.out | grep -x '  2020/5 J0103' &&
        [ "$(wc -l < broken.out/results.jsonl)" -eq "$issues" ]
}

# One of two tasks gets SIGTERM at work: it ends with 75, is put back and goes on; the merge waits.
slurm_goes_on_after_a_stop() {
    array=$(sh submit.sh many.jsonl many.out 2 | sed 's/^array \([0-9]*\),.*/\1/')
    wait_for_work many.out 1-of-2 &&
        scancel --signal=TERM "${array}_1" && wait_for_queue 180 &&
        grep -q 'exit code 75' "jianbao-${array}_1.log" && two_runs many.out 1-of-2 &&
        same many.out many.one
}

# ---- GNU parallel ------------------------------------------------------------------------------

# Over ssh that is none: what it is given is run in another folder, as on another machine.
parallel_runs_the_guide() {
    rm -rf out && cp texts.jsonl plan.jsonl
    PARALLEL_SSH="$root/tests/cluster/ssh.sh"
    export PARALLEL_SSH
    guide parallel && same out texts.one &&
        [ "$(sed 1d plan.jsonl.joblog | cut -f 2 | sort -u | wc -l)" -eq 2 ]
}

parallel_takes_any_names() {
    mkdir "a folder" && cp texts.jsonl "a folder/the plan's.jsonl" &&
        sh parallel.sh "a folder/the plan's.jsonl" 'a folder/$out' 5 --jobs 2 &&
        same 'a folder/$out' texts.one
}

# Asked twice, it stops its tasks; these end with 75. The same command again makes the rest.
parallel_goes_on_after_a_stop() {
    sh parallel.sh many.jsonl many.par 2 --jobs 2 > stopped.log 2>&1 &
    script=$!
    wait_for_work many.par 1-of-2
    stop_parallel "$script" || return 1
    wait "$script" && return 1
    grep -q J1214 stopped.log && sh parallel.sh many.jsonl many.par 2 &&
        two_runs many.par 1-of-2 && same many.par many.one
}

parallel_leaves_out_what_ended() {
    sh parallel.sh many.jsonl many.par 2 > again.log 2>&1 && [ ! -s again.log ] &&
        touch many.jsonl && sh parallel.sh many.jsonl many.par 2 > again.log 2>&1 &&
        grep -q "$((many / 2)) there already" again.log
}

# ---- Kubernetes --------------------------------------------------------------------------------

kubernetes_files_are_whole() {
    python3 -B "$root/tests/cluster/kubernetes.py" check job.yaml merge.yaml
}

kubernetes_containers_run() {
    mkdir work && cp texts.jsonl work/plan.jsonl &&
        python3 -B "$root/tests/cluster/kubernetes.py" run job.yaml "$PWD/work" &&
        python3 -B "$root/tests/cluster/kubernetes.py" run merge.yaml "$PWD/work" &&
        same work/out texts.one
}

# The shell that is the container's first process hands SIGTERM on, and ends with jianbao's 75.
kubernetes_container_stops() {
    mkdir stopped && cp many.jsonl stopped/plan.jsonl
    python3 -B "$root/tests/cluster/kubernetes.py" stop job.yaml "$PWD/stopped" &&
        python3 -B "$root/tests/cluster/kubernetes.py" run job.yaml "$PWD/stopped" &&
        python3 -B "$root/tests/cluster/kubernetes.py" run merge.yaml "$PWD/stopped" &&
        two_runs stopped/out 1-of-8 && same stopped/out many.one
}

# ---- all ---------------------------------------------------------------------------------------

install_missing slurm-wlm munge parallel python3-yaml
open_scratch
start_slurm
prepare > prepare.log 2>&1 || { cat prepare.log; exit 3; }

echo 1..10
check 'Slurm: the commands of the guide' slurm_runs_the_guide
check 'Slurm: a text that cannot be read' slurm_merges_what_failed
check 'Slurm: a task that is stopped and put back' slurm_goes_on_after_a_stop
check 'parallel: the commands of the guide, on two machines' parallel_runs_the_guide
check 'parallel: names with spaces and signs' parallel_takes_any_names
check 'parallel: stopped, and again' parallel_goes_on_after_a_stop
check 'parallel: shards that ended, and another plan' parallel_leaves_out_what_ended
check 'Kubernetes: the members of its files' kubernetes_files_are_whole
check 'Kubernetes: the commands of the containers' kubernetes_containers_run
check 'Kubernetes: a container that is stopped' kubernetes_container_stops
finish
