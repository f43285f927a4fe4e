# SPDX-License-Identifier: ISC
# Of each file what is in it, and how its year and zone were known.
cp -R "$TESTDATA/incident" incident
"$SPOOR" info incident | sed 's/^  sha256 .*/  sha256/; s/^  file .* bytes, gzip/  file N bytes, gzip/'
