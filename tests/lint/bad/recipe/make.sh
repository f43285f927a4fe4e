mkdir -p build/tests/lint
cat > build/spoor <<'END'
#!/bin/sh
[ "$1" != --help ] || printf '  parse        normalize\n  cut          choose fields\n'
END
printf '#!/bin/sh\nprintf "format\\\\tsyslog\\\\tfiles\\\\nformat\\\\tdocker\\\\tfiles\\\\noutput\\\\tjson\\\\tevents\\\\n"\n' > build/tests/lint/tables
chmod +x build/spoor build/tests/lint/tables
