package dev.cordon.engine.detect.custom;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type that a regular expression finds, in a pass of its own over the UTF-8 bytes. */
final class PatternPart implements DetectorPack {
  private final DataType type;
  private final Pattern pattern;
  private final List<String> context;
  private final int confidence;

  PatternPart(DataType type, String pattern, List<String> context, int confidence) {
    this.type = type;
    this.context = context;
    this.confidence = confidence;
    try {
      this.pattern = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("no valid RE2 pattern: " + e.getDescription(), e);
    }
    if (this.pattern.matches("")) {
      throw new IllegalArgumentException("the pattern matches the empty text");
    }
  }

  @Override
  public void register(Registry registry) {
    registry.type(type);
    Context words = context.isEmpty() ? null : registry.context(context.toArray(new String[0]));
    registry.ends(new Matches(type, pattern, words, confidence));
  }

  /** Runs the pattern. */
  private static final class Matches implements EndDetector {
    private final DataType type;
    private final Pattern pattern;
    private final @Nullable Context context;
    private final int confidence;

    Matches(DataType type, Pattern pattern, @Nullable Context context, int confidence) {
      this.type = type;
      this.pattern = pattern;
      this.context = context;
      this.confidence = confidence;
    }

    @Override
    public void end(ScanText text) {
      if (context != null && !text.has(context)) {
        return;
      }
      byte[] bytes = text.bytes();
      boolean whole = text.from() == 0 && text.to() == bytes.length;
      byte[] own = whole ? bytes : Arrays.copyOfRange(bytes, text.from(), text.to());
      int shift = text.from();
      Matcher matcher = pattern.matcher(own);
      while (matcher.find()) {
        int start = matcher.start() + shift;
        int end = matcher.end() + shift;
        if (end > start && (context == null || text.near(context, start, end))) {
          text.report(type, start, end, confidence);
        }
      }
    }
  }
}
