#!/usr/bin/env bash
# A policy with two hundred rules against the default one: the same call in one JVM, taking turns.
# usage: benchmarks/rules.sh [ROUNDS [CALLS]]
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.cordon.benchmarks.policy.RulesComparison "$@"
