#!/bin/bash
# Stands before pg_rewind and pg_basebackup, under their names. Either of them, when it is cut off (the container is
# killed, the machine loses power), leaves a data directory that PostgreSQL never gets up from, and Patroni, which has
# forgotten what it was doing, waits for it for ever. The mark tells the entry point.
set -uo pipefail

program=/usr/lib/postgresql/17/bin/${0##*/}
case ${1:-} in
    --help | --version | -V | '-?') exec "$program" "$@" ;;
esac

touch "$PGDATA.unfinished"
"$program" "$@"
status=$?
# Ended by itself, well or badly: Patroni sees how and acts on it.
[[ $status -gt 128 ]] || rm -f "$PGDATA.unfinished"
exit "$status"
