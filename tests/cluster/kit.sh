# For run.sh: the scratch folder, TAP, and waiting. Sourced.

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_missing() {
    missing=
    for package in "$@"; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing \
        </dev/null >&2
}

# The scratch folder is the current one from here on; it goes, with what runs in it, at the end.
open_scratch() {
    scratch=$(mktemp -d)
    trap 'stop_slurm; rm -rf "$scratch"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    mkdir "$scratch/bin"
    ln -s "$program" "$scratch/bin/jianbao"
    PATH=$scratch/bin:$PATH LC_ALL=C.UTF-8
    export PATH LC_ALL
    cd "$scratch"
}

passed=0 failed=0

# TITLE FUNCTION
check() {
    if "$2" > said.log 2>&1; then
        passed=$((passed + 1))
        echo "ok $((passed + failed)) - $1"
    else
        failed=$((failed + 1))
        echo "not ok $((passed + failed)) - $1"
        tail -n 40 said.log | sed 's/^/#   /'
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# ENGINE: runs the commands that docs/cluster.md has for it.
guide() {
    sed -n "/^\`\`\`console $1\$/,/^\`\`\`\$/s/^\\\$ //p" "$root/docs/cluster.md" |
        sed "s|/usr/share/doc/jianbao/|$root/docs/|" > guide.sh
    cat guide.sh
    [ -s guide.sh ] && sh -e guide.sh
}

# How many shards have left results.
shards_of() {
    find "$1/.jianbao" -name 'results-*.jsonl' | wc -l
}

# OUT SHARD: a part of it was made by one run, and the rest by another.
two_runs() {
    results=$1/.jianbao/results-$2.jsonl
    grep -q '"run":1,' "$results" && grep -q '"run":2,' "$results"
}

# SECONDS COMMAND...: until it is so.
wait_until() {
    left=$(($1 * 10))
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { echo "waited too long: $*"; return 1; }
        sleep 0.1
    done
}

is_at_work() {
    [ -n "$(ls "$1/.jianbao/unnamed-$2" 2>/dev/null)" ]
}

# OUT SHARD: until it has made a file that has no name yet.
wait_for_work() {
    wait_until 60 is_at_work "$1" "$2"
}

# SCRIPT'S-PID: SIGTERM, twice, to the parallel that it has started.
stop_parallel() {
    child=$(pgrep -P "$1" -x parallel) || { echo "no parallel below $1"; return 1; }
    kill -TERM "$child" && sleep 0.5 && kill -TERM "$child"
}
