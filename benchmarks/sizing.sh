#!/usr/bin/env bash
# What a JVM holds at a steady rate of calls, without and with Cordon and its audit trail: memory, threads, processor, the trail's size.
# A 4 KiB prompt with ten findings through java.net.http. Prints the table of docs/operations.md. Needs Linux.
# usage: benchmarks/sizing.sh [seconds a row and program, default 30] [calls a second …, default 1 10 100]
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${SKIP_BUILD:-}" ] || ./mvnw -B -q -pl agent,benchmarks -am -DskipTests -Dspotless.check.skip package >&2
seconds=${1:-30}
[ $# -eq 0 ] || shift
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp benchmarks/target/classes dev.cordon.benchmarks.calls.Sizing \
  "$PWD/agent/target/cordon-agent.jar" "$seconds" ${@:-1 10 100}
