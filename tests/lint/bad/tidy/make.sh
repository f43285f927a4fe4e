mkdir build
printf '[{"directory": "%s", "file": "lib/base/bad.c", "command": "cc -c lib/base/bad.c"}]\n' "$PWD" > build/compile_commands.json
