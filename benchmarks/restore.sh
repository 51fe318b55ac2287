#!/usr/bin/env bash
# Looking for tokens in an answer of 4 KiB: processor time, without JSON and HTTP around it.
# usage: benchmarks/restore.sh
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.cordon.benchmarks.wire.RestoreBenchmark
