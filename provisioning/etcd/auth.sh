#!/bin/bash
# Switches etcd's authentication on: root for people, a role for Patroni that sees its own keys and nothing else.
# Runs before the members at every start and changes nothing when all is as it should be.
#
# Reads ETCDCTL_ENDPOINTS, ETCD_ROOT_PASSWORD, ETCD_PATRONI_USER, ETCD_PATRONI_PASSWORD.
set -euo pipefail

as_root() { ETCDCTL_USER=root:$ETCD_ROOT_PASSWORD etcdctl "$@"; }

# One member may be missing: what counts is that the others agree, which a linearised read proves.
for attempt in {1..60}; do
    found=$(etcdctl get /health-of-the-quorum 2>&1) && auth=off && break
    if [[ $found == *'user name is empty'* ]]; then
        auth=on
        break
    fi
    [[ $attempt -lt 60 ]] || { printf 'etcd has no quorum after 60 tries: %s\n' "$found" >&2; exit 1; }
    sleep 1
done

if [[ $auth == off ]]; then
    # An earlier run may have been cut off in the middle: what exists already is no error.
    made() { local out; out=$("$@" 2>&1) || [[ $out == *'already exists'* ]] || { printf '%s\n' "$out" >&2; exit 1; }; }
    made etcdctl user add root --interactive=false <<<"$ETCD_ROOT_PASSWORD"
    made etcdctl role add root
    made etcdctl user grant-role root root
    made etcdctl user add "$ETCD_PATRONI_USER" --interactive=false <<<"$ETCD_PATRONI_PASSWORD"
    made etcdctl role add patroni
    made etcdctl role grant-permission --prefix=true patroni readwrite /service/
    made etcdctl user grant-role "$ETCD_PATRONI_USER" patroni
    etcdctl auth enable
fi

# Says here, and not in a member's log, that a password in .env is not the one etcd knows.
as_root user get root >/dev/null || {
    printf 'etcd does not accept ETCD_ROOT_PASSWORD. Changed in .env after the first start? Change it in etcd too.\n' >&2
    exit 1
}
ETCDCTL_USER=$ETCD_PATRONI_USER:$ETCD_PATRONI_PASSWORD etcdctl get --prefix --keys-only --limit=1 /service/ >/dev/null || {
    printf 'etcd does not accept ETCD_PATRONI_PASSWORD. Changed in .env after the first start? Change it in etcd too.\n' >&2
    exit 1
}
printf 'etcd has a quorum and asks for passwords.\n'
