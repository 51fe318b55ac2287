#!/usr/bin/env bash
# The first scanner of a JVM: processor time of whole processes from jars, compilers included, beyond that of one that does nothing.
# Builds and steps take turns, so that what else the machine does hits all of them; medians, and the fastest tenth in brackets.
#
#   benchmarks/cold.sh [runs]           default: 21      BEFORE=old.jar: the engine's jar of another build
#   JAVA=…      the java to measure with
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-21}
java=${JAVA:-java}
work=$PWD/benchmarks/target/cold
jar=$PWD/engine/target/engine-0.1.0-SNAPSHOT.jar
[ -f "$jar" ] || ./mvnw -B -q -pl engine -am package -DskipTests >&2
mkdir -p "$work/classes"
javac --release 8 -nowarn -Xlint:-options -cp "$jar" -d "$work/classes" benchmarks/cold/ColdScan.java
jar --create --file "$work/cold.jar" -C "$work/classes" .

TIMEFORMAT='%3U %3S'
rows=$work/rows
: > "$rows"
for ((run = 0; run < runs; run++)); do
  for step in 0 1 2 3; do
    for build in ${BEFORE:+before} now; do
      engine=$jar
      [ $build = now ] || engine=$BEFORE
      spent=$({ time "$java" -cp "$work/cold.jar:$engine" ColdScan $step > "$work/out"; } 2>&1)
      echo "$build $step $spent" >> "$rows"
    done
  done
done

nth() { # build, step, percent
  awk -v b="$1" -v s="$2" '$1 == b && $2 == s { printf "%d\n", ($3 + $4) * 1000 }' "$rows" | sort -n |
    awk -v p="$3" '{ v[NR] = $1 } END { print v[1 + int((NR - 1) * p / 100)] }'
}
more() { # build, step: than a process that does nothing
  echo "$(($(nth "$1" "$2" 50) - $(nth "$1" 0 50))) [$(($(nth "$1" "$2" 10) - $(nth "$1" 0 10)))]"
}
echo "| build | scanner, ms | and a text with nothing, ms | and one with findings, ms |"
echo "| --- | ---: | ---: | ---: |"
for build in ${BEFORE:+before} now; do
  echo "| $build | $(more $build 1) | $(more $build 2) | $(more $build 3) |"
done
