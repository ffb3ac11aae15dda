#!/bin/sh
# The package on a fresh Debian: debootstrap, apt install ./jianbao_*.deb, and clerk.sh as a user
# who is not root, under a Chinese locale. The pages are judged from outside, by week.py.
#
#   chroot.sh [--lean]
#
# --lean installs without recommended packages, then what the command that `jianbao fonts check`
# ends with asks for. Root, and a network with Debian's packages; they come from this machine's own
# apt sources, and are kept in build/chroot/cache for the next time. build/package/ must hold the
# package. The new system is in build/chroot/root, and stays to be looked at.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
place=$root/build/chroot
fresh=$place/root
lean=${1-}

say() {
    printf 'chroot: %s\n' "$*"
}

[ "$(id -u)" -eq 0 ] || {
    say 'this needs root' >&2
    exit 3
}

unmount() {
    for folder in var/cache/apt/archives dev proc; do
        ! mountpoint -q "$fresh/$folder" || umount "$fresh/$folder"
    done
}

# The first entry of this machine's apt sources that has this Debian's packages.
mirror() {
    # shellcheck disable=SC2016 # apt fills them in
    apt-get indextargets --format '$(SITE) $(CODENAME) $(LABEL) $(CREATED_BY)' |
        awk -v code="$1" '$2 == code && $3 == "Debian" && $4 == "Packages" { print $1; exit }'
}

in_fresh() {
    chroot "$fresh" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@"
}

as_clerk() {
    chroot --userspec=clerk:clerk "$fresh" env -i PATH=/usr/bin:/bin HOME=/clerk \
        LANG=zh_CN.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

make_fresh() {
    # shellcheck source=/dev/null
    . /etc/os-release
    site=$(mirror "$VERSION_CODENAME")
    unmount
    rm -rf "$fresh"
    mkdir -p "$place/cache/partial" "$fresh/var/cache/apt/archives"
    mount --bind "$place/cache" "$fresh/var/cache/apt/archives"
    debootstrap --variant=minbase "$VERSION_CODENAME" "$fresh" "$site" >"$place/debootstrap.log"
    mountpoint -q "$fresh/proc" || mount -t proc proc "$fresh/proc"
    in_fresh apt-get update -q
    in_fresh apt-get install -y -q --no-install-recommends locales man-db sudo
    in_fresh localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
    in_fresh useradd -m -d /clerk clerk
    printf '%s\n' 'clerk ALL=(ALL) NOPASSWD: ALL' 'Defaults env_keep += DEBIAN_FRONTEND' \
        >"$fresh/etc/sudoers.d/clerk"
}

install_package() {
    cp "$root"/build/package/jianbao_*.deb "$fresh/clerk/"
    if [ "$lean" = --lean ]; then
        as_clerk sh -c 'cd && sudo apt-get install -y -q --no-install-recommends ./jianbao_*.deb'
        command=$(as_clerk jianbao fonts check | tail -n 1) || true
        say "jianbao fonts check:$command"
        as_clerk sh -c "$(echo "$command" | sed 's/apt install/apt-get install -y -q/')"
    else
        as_clerk sh -c 'cd && sudo apt-get install -y -q ./jianbao_*.deb'
    fi
}

walk() {
    as_clerk jianbao fonts check
    as_clerk env MANPAGER=cat man jianbao | grep -q '^用法' || {
        say 'the manual is not in Chinese'
        exit 1
    }
    as_clerk sh -c 'cp -r /usr/share/doc/jianbao/examples/week ~/week'
    cp "$root/tests/package/clerk.sh" "$fresh/clerk/"
    as_clerk sh /clerk/clerk.sh /clerk/week >"$fresh/clerk/week/transcript" 2>&1 || {
        cat "$fresh/clerk/week/transcript"
        exit 1
    }
    python3 -B "$root/tests/package/week.py" "$fresh/clerk/week"
}

remove_package() {
    in_fresh apt-get purge -y -q jianbao
    left=$(find "$fresh" -xdev -path "$fresh/proc" -prune -o -path "$fresh/clerk" -prune -o \
        -path '*/var/lib/apt/*' -prune -o -name '*jianbao*' -print)
    [ -z "$left" ] || {
        say "left behind: $left"
        exit 1
    }
}

trap unmount EXIT
make_fresh
install_package
say "$(du -sm --exclude="$fresh/proc" --exclude="$fresh/var/cache" "$fresh" | cut -f 1) MB in all"
walk
remove_package
say 'the package works on a fresh Debian'
