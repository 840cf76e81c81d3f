#!/bin/sh
# Runs PostgreSQL for as long as somebody holds the FIFO open, and no longer.
#
#   watchdog.sh FIFO DATA COMMAND...     (RUN_AS, unquoted, goes before the command)
#
# Every Orgscope process on a home holds FIFO open for writing. When the last one is gone, by
# whatever death, reading it ends, and the server gets its fast shutdown. When the server dies, so
# does this script; when this script is killed, the kernel stops the server (on Linux).
umask 077
fifo=$1
data=$2
shift 2

# A FIFO opened to read only would wait here for a writer that may be dead already.
exec 3<>"$fifo" 4<"$fifo" 3>&-
echo $$ >watchdog

if setpriv --pdeathsig INT -- true 2>/dev/null; then
  dies_with_us='setpriv --pdeathsig'
fi

# shellcheck disable=SC2086
$RUN_AS ${dies_with_us:+$dies_with_us INT --} "$@" 4<&- &
server=$!
trap 'kill -INT $server' TERM
trap '' INT HUP

# Asks again and again, since a server that is only just starting does not listen yet. If this
# script is gone, the server is asked directly, provided it still is the one in the data folder.
# shellcheck disable=SC2016,SC2086
${dies_with_us:+$dies_with_us KILL --} sh -c '
  read -r nobody_writes
  while kill -TERM "$1" 2>/dev/null; do sleep 0.2; done
  [ "$(head -n 1 "$3/postmaster.pid" 2>/dev/null)" = "$2" ] && kill -INT "$2"
' reader $$ "$server" "$data" <&4 &
reader=$!
exec 4<&-

while :; do
  wait "$server"
  status=$?
  # Above 128 a signal ended the wait, or the server.
  [ "$status" -gt 128 ] && kill -0 "$server" 2>/dev/null && continue
  break
done
kill -KILL "$reader" 2>/dev/null
exit "$status"
