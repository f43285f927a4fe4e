# SPDX-License-Identifier: ISC
# A file that is no text is said to be none; its lines are counted all the same.
printf '\177ELF\002\001\001\000\000\000\n\000\000\n' > program
"$SPOOR" parse program
