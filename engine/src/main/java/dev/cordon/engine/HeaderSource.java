package dev.cordon.engine;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a request or an answer. Names are compared without regard to case. */
public interface HeaderSource {
  /** No headers. */
  HeaderSource NONE =
      new HeaderSource() {
        @Override
        public @Nullable String first(String name) {
          return null;
        }

        @Override
        public void forEach(BiConsumer<String, String> consumer) {}
      };

  /**
   * Returns a header's first value.
   *
   * @param name the header's name
   * @return the value, or null when there is none
   */
  @Nullable String first(String name);

  /**
   * Calls {@code consumer} with every name and value, a header of several values several times.
   *
   * @param consumer receives name and value
   */
  void forEach(BiConsumer<String, String> consumer);
}
