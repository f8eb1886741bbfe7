# Sourced by ./echt and ./check: finds a JDK of at least the wanted feature version. POSIX sh, starts no JVM.
jdk_feature() { # prints the feature version of the JDK at $1, or 0
  v=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || v=
  [ -x "$1/bin/javac" ] && [ -n "$v" ] && echo "$v" || echo 0
}
find_jdk() { # $1 = wanted feature version; prints the nearest one at or above it
  best= bestv=9999
  for h in "${ECHT_JAVA_HOME-}" "${JAVA_HOME-}" "${JAVA25_HOME-}" "${JAVA_HOME_25_X64-}" \
           /usr/lib/jvm/* /opt/jdk* /opt/java/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
           /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$h" ] || continue
    f=$(jdk_feature "$h")
    if [ "$f" -ge "$1" ] && [ "$f" -lt "$bestv" ]; then best=$h bestv=$f; fi
  done
  [ -n "$best" ] && echo "$best"
}
need_jdk() { # $1 = who asks; exports JAVA_HOME or says what to install
  home=$(find_jdk 25) || {
    echo "$1: needs a JDK 25 or newer and found none. Install one (for example the packages" >&2
    echo "$1: temurin-25-jdk or openjdk-25-jdk) or set ECHT_JAVA_HOME to its folder." >&2
    exit 69
  }
  export JAVA_HOME="$home"
}
