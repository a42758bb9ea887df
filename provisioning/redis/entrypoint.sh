#!/bin/bash
# Writes the users from the environment and starts Redis. Nobody comes in without a password, and the API's user may
# do anything with data and nothing with the server.
set -euo pipefail

hash() { printf '%s' "$1" | sha256sum | cut -d ' ' -f 1; }

umask 077
{
    # Settings of the old project may say REDIS_USER=default.
    [[ $REDIS_USER == default ]] || printf 'user default off\n'
    printf 'user %s on #%s ~* &* +@all -@admin -@dangerous +info\n' "$REDIS_USER" "$(hash "$REDIS_PASS")"
    printf 'user %s on #%s %s\n' "$MONITORING_USER" "$(hash "$MONITORING_PASSWORD")" \
        '-@all +ping +info +config|get +slowlog|len +slowlog|get +latency|latest +latency|histogram +client|list +client|setname +dbsize +memory|usage'
} >/run/redis/users.acl

exec redis-server /etc/redis/platform.conf
