#!/usr/bin/env bash
# What it costs to look for hidden text, instructions and links in a clean call of 4 KiB: processor time.
# usage: benchmarks/incoming.sh [JMH options]       with options: JMH, such as: benchmarks/incoming.sh -prof gc
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
main=dev.cordon.benchmarks.wire.IncomingBenchmark
[ $# -eq 0 ] || main="org.openjdk.jmh.Main wire.IncomingBenchmark"
exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" $main "$@"
