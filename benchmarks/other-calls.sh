#!/usr/bin/env bash
# What a call to a URL that is none of ours costs, without and with the agent: JMH, nanoseconds a call, a JVM each in
# turn, medians over the rounds.
# usage: benchmarks/other-calls.sh [rounds, default 5] [JMH options]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
shift $(($# > 0 ? 1 : 0))
if [ ! -f benchmarks/target/classpath ] || [ ! -f agent/target/cordon-agent.jar ]; then
  ./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
fi
# The measured application sees its own libraries and JMH, not the agent's modules.
path=benchmarks/target/classes
for jar in $(tr ':' '\n' <benchmarks/target/classpath | grep -v /instrumentation- |
  grep -E 'okhttp|okio|kotlin|annotations-13|jmh|jopt|commons-(math|codec|logging)|http(client|core)|netty|slf4j-api'); do
  path=$path:$jar
done
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for ((round = 1; round <= rounds; round++)); do
  for agent in none cordon; do
    flag=
    [ "$agent" = none ] || flag="-javaagent:$PWD/agent/target/cordon-agent.jar"
    "$java" -cp "$path" org.openjdk.jmh.Main "Other(Call|Clients)" -f 1 -jvmArgs "$flag -Xmx256m" "$@" |
      awk -v agent="$agent" '/^Other[A-Za-z]*[.]/ { sub(/^[^.]*[.]/, "", $1); print $1, agent, $4 }' | tee -a "$results" >&2
  done
done
median() { # program agent
  grep "^$1 $2 " "$results" | cut -d' ' -f3 | sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
echo "| client | no agent, ns | Cordon, ns | more, ns |"
echo "| --- | ---: | ---: | ---: |"
for client in $(cut -d' ' -f1 "$results" | sort -u); do
  none=$(median "$client" none)
  cordon=$(median "$client" cordon)
  echo "| $client | $(printf '%.0f | %.0f | %.0f' "$none" "$cordon" "$(awk "BEGIN { print $cordon - $none }")") |"
done
