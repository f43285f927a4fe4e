# SPDX-License-Identifier: ISC
# Of what is stored, packed or not.
command -v sha256sum > /dev/null || { echo 'no sha256sum'; exit 77; }
seq 1 5000 > plain && gzip -nc plain > packed.gz && : > empty
"$SPOOR" info -q -o tsv plain packed.gz empty 2> /dev/null | tail -n +2 | cut -f 1,5 | sort > have
sha256sum plain packed.gz empty | awk '{ print $2 "\t" $1 }' | sort | cmp - have && echo same
