#!/bin/sh
# In place of ssh: [OPTION...] HOST [--] COMMAND..., run here, in another folder, as on that host.
while :; do
    case $1 in
        -*) shift ;;
        *) break ;;
    esac
done
shift
[ "$1" != -- ] || shift
cd / && exec sh -c "$*"
