#!/usr/bin/env bash
# What an agent costs at start: whole processes, alternating, medians of wall time and peak memory.
#
#   benchmarks/startup.sh [runs]        default: 11
#
#   JAVA=…      the java to measure with      PROGRAMS="Hello PlainCall AiCall"
#   AGENTS="none cordon opentelemetry datadog"      also before: another build, whose jar BEFORE names
#   ARCHIVE=yes     with an archive of classes that a first run made: AppCDS, from JDK 25 on an AOT cache
#
# Peers come from Maven Central and run as shipped, with their exporters off. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/agents.sh

runs=${1:-11}
java=${JAVA:-java}
programs=${PROGRAMS:-Hello PlainCall AiCall}
agents=${AGENTS:-none cordon opentelemetry datadog}
work=$PWD/benchmarks/target/startup
lib=$work/lib

fetch() { # what a fresh clone lacks
  mkdir -p "$work/classes" "$lib"
  [ -n "$(ls "$lib")" ] || ./mvnw -B -q -f benchmarks/startup/pom.xml dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$lib"
  for agent in $agents; do fetch_agent "$agent"; done
  javac --release 17 -cp "$lib/*" -d "$work/classes" benchmarks/startup/*.java
  jar --create --file "$work/app.jar" -C "$work/classes" . # archives hold no classes of folders
  jars=$work/app.jar:$(find "$lib" -name '*.jar' | sort | paste -sd :)
  if "$java" -XX:+UnlockDiagnosticVMOptions -XX:+PrintFlagsFinal -version 2> /dev/null | grep -q AOTCacheOutput; then
    makes=-XX:AOTCacheOutput takes=-XX:AOTCache
  else
    makes=-XX:ArchiveClassesAtExit takes=-XX:SharedArchiveFile
  fi
}

archive() { # program agent -> the option that uses the archive
  [ -z "${ARCHIVE:-}" ] || echo "$takes=$work/$1.$2.archive"
}

make_archive() { # program agent; before JDK 25 none can be made under an agent
  local with=none
  [ -n "${ARCHIVE:-}" ] || return 0
  [ $makes = -XX:ArchiveClassesAtExit ] || with=$2
  # shellcheck disable=SC2046
  "$java" "$(agent_flag $with)" "$makes=$work/$1.$2.archive" -cp "$(class_path "$1")" "$1" "$url" > "$work/out" 2>&1
}

class_path() {
  if [ "$1" = Hello ]; then echo "$work/app.jar"; else echo "$jars"; fi
}

run() { # program agent -> one line: milliseconds, KiB
  local from to
  from=${EPOCHREALTIME/./}
  # shellcheck disable=SC2046 # no flag is no argument
  if ! /usr/bin/time -o "$work/rss" -f %M "$java" "$(agent_flag "$2")" $(archive "$1" "$2") -cp "$(class_path "$1")" "$1" "$url" \
    > "$work/out" 2>&1; then
    cat "$work/out" >&2
    exit 1
  fi
  to=${EPOCHREALTIME/./}
  echo "$(((to - from) / 100)) $(cat "$work/rss")" >> "$work/$1.$2"
}

median() { # file column
  cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((runs + 1) / 2))p"
}

table() {
  local tenths kib zero
  echo "| program | agent | wall, ms | more than none, ms | times none | peak memory, MiB |"
  echo "| --- | --- | ---: | ---: | ---: | ---: |"
  for program in $programs; do
    zero=
    for agent in $agents; do
      tenths=$(median "$work/$program.$agent" 1)
      kib=$(median "$work/$program.$agent" 2)
      zero=${zero:-$tenths}
      awk -v p="$program" -v a="$agent" -v t="$tenths" -v z="$zero" -v k="$kib" \
        'BEGIN { printf "| %s | %s | %.0f | %.0f | %.1f | %.0f |\n", p, a, t / 10, (t - z) / 10, t / z, k / 1024 }'
    done
  done
}

fetch
export OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
export DD_REMOTE_CONFIGURATION_ENABLED=false DD_INSTRUMENTATION_TELEMETRY_ENABLED=false DD_PROFILING_ENABLED=false
rm -f "$work/port"
"$java" -cp "$work/classes" Server > "$work/port" &
server=$!
trap 'kill $server' EXIT
until [ -s "$work/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$work/port")

for program in $programs; do
  for agent in $agents; do
    rm -f "$work/$program.$agent"
    make_archive "$program" "$agent"
    run "$program" "$agent" # fills the file cache; not counted
    rm -f "$work/$program.$agent"
  done
  for ((i = 0; i < runs; i++)); do
    for agent in $agents; do run "$program" "$agent"; done
  done
done
echo "$("$java" -version 2>&1 | head -1), $(nproc) cores, $runs runs, medians"
echo
table
