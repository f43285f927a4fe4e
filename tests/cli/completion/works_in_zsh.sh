# SPDX-License-Identifier: ISC
# zsh reads its script, finds it by its name in a folder of fpath, and binds it to the command.
command -v zsh > /dev/null || { echo 'no zsh here'; exit 77; }
mkdir functions
"$SPOOR" completion zsh > functions/_spoor || exit
zsh -f -n functions/_spoor || exit
# shellcheck disable=SC2016 # zsh's own
zsh -f -c 'fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -d dump
print $_comps[spoor]'
