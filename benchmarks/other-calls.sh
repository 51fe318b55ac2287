#!/usr/bin/env bash
# What a call to a URL that is none of ours costs, without and with the agent: JMH, nanoseconds a call.
# usage: benchmarks/other-calls.sh [JMH options]
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -f benchmarks/target/classpath ] || [ ! -f agent/target/cordon-agent.jar ]; then
  ./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
fi
# The measured application sees its own libraries and JMH, not the agent's modules.
path=benchmarks/target/classes
for jar in $(tr ':' '\n' <benchmarks/target/classpath | grep -E 'okhttp|okio|kotlin|annotations-13|jmh|jopt|commons-math'); do
  path=$path:$jar
done
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
for agent in "" "-javaagent:$PWD/agent/target/cordon-agent.jar"; do
  echo "${agent:-no agent}"
  "$java" -cp "$path" org.openjdk.jmh.Main OtherCall -jvmArgs "$agent -Xmx256m" "$@" |
    grep -E '^(Benchmark|OtherCall)'
done
