#!/usr/bin/env bash
# A 4 KiB openai-java chat call against a local server: no agent, Cordon, the OpenTelemetry agent and the Datadog
# agent, alternating in one run. Prints a Markdown table.
# usage: benchmarks/calls.sh [rounds, default 3] [most calls to warm up, default 60000] [measured calls, default 20000]
#        AGENTS="none cordon" benchmarks/calls.sh     measures these alone
#        AGENTS="none before cordon" BEFORE=old.jar   compares with another build
set -euo pipefail
cd "$(dirname "$0")/.."
otel_version=2.33.1
datadog_version=1.68.1
peers=$PWD/benchmarks/target/peers
./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
fetch() { # group artifact version
  [ -f "$peers/$2-$3.jar" ] ||
    ./mvnw -B -q -N dependency:copy -Dartifact="$1:$2:$3" -DoutputDirectory="$peers" >&2
}
list=
for agent in ${AGENTS:-none cordon opentelemetry datadog}; do
  case $agent in
    none) jar= ;;
    cordon) jar=$PWD/agent/target/cordon-agent.jar ;;
    before) jar=$(realpath "${BEFORE:?names the jar of another build}") ;;
    opentelemetry)
      fetch io.opentelemetry.javaagent opentelemetry-javaagent $otel_version
      jar=$peers/opentelemetry-javaagent-$otel_version.jar ;;
    datadog)
      fetch com.datadoghq dd-java-agent $datadog_version
      jar=$peers/dd-java-agent-$datadog_version.jar ;;
    *) echo "unknown agent $agent" >&2; exit 2 ;;
  esac
  list="$list${list:+;}$agent=$jar"
done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "benchmarks/target/classes:$(cat integration-tests/libraries/openai-java-4.100.0/target/classpath)" \
  dev.cordon.benchmarks.calls.CallComparison "$list" "${1:-3}" "${2:-60000}" "${3:-20000}"
