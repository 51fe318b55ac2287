package dev.cordon.detector.onnx;

import dev.cordon.engine.detect.ExternalDetector;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Marks what a token-classification model finds. The policy's {@code detectors.settings.onnx} says
 * where the model is: see {@link Settings}. Many threads call {@link #find} at once; a {@link
 * Batcher} runs the model for them. The model's memory is freed when the detector is garbage.
 */
public final class OnnxDetector implements ExternalDetector {
  private static final Cleaner CLEANER = Cleaner.create();

  private volatile @Nullable Loaded loaded;

  /** Made by {@link java.util.ServiceLoader}. */
  public OnnxDetector() {}

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public void configure(Map<String, String> settings) {
    Settings read = Settings.of(settings);
    ModelFolder folder = ModelFolder.of(read.folder, read.file);
    Labels labels = Labels.of(folder.labels(), read.types, folder.config());
    Tokenizer tokenizer = Tokenizer.of(folder.tokenizer());
    Model model = Model.of(folder.model(), labels.size(), read.threads);
    Batcher batcher = Batcher.start(model, read.batch);
    CLEANER.register(this, batcher::close);
    loaded = new Loaded(read, labels, tokenizer, batcher, folder.window(read.window));
  }

  @Override
  public void find(byte[] utf8, String key, Spans into) throws Exception {
    Loaded now = loaded;
    if (now == null) {
      throw new IllegalStateException("not configured");
    }
    try {
      now.find(utf8, into);
    } finally {
      Reference.reachabilityFence(this); // or the model could be closed while it runs
    }
  }

  /** What {@link #configure} loaded. */
  private static final class Loaded {
    private final Settings settings;
    private final Labels labels;
    private final Tokenizer tokenizer;
    private final Batcher batcher;
    private final int window;

    Loaded(Settings settings, Labels labels, Tokenizer tokenizer, Batcher batcher, int window) {
      this.settings = settings;
      this.labels = labels;
      this.tokenizer = tokenizer;
      this.batcher = batcher;
      this.window = window;
    }

    void find(byte[] utf8, Spans into) throws Exception {
      if (Thread.interrupted()) {
        throw new InterruptedException(); // nobody waits any more
      }
      Tokens tokens = tokenizer.tokens(utf8);
      if (tokens.count() == 0) {
        return;
      }
      List<Window> windows = Window.over(tokens, window);
      List<Future<float[][]>> running = batcher.submit(windows);
      Scores scores = new Scores(tokens.count(), labels.size());
      try {
        for (int i = 0; i < windows.size(); i++) {
          scores.add(windows.get(i), running.get(i).get());
        }
      } finally {
        running.forEach(each -> each.cancel(true)); // those that nobody waits for any more
      }
      new Entities(labels, settings.threshold).report(tokens, scores, into);
    }
  }
}
