#!/usr/bin/env bash
# What a model of the detector onnx costs for texts of some lengths.
# usage: benchmarks/language-model.sh [FOLDER [SETTING=VALUE ...]]      such as: benchmarks/language-model.sh /opt/models/names threads=2
#        without a folder: a model that finds nothing and computes what BERT-base computes
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package >&2
exec java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.cordon.benchmarks.model.ModelCost "$@"
