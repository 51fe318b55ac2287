package dev.cordon.detector.onnx;

import dev.cordon.engine.detect.ExternalDetector;
import org.jspecify.annotations.Nullable;

/**
 * Joins tokens to findings. A word has the label of its first token, and neighbours of one type are
 * one finding unless a label says that another begins. Immutable.
 */
final class Entities {
  private final Labels labels;
  private final int threshold;

  /**
   * Makes it.
   *
   * @param threshold the least probability, in per cent, of a finding that is reported
   */
  Entities(Labels labels, int threshold) {
    this.labels = labels;
    this.threshold = threshold;
  }

  /** Reports what was found in a text. The confidence is the mean probability of the words. */
  void report(Tokens tokens, Scores scores, ExternalDetector.Spans into) {
    String type = null;
    int start = 0;
    int end = 0;
    double sum = 0;
    int words = 0;
    for (int token = 0; token < tokens.count(); token++) {
      if (tokens.end(token) <= tokens.start(token)) {
        continue;
      }
      if (type != null && tokens.continues(token)) {
        end = tokens.end(token);
        continue;
      }
      if (tokens.continues(token)) {
        continue; // of a word that is no finding
      }
      int label = scores.label(token);
      String next = labels.type(label);
      if (type != null && (!type.equals(next) || labels.begins(label))) {
        report(into, type, start, end, sum / words);
        type = null;
      }
      if (next != null) {
        if (type == null) {
          type = next;
          start = tokens.start(token);
          sum = 0;
          words = 0;
        }
        end = tokens.end(token);
        sum += scores.probability(token);
        words++;
      }
    }
    if (type != null) {
      report(into, type, start, end, sum / words);
    }
  }

  private void report(
      ExternalDetector.Spans into, @Nullable String type, int start, int end, double probability) {
    int confidence = (int) Math.round(probability * 100);
    if (type != null && confidence >= threshold) {
      into.found(type, start, end, Math.max(1, Math.min(100, confidence)));
    }
  }
}
