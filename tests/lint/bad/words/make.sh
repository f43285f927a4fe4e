mkdir -p lib/base testdata/a
{ echo "/* TO""DO: later */"; echo "/* FIX""ME */"; echo 'int todo; /* a name is none */'; } > lib/base/notes.c
{ echo 'set(path /ho''me/alice/src)'; echo 'include(/usr/share/cmake)'; echo 'set(url https://regist''ry.example.org)'; } > CMakeLists.txt
echo "TO""DO in a log" > testdata/a/a.log
echo 'not imp''lemented' > bootstrap
