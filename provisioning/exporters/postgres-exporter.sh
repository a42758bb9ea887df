#!/bin/bash
# One exporter for all members: Prometheus names the member (/probe?target=…&auth_module=members).
set -euo pipefail

# A single quote is the only character that ends a quoted YAML scalar.
quoted() { printf "'%s'" "${1//\'/\'\'}"; }

umask 077
cat >/run/postgres-exporter.yml <<YAML
auth_modules:
  members:
    type: userpass
    userpass:
      username: $(quoted "$MONITORING_USER")
      password: $(quoted "$MONITORING_PASSWORD")
    options:
      sslmode: disable
YAML

exec prometheus-postgres-exporter --config.file=/run/postgres-exporter.yml --web.listen-address=:9187
