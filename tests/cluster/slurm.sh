# For run.sh: Slurm on this machine alone, in the scratch folder. Sourced.

# As many processors as two tasks of run.sbatch want, whatever the machine has. Jobs that are put
# back into the queue may start again after cred_expire.
write_slurm_conf() {
    host=$(hostname -s)
    cat > slurm.conf <<END
ClusterName=jianbao
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$scratch/munge.socket,cred_expire=5
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
SlurmctldLogFile=$scratch/slurmctld.log
SlurmdLogFile=$scratch/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
    SLURM_CONF=$scratch/slurm.conf
    export SLURM_CONF
}

is_idle() {
    [ "$(sinfo -h -o %T 2>/dev/null)" = idle ]
}

start_slurm() {
    chmod 755 "$scratch" # munged lets nobody in whom its folder does not
    (umask 077 && head -c 128 /dev/urandom > munge.key)
    mkdir state spool
    write_slurm_conf
    munged --socket="$scratch/munge.socket" --key-file="$scratch/munge.key" \
        --pid-file="$scratch/munged.pid" --log-file="$scratch/munged.log" \
        --seed-file="$scratch/munge.seed"
    slurmctld
    slurmd
    wait_until 30 is_idle || { cat munged.log slurmctld.log slurmd.log; exit 3; }
}

# PID-FILE
stop_daemon() {
    pid=$(cat "$1" 2>/dev/null) && kill "$pid" 2>/dev/null || return 0
    wait_until 30 is_gone "$pid" || kill -KILL "$pid"
}

is_gone() {
    ! kill -0 "$1" 2>/dev/null
}

# Jobs first: their processes are slurmstepd's children, which outlive slurmd.
stop_slurm() {
    [ ! -s slurmctld.pid ] || scancel --user=root --quiet 2>/dev/null || true
    [ ! -s slurmctld.pid ] || wait_for_queue 60 >/dev/null || true
    for daemon in slurmd slurmctld munged; do
        stop_daemon "$scratch/$daemon.pid"
    done
}

is_queue_empty() {
    [ -z "$(squeue -h)" ]
}

# SECONDS
wait_for_queue() {
    wait_until "$1" is_queue_empty || { squeue; tail -n 20 jianbao-*.log slurmctld.log; return 1; }
}
