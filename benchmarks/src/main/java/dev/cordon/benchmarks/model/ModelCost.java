package dev.cordon.benchmarks.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.detector.onnx.OnnxDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Prints what a model costs for texts of some lengths; see benchmarks/language-model.sh. */
public final class ModelCost {
  private static final int[] BYTES = {100, 1_000, 4_000, 16_000};
  private static final int RUNS = 15;

  private ModelCost() {}

  /**
   * Measures.
   *
   * @param arguments the model's folder, or nothing for {@link BertShape}; then settings, {@code
   *     key=value}
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    Path folder =
        arguments.length > 0 && !arguments[0].isEmpty()
            ? Path.of(arguments[0]).toAbsolutePath()
            : BertShape.write(Files.createTempDirectory("bert-shape"));
    settings.put("model", folder.toString());
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    long start = System.nanoTime();
    OnnxDetector detector = new OnnxDetector();
    detector.configure(settings);
    System.out.printf("loaded in %d ms%n", (System.nanoTime() - start) / 1_000_000);
    System.out.println("| text, bytes | median, ms | least, ms |");
    System.out.println("| ---: | ---: | ---: |");
    for (int bytes : BYTES) {
      long[] nanos = measure(detector, "the ship sails on ".repeat(bytes / 18 + 1));
      System.out.printf("| %d | %.1f | %.1f |%n", bytes, nanos[RUNS / 2] / 1e6, nanos[0] / 1e6);
    }
    System.exit(0);
  }

  private static long[] measure(OnnxDetector detector, String text) throws Exception {
    byte[] utf8 = text.getBytes(UTF_8);
    long[] nanos = new long[RUNS];
    for (int i = -3; i < RUNS; i++) {
      long start = System.nanoTime();
      detector.find(utf8, "", (type, from, to, confidence) -> {});
      nanos[Math.max(0, i)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
