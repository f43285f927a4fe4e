mkdir build
cat > build/spoor <<'END'
#!/bin/sh
case "$1 ${2-}" in
'--help ') printf '  parse        normalize\n  cut          choose\n' ;;
'parse --help') cat help ;;
esac
END
cp help build/
sed -i "s|cat help|cat $PWD/build/help|" build/spoor
rm help
chmod +x build/spoor
