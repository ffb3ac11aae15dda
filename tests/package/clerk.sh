#!/bin/sh
# What a clerk types from the articles as they came to pages that are ready: the path of the manual.
#
#   clerk.sh FOLDER     (a copy of samples/week; jianbao is on the PATH)
#
# The manual's two commands before these: apt install ./jianbao_*.deb, and copying the folder. What
# came of it, tests/package/week.py judges.
set -eu
PS4='$ '
cd "$1"
set -x

jianbao new 稿件/*.txt

jianbao check 2025-27.txt

# The line is a slogan that the program took for a title. An editor would put the mark before it.
sed -i 's/^#* *党员先上，物资先行$/\\党员先上，物资先行/' 2025-27.txt

jianbao check 2025-27.txt

jianbao build 2025-27.txt --for screen,imprint
