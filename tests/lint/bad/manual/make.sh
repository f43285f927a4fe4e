mkdir -p build/tests/lint
printf '#!/bin/sh\nprintf "  parse        normalize\\n  cut          choose\\n"\n' > build/spoor
{ echo '#!/bin/sh'
  echo 'printf "field\t@timestamp\t5\nfield\tuser.name\t0\naction\tlogin\nformat\tsyslog\tfiles\n"'
  echo 'printf "format\tdocker\tfiles\noutput\tjson\tevents\n"'; } > build/tests/lint/tables
chmod +x build/spoor build/tests/lint/tables
