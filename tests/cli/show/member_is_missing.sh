# SPDX-License-Identifier: ISC
echo here > there && tar cf bundle.tar there
"$SPOOR" show 'bundle.tar!gone:1' bundle.tar:1 'bundle.tar!there:1'
