# SPDX-License-Identifier: ISC
# The manifest of a run names the version that the command prints.
"$SPOOR" parse -q --manifest manifest.json < /dev/null
version="$("$SPOOR" version)"
grep -c "\"spoor\":	\"${version#spoor }\"" manifest.json
