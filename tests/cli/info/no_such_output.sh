# SPDX-License-Identifier: ISC
echo x > log
"$SPOOR" info -o ecs log
