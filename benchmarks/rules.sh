#!/usr/bin/env bash
# A policy with two hundred rules against the default one: the same call, each policy in JVMs of its own, taking turns.
# usage: benchmarks/rules.sh [ROUNDS [CALLS [TURNS]]]
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.cordon.benchmarks.policy.RulesComparison "$@"
