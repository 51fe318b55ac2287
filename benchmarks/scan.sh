#!/usr/bin/env bash
# Scanning a prompt: Cordon, java.util.regex, re2j and Hyperscan in one run of JMH.
# usage: benchmarks/scan.sh [JMH options]        such as: benchmarks/scan.sh -p size=4096 -prof gc
#        benchmarks/scan.sh walls                the worst texts: each anchor over and over, and findings at doubling sizes
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
if [ "${1:-}" = walls ]; then
  exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.cordon.benchmarks.scan.Walls
fi
exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" org.openjdk.jmh.Main ScanBenchmark "$@"
