#!/bin/sh
# A plan as an array of Slurm tasks, and a task that merges when all have ended.
#
#     sh submit.sh PLAN OUT SHARDS
#
# afterany, not afterok: a shard with an issue that cannot be made ends with status 4, and what is
# lacking the merge tells by itself. Partition, account and the like: SBATCH_PARTITION, SBATCH_ACCOUNT.
set -eu
plan=$(realpath -- "$1") out=$(realpath -m -- "$2") shards=$3
here=$(dirname -- "$0")

array=$(sbatch --parsable --array="1-$shards" "$here/run.sbatch" "$plan" "$out")
merge=$(sbatch --parsable --dependency="afterany:${array%%;*}" "$here/merge.sbatch" "$plan" "$out")
echo "array ${array%%;*}, merge ${merge%%;*}"
