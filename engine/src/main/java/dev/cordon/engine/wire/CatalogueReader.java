package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code wire-formats.json}; its first lines say what its keys mean. */
final class CatalogueReader {
  private static final String RESOURCE = "wire-formats.json";

  private final Map<String, ErrorForm> errors = new LinkedHashMap<>();
  private final Map<String, CatalogueBlock> blocks = new LinkedHashMap<>();
  private final List<WireFormat> formats = new ArrayList<>();
  private final List<PathPattern> patterns = new ArrayList<>();

  private CatalogueReader() {}

  static WireFormats read() {
    return read(resource(RESOURCE));
  }

  /** Reads what holds where in a format's documents: {@code request} and {@code answer}. */
  static Map<?, ?> rules(String name) {
    return map(JsonTree.read(resource("rules/" + name + ".json")));
  }

  private static byte[] resource(String name) {
    try (InputStream in = CatalogueReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      ByteSink bytes = new ByteSink();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.put(buffer, 0, n);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }

  static WireFormats read(byte[] json) {
    CatalogueReader reader = new CatalogueReader();
    Map<?, ?> root = map(JsonTree.read(json));
    for (Map.Entry<?, ?> form : map(root.get("errors")).entrySet()) {
      Map<?, ?> value = map(form.getValue());
      reader.errors.put(
          String.valueOf(form.getKey()),
          new ErrorForm(
              text(value.get("body")),
              strings(value.get("headers")),
              strings(value.get("limited"))));
    }
    for (Object block : list(root.get("formats"))) {
      reader.format(map(block));
    }
    return new WireFormats(reader.formats, reader.patterns);
  }

  private void format(Map<?, ?> own) {
    String id = text(own.get("id"));
    Object like = own.get("like");
    CatalogueBlock other = like == null ? null : blocks.get(text(like));
    if (like != null && other == null) {
      throw new IllegalStateException("like " + like + ": no such format before");
    }
    CatalogueBlock block = new CatalogueBlock(own, other);
    blocks.put(id, block);
    ErrorForm form = errors.get(block.text("errors"));
    if (form == null) {
      throw new IllegalStateException(id + ": unknown error form");
    }
    WireFormat format = new WireFormat(block, form);
    formats.add(format);
    for (Object path : block.paths()) {
      List<String> words = Words.split(text(path), ' ');
      patterns.add(new PathPattern(words.get(0), words.get(1), format));
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value == null ? Collections.emptyMap() : (Map<?, ?>) value;
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? Collections.emptyList() : (List<?>) value;
  }

  private static Map<String, String> strings(@Nullable Object value) {
    Map<String, String> strings = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map(value).entrySet()) {
      strings.put(text(entry.getKey()), text(entry.getValue()));
    }
    return strings;
  }
}
