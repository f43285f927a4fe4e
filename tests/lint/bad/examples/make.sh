mkdir build
printf '#!/bin/sh\n[ "$1" != fail ] || exit 2\n[ "$1" != silent ] || exit 0\nprintf "%%s\\n" "$@"\nexit 1\n' > build/spoor
chmod +x build/spoor
