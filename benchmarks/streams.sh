#!/usr/bin/env bash
# Redacting and restoring: a chat there and back, and streams of several vendors, in one run of JMH.
# usage: benchmarks/streams.sh [JMH options]        such as: benchmarks/streams.sh -p vendor=chat -prof gc
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" org.openjdk.jmh.Main 'benchmarks.wire' "$@"
