#!/bin/bash
# Brings a Docker engine and Compose v2 to a Debian machine where none answers (a CI runner, a bare VM). Needs root.
# Where both answer it does nothing.
#
#   provisioning/ci-docker.sh start     installs what is missing, starts the engine, makes the base image, adds Compose v2
#   provisioning/ci-docker.sh stop      ends the engine, if "start" started it
set -euo pipefail

readonly state=/run/edu-platform-dockerd.pid
readonly engine_log=/var/log/edu-platform-dockerd.log
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
    printf 'ci-docker.sh: %s\n' "$*" >&2
    exit 3
}

install() {
    [[ $EUID -eq 0 ]] || fail "installing $* needs root."
    command -v apt-get >/dev/null || fail "this is not a Debian machine: install $* by hand."
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null \
        || fail "apt-get could not install $*."
}

start_engine() {
    docker info >/dev/null 2>&1 && return
    if ! command -v dockerd >/dev/null || ! command -v docker-init >/dev/null; then
        install docker.io iptables tini
    fi
    [[ $EUID -eq 0 ]] || fail "starting the Docker engine needs root."
    # In its own session: a Ctrl-C or the end of the calling script must not take the engine away from running containers.
    setsid dockerd </dev/null >"$engine_log" 2>&1 &
    local pid=$!
    for _ in {1..60}; do
        if docker info >/dev/null 2>&1; then
            printf '%s\n' "$pid" >"$state"
            return
        fi
        kill -0 "$pid" 2>/dev/null || break
        sleep 1
    done
    tail -n 20 "$engine_log" >&2
    fail "the Docker engine did not come up: containers cannot run on this machine."
}

add_compose() {
    [[ $(docker compose version --short 2>/dev/null) =~ ^v?([2-9]|[1-9][0-9]) ]] && return
    local candidate
    candidate=$(apt-cache policy docker-compose 2>/dev/null | sed -n 's/ *Candidate: //p')
    if [[ $candidate =~ ^([0-9]+:)?2\. ]]; then
        install docker-compose
    else
        # Debian 12 has only Compose v1. Debian 13's package holds the plug-in as one static binary: taken from there.
        local plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins work
        work=$(mktemp -d)
        docker run --rm -v "$work:/out" debian:trixie-slim bash -ec '
            apt-get update -q >/dev/null
            cd /tmp && apt-get download -q docker-compose >/dev/null
            dpkg-deb -x docker-compose_*.deb unpacked
            cp unpacked/usr/libexec/docker/cli-plugins/docker-compose /out/' \
            || fail "Debian 13's package docker-compose could not be fetched."
        mkdir -p "$plugins"
        mv "$work/docker-compose" "$plugins/docker-compose"
        rmdir "$work"
    fi
    docker compose version >/dev/null || fail "Compose v2 was installed and does not answer."
}

case ${1:-} in
    start)
        start_engine
        command -v debootstrap >/dev/null || docker image inspect debian:trixie-slim >/dev/null 2>&1 || install debootstrap
        "$here/base-image.sh"
        add_compose
        docker compose version
        ;;
    stop)
        if [[ -s $state ]]; then
            pid=$(<"$state")
            rm -f "$state"
            if [[ $(ps -o comm= -p "$pid") == dockerd ]]; then
                kill "$pid"
                tail --pid="$pid" -f /dev/null
            fi
        fi
        ;;
    *)
        printf 'usage: provisioning/ci-docker.sh start|stop\n' >&2
        exit 2
        ;;
esac
