#!/bin/sh
# A plan through GNU parallel, on this machine or by ssh on several, then the merge.
#
#     sh parallel.sh PLAN OUT SHARDS [OPTION OF parallel...]
#     sh parallel.sh plan.jsonl out 8 --sshlogin first,second
#
# Each machine has one shard at a time and jianbao its processors. Run again after a stop it leaves
# out the shards that came to their end (PLAN.joblog), and jianbao what else is there.
set -u
plan=$(realpath -- "$1") out=$(realpath -m -- "$2") shards=$3
shift 3
log=$plan.joblog
[ "$log" -nt "$plan" ] || rm -f -- "$log" # of another plan

seq "$shards" | parallel --quote --jobs 1 --joblog "$log" --resume-failed \
    --termseq TERM,60000,KILL,25 "$@" jianbao batch run "$plan" -o "$out" --shard "{}/$shards"

exec jianbao batch merge "$plan" -o "$out"
