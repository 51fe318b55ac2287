package dev.cordon.benchmarks.model;

import dev.cordon.detector.onnx.Graph;
import dev.cordon.detector.onnx.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a model that finds nothing and does the matrix products of BERT-base: twelve layers of
 * width 768, attention in one head, a feed-forward part of 3,072 (Devlin et al., 2018). All layers
 * have the same weights: what is computed is the same, what is kept is less.
 */
final class BertShape {
  private static final int LAYERS = 12;
  private static final int WIDTH = 768;
  private static final int INNER = 3072;
  private static final int LABELS = 6;
  private static final int ROWS = 1000;

  private BertShape() {}

  /** Writes the folder. */
  static Path write(Path folder) throws IOException {
    new TinyModel().knows("O", "the").write(folder);
    Graph graph =
        new Graph()
            .weights("words", random(ROWS * WIDTH), ROWS, WIDTH)
            .weights("square", random(WIDTH * WIDTH), WIDTH, WIDTH)
            .weights("up", random(WIDTH * INNER), WIDTH, INNER)
            .weights("down", random(INNER * WIDTH), INNER, WIDTH)
            .weights("head", random(WIDTH * LABELS), WIDTH, LABELS)
            .input("input_ids")
            .node("Gather", "x0", "words", "input_ids");
    for (int i = 0; i < LAYERS; i++) {
      layer(graph, "x" + i, "x" + (i + 1), "l" + i);
    }
    Files.write(
        folder.resolve("model.onnx"),
        graph.node("MatMul", "logits", "x" + LAYERS, "head").output("logits").bytes());
    return folder;
  }

  private static void layer(Graph graph, String in, String out, String name) {
    graph
        .node("MatMul", name + "q", in, "square")
        .node("MatMul", name + "k", in, "square")
        .node("MatMul", name + "v", in, "square")
        .transpose(name + "t", name + "k", 0, 2, 1)
        .node("MatMul", name + "s", name + "q", name + "t")
        .node("Softmax", name + "p", name + "s")
        .node("MatMul", name + "a", name + "p", name + "v")
        .node("MatMul", name + "o", name + "a", "square")
        .node("MatMul", name + "u", name + "o", "up")
        .node("Relu", name + "r", name + "u")
        .node("MatMul", name + "d", name + "r", "down")
        .node("Tanh", out, name + "d");
  }

  private static float[] random(int size) {
    Random random = new Random(1);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * 0.02);
    }
    return values;
  }
}
