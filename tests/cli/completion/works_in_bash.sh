# SPDX-License-Identifier: ISC
# bash completes commands, options, names of outputs, and what some commands want.
command -v bash > /dev/null || { echo 'no bash here'; exit 77; }
"$SPOOR" completion bash > spoor.bash || exit
cat > ask.bash <<'END'
source ./spoor.bash
ask() { # WORD …: what completes the last one
	COMP_WORDS=(spoor "$@") COMP_CWORD=$#
	_spoor
	echo "$* -> ${COMPREPLY[*]}"
}
ask timel
ask cut --no
ask cut -o t
ask parse --format access
ask help ver
ask completion ''
ask sort mail.lo
complete -p spoor
END
bash -n spoor.bash && bash ask.bash
