# SPDX-License-Identifier: ISC
# A field that cannot be grouped, counted or added up is said before anything is read.
for by in user.nam xyzzy message labels.case user.name,user.name; do
	"$SPOOR" count -b $by nothing.log
	echo "exit $?"
done
"$SPOOR" count -d user.nam nothing.log
echo "exit $?"
"$SPOOR" count -s user.name nothing.log
echo "exit $?"
"$SPOOR" count -b host.name,host.name nothing.log
echo "exit $?"
"$SPOOR" count -b event.action,event.outcome,event.reason,event.code,host.name,user.name,source.ip,source.port,url.original nothing.log
echo "exit $?"
"$SPOOR" count -d event.action,event.outcome,event.reason,event.code,host.name,user.name,source.ip nothing.log
echo "exit $?"
