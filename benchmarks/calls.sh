#!/usr/bin/env bash
# A 4 KiB openai-java chat call against a local server: no agent, Cordon, the OpenTelemetry agent and the Datadog
# agent, alternating in one run. Prints a Markdown table.
# usage: benchmarks/calls.sh [rounds, default 3] [most calls to warm up, default 60000] [measured calls, default 20000]
#        AGENTS="none cordon" benchmarks/calls.sh     measures these alone
#        CLIENT=okhttp, CLIENT=jdk   calls by OkHttp or java.net.http alone      KIB=64   prompts of 64 KiB
#        CLIENT=stream benchmarks/calls.sh 2 1000 400   answers of 2,000 events
#        AGENTS="none before cordon" BEFORE=old.jar   compares with another build
# Builds Cordon only if there is no jar of it.
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/agents.sh
agents=${AGENTS:-none cordon opentelemetry datadog}
list=
for agent in $agents; do
  fetch_agent "$agent"
  list="$list${list:+;}$agent=$(agent_jar "$agent")"
done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "benchmarks/target/classes:$(cat integration-tests/libraries/openai-java-4.100.0/target/classpath)" \
  dev.cordon.benchmarks.calls.CallComparison "$list" "${1:-3}" "${2:-60000}" "${3:-20000}"
