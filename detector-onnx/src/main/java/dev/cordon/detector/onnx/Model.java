package dev.cordon.detector.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A token-classification model: {@code input_ids}, {@code attention_mask} and, where it has it,
 * {@code token_type_ids} of the shape [batch, tokens] in; logits of the shape [batch, tokens,
 * labels] out. One thread runs it at a time.
 */
final class Model implements AutoCloseable {
  private static final List<String> INPUTS =
      List.of("input_ids", "attention_mask", "token_type_ids");

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int labels;

  private Model(OrtEnvironment environment, OrtSession session, int labels) {
    this.environment = environment;
    this.session = session;
    this.labels = labels;
  }

  /**
   * Loads a model.
   *
   * @param labels how many labels its configuration names
   * @param threads processors that one run uses
   * @throws IllegalArgumentException if it can't be loaded or is none of this kind
   */
  static Model of(Path file, int labels, int threads) {
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "cordon");
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        Model model =
            new Model(environment, environment.createSession(file.toString(), options), labels);
        model.check(file);
        return model;
      }
    } catch (OrtException | LinkageError e) {
      throw new IllegalArgumentException(
          "model: can't load " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private void check(Path file) throws OrtException {
    for (String name : session.getInputNames()) {
      if (!INPUTS.contains(name)) {
        close();
        throw new IllegalArgumentException(
            "model: " + file + " wants " + name + ", so it doesn't classify tokens");
      }
    }
    var output = session.getOutputInfo().values().iterator().next().getInfo();
    boolean logits =
        output instanceof TensorInfo
            && ((TensorInfo) output).type == OnnxJavaType.FLOAT
            && ((TensorInfo) output).getShape().length == 3;
    long last = logits ? ((TensorInfo) output).getShape()[2] : 0;
    if (!logits || (last > 0 && last != labels)) {
      close();
      throw new IllegalArgumentException(
          "model: " + file + " doesn't answer with floats of [batch, tokens, " + labels + "]");
    }
  }

  /**
   * Runs the model over some windows together.
   *
   * @return by window, by position of its input, by label
   */
  float[][][] run(List<Window> windows) throws OrtException {
    int longest = 0;
    for (Window window : windows) {
      longest = Math.max(longest, window.input().length);
    }
    long[] ids = new long[windows.size() * longest];
    long[] mask = new long[ids.length];
    for (int i = 0; i < windows.size(); i++) {
      long[] input = windows.get(i).input();
      System.arraycopy(input, 0, ids, i * longest, input.length);
      java.util.Arrays.fill(mask, i * longest, i * longest + input.length, 1);
    }
    long[] shape = {windows.size(), longest};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        long[] values =
            name.equals("input_ids")
                ? ids
                : name.equals("attention_mask") ? mask : new long[ids.length];
        inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return (float[][][]) result.get(0).getValue();
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      // The memory stays; nothing that the application could do.
    }
  }
}
