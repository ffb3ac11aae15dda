#!/bin/sh
# Builds the Debian package out of a copy of the source tree, so that nothing is left in the tree or
# beside it.
#
#   build.sh FOLDER [DPKG-BUILDPACKAGE-OPTION...]
#
# Leaves in FOLDER what dpkg-buildpackage makes: .deb, .dsc, .tar.xz, .changes, .buildinfo. Fetched
# fonts stay behind. The unit tests run unless DEB_BUILD_OPTIONS has nocheck.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift

rm -rf "$folder"/jianbao*
mkdir "$folder/jianbao"
tar -c -C "$source" --exclude-vcs --exclude=./build --exclude='./build-*' --exclude=./fonts/local \
    --exclude=__pycache__ --exclude='*.pdf' --exclude-tag-all=build.ninja . |
    tar -x -C "$folder/jianbao"
cd "$folder/jianbao"
dpkg-buildpackage -us -uc "$@"
rm -rf "$folder/jianbao"
