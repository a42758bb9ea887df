#!/bin/bash
# Starts Patroni on the volume's data directory.
set -euo pipefail

# No other container mounts this volume and no process survives a container's end, so a pid file found now is stale.
# Left there it costs 10 s: after a kill its pid may belong to a living process of the new container.
rm -f "$PGDATA/postmaster.pid"

mkdir -p "${PGDATA%/*}"
exec patroni /etc/patroni/patroni.yml
