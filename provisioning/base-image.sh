#!/bin/bash
# Makes the stack's base image, debian:trixie-slim, with debootstrap from a Debian mirror, for machines that reach no
# image registry. Where a registry answers, "docker pull debian:trixie-slim" does the same.
#
#   provisioning/base-image.sh [--force]     needs root, debootstrap and a running Docker engine
#
# DEBIAN_MIRROR and DEBIAN_SECURITY_MIRROR (by default those that this machine's apt uses) end up in the image's own package
# sources, so that later builds use them too.
set -euo pipefail

readonly image=debian:trixie-slim

# Prints the first mirror of this machine's apt whose address matches (or, with -v, does not match) "security".
apt_mirror() {
    # shellcheck disable=SC2016 # apt's own placeholder
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep "$@" security | sed 's,/$,,;q'
}

mirror=${DEBIAN_MIRROR:-$(apt_mirror -v || true)}
security=${DEBIAN_SECURITY_MIRROR:-$(apt_mirror || true)}

fail() {
    printf 'base-image.sh: %s\n' "$*" >&2
    exit 3
}

[[ $# -eq 0 || $* == --force ]] || { printf 'usage: provisioning/base-image.sh [--force]\n' >&2; exit 2; }
docker info >/dev/null 2>&1 || fail "no Docker engine answers. Start it, or run provisioning/ci-docker.sh on Debian."
if [[ $* != --force ]] && docker image inspect "$image" >/dev/null 2>&1; then
    printf '%s is there already; --force makes it anew.\n' "$image"
    exit 0
fi
[[ -n $mirror && -n $security ]] || fail "this machine's apt knows no Debian mirror. Set DEBIAN_MIRROR and DEBIAN_SECURITY_MIRROR."
[[ $EUID -eq 0 ]] || fail "debootstrap needs root. Try: sudo provisioning/base-image.sh"
command -v debootstrap >/dev/null || fail "debootstrap is missing. Try: apt-get install debootstrap"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$mirror" >"$work/log" 2>&1 \
    || { tail -n 20 "$work/log" >&2; fail "debootstrap could not install trixie from $mirror."; }

cat >"$root/etc/apt/sources.list" <<SOURCES
deb $mirror trixie main
deb $mirror trixie-updates main
deb $security trixie-security main
SOURCES

# What makes it slim: no documentation, manual pages or translations, now and in every later installation.
cat >"$root/etc/dpkg/dpkg.cfg.d/slim" <<'SLIM'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
path-exclude /usr/share/man/*
SLIM
cat >"$root/etc/apt/apt.conf.d/slim" <<'SLIM'
APT::Install-Recommends "false";
Acquire::Languages "none";
SLIM
# Packages must not start services while an image is built.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"

find "$root/usr/share/doc" -type f ! -name copyright -delete
rm -rf "$root"/usr/share/{info,locale,man}/* "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin \
    "$root"/var/cache/apt/archives/*.deb "$root"/var/log/*.log "$root/var/log/apt"
# The machine's own name and resolver have no place in an image.
rm -f "$root/etc/hostname" "$root/etc/resolv.conf"
: >"$root/etc/machine-id"

tar -C "$root" --sort=name --numeric-owner -c . \
    | docker import --change 'CMD ["bash"]' --change 'ENV LANG=C.UTF-8' - "$image" >/dev/null
printf 'Made %s from %s.\n' "$image" "$mirror"
