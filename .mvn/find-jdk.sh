# shellcheck shell=sh
# Sourced by mvnw and edu-cli: sets and exports JAVA_HOME to a JDK 25 or newer, or says what to install and exits 3.
# Looks at JAVA_HOME, then the PATH, then the usual folders. Reads each candidate's `release` file and starts nothing.

jdk_wanted=25

# Prints the feature version of the JDK in folder $1 (17, 25, …), or nothing when there is no JDK in it.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Succeeds when folder $1 holds a JDK that is new enough.
jdk_fits() {
  found=$(jdk_version "$1")
  [ "${found:-0}" -ge "$jdk_wanted" ]
}

# Prints the home of the first JDK that fits.
jdk_find() {
  if [ -n "${JAVA_HOME-}" ] && jdk_fits "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  on_path=$(command -v javac 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    on_path=$(dirname "$(dirname "$on_path")")
    if jdk_fits "$on_path"; then
      printf '%s\n' "$on_path"
      return
    fi
  fi
  # Unquoted on purpose: each word is a pattern, and a pattern without a match stays as it is and fits nothing.
  for home in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /usr/local/*jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_fits "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
}

case $- in *f*) jdk_noglob=1 ;; *) jdk_noglob=0 ;; esac
set +f
jdk_home=$(jdk_find)
[ "$jdk_noglob" = 0 ] || set -f

if [ -z "$jdk_home" ]; then
  echo "No JDK $jdk_wanted found: looked at JAVA_HOME (${JAVA_HOME:-not set}), the PATH and the usual folders." >&2
  echo "Install one and try again: 'apt install openjdk-$jdk_wanted-jdk-headless' (Debian 13, Ubuntu 25.10), 'brew install openjdk@$jdk_wanted' (macOS), or https://adoptium.net." >&2
  exit 3
fi
JAVA_HOME=$jdk_home
export JAVA_HOME
