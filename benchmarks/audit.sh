#!/usr/bin/env bash
# The audit trail: what a call pays on its own thread, and how many records a second two threads write.
# usage: benchmarks/audit.sh [JMH options]
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
run() { java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" org.openjdk.jmh.Main AuditBenchmark "$@"; }
run -t 1 "$@"
run -t 2 -bm thrpt -tu s "$@"
