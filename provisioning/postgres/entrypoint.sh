#!/bin/bash
# Starts Patroni on the volume's data directory.
set -euo pipefail

# A copy or a rewind of this member was cut off (guarded.sh). Both only happen beside a leader that has all the data,
# and what they leave is of no use to anybody: Patroni makes a new copy.
if [[ -e $PGDATA.unfinished ]]; then
    printf 'The last copy or rewind of %s was cut off: removed, to be copied anew.\n' "$PGDATA"
    rm -rf "$PGDATA"
    rm "$PGDATA.unfinished"
fi

# No other container mounts this volume and no process survives a container's end, so a pid file found now is stale.
# Left there it costs 10 s: after a kill its pid may belong to a living process of the new container.
rm -f "$PGDATA/postmaster.pid"

mkdir -p "${PGDATA%/*}"
exec patroni /etc/patroni/patroni.yml
