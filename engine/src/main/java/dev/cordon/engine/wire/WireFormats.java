package dev.cordon.engine.wire;

import dev.cordon.engine.text.UrlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of wire formats. Immutable and thread-safe; read once, at first use. */
public final class WireFormats {
  static final String GENERIC = "generic";
  private static final String[] CONVERSATION_MARKERS = {"/threads/", "/conversations/"};
  private static final String NAMED_MODELS = "/models/";
  private static final String[] MODEL_MARKERS = {
    "/deployments/", NAMED_MODELS, "/model/", "/tunedModels/"
  };

  /** Baidu's: behind it stand what is asked for, such as {@code chat}, and the model. */
  private static final String QIANFAN = "/wenxinworkshop/";

  private final Map<String, WireFormat> formats = new LinkedHashMap<>();

  private final PathTable paths;
  private final WireFormat generic;

  WireFormats(List<WireFormat> formats, List<PathPattern> patterns) {
    for (WireFormat format : formats) {
      this.formats.put(format.id(), format);
    }
    WireFormat found = this.formats.get(GENERIC);
    if (found == null) {
      throw new IllegalArgumentException("the catalogue has no generic format");
    }
    generic = found;
    paths = new PathTable(patterns);
  }

  /** Returns the catalogue that comes with the engine. */
  public static WireFormats catalogue() {
    return Loaded.CATALOGUE;
  }

  /**
   * Finds the format of a request by its method and path, whatever the host and base path, and
   * however the path is written: {@code //V1/chat%2Fcompletions;a=b} is {@code
   * /v1/chat/completions}. Allocates nothing for a path that is written as usual.
   *
   * @param method the HTTP method, upper case
   * @param path the path, percent-encoded, without query
   * @return the format, or null when no API in the catalogue has such a path
   */
  public @Nullable WireFormat match(String method, String path) {
    WireFormat asItIs = matchExactly(method, path);
    if (UrlPath.isNormal(path)) {
      return asItIs;
    }
    // What is behind a name's %2F counts as a part of it where a vendor names its models so.
    WireFormat normal = matchExactly(method, UrlPath.normal(path));
    boolean isItself = normal == null || (asItIs != null && asItIs.isCertain());
    return isItself ? asItIs : normal;
  }

  private @Nullable WireFormat matchExactly(String method, String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    PathPattern found = paths.find(method, path, end);
    return found == null ? null : found.format();
  }

  /**
   * Returns the model that a path names, as Gemini's, Bedrock's, Azure's and Baidu's do.
   *
   * @param path the path, percent-encoded
   * @return the model or deployment, or null when the path names none
   */
  public static @Nullable String modelInPath(String path) {
    if (UrlPath.isNormal(path)) {
      return modelIn(path);
    }
    String model = modelIn(UrlPath.named(path));
    model = model == null ? modelIn(UrlPath.normal(path)) : model;
    return model == null ? null : model.replace(UrlPath.SLASH, "/");
  }

  private static @Nullable String modelIn(String path) {
    for (String marker : MODEL_MARKERS) {
      int at = lastIndexOf(path, marker);
      if (at >= 0) {
        return model(path, at + marker.length(), marker.equals(NAMED_MODELS));
      }
    }
    int at = lastIndexOf(path, QIANFAN);
    int from = at < 0 ? 0 : path.indexOf('/', at + QIANFAN.length()) + 1;
    return from == 0 ? null : model(path, from, false);
  }

  private static @Nullable String model(String path, int from, boolean named) {
    int end = modelEnd(path, from, named);
    return end > from ? path.substring(from, end) : null;
  }

  /** Azure, for one, takes names in its paths in any case. */
  private static int lastIndexOf(String path, String marker) {
    for (int at = path.length() - marker.length(); at >= 0; at--) {
      if (path.charAt(at) == '/' && path.regionMatches(true, at, marker, 0, marker.length())) {
        return at;
      }
    }
    return -1;
  }

  private static int modelEnd(String path, int from, boolean named) {
    int slash = path.indexOf('/', from);
    if (slash < 0) {
      if (named && path.startsWith("embeddings", from)) {
        return from; // Azure's model inference has no model there
      }
      int colon = path.lastIndexOf(':');
      // Behind a colon stands Google's method; a colon inside of a Bedrock model precedes a slash.
      return colon > from ? colon : path.length();
    }
    if (!named) {
      return slash;
    }
    if (path.startsWith("chat/", from) || path.startsWith("images/", from)) {
      return from;
    }
    int second = path.indexOf('/', slash + 1); // Hugging Face's and Replicate's: owner/name
    int behind = Math.max(0, second);
    boolean both = path.startsWith("/predictions", behind) || path.startsWith("/pipeline/", behind);
    return second < 0 ? path.length() : both ? second : slash;
  }

  /**
   * Returns the conversation that a path names, as OpenAI's threads and conversations do.
   *
   * @param path the path, percent-encoded
   * @return the identifier, or null when the path names none
   */
  public static @Nullable String conversationInPath(String path) {
    for (String marker : CONVERSATION_MARKERS) {
      String id = behind(marker, path);
      if (id != null) {
        return id.equals("runs") ? null : id;
      }
    }
    return null;
  }

  /**
   * Notes what a path names of earlier calls, such as a thread or a file.
   *
   * @param path the path, percent-encoded, without query
   * @param format the format of the call
   * @param ids receives the names
   */
  public static void idsInPath(
      String path, WireFormat format, dev.cordon.engine.audit.CallIds ids) {
    PathIds.read(path, !format.keeps(), ids);
  }

  /**
   * Returns the data source that a path names, as OpenAI's searches do.
   *
   * @param path the path, percent-encoded
   * @return the identifier, or null when the path names none
   */
  public static @Nullable String dataSourceInPath(String path) {
    return behind("/vector_stores/", path);
  }

  /** Returns the segment of a path behind a marker, or null. */
  private static @Nullable String behind(String marker, String path) {
    int at = path.indexOf(marker);
    if (at < 0) {
      return null;
    }
    int from = at + marker.length();
    int slash = path.indexOf('/', from);
    String id = path.substring(from, slash < 0 ? path.length() : slash);
    return id.isEmpty() ? null : id;
  }

  /**
   * Tells whether a path asks for a stream, as Google's and Bedrock's do.
   *
   * @param path the path, percent-encoded
   */
  public static boolean isStreamPath(String path) {
    int last = Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1;
    return path.startsWith("stream", last)
        || path.startsWith("serverStreaming", last)
        || path.endsWith("-stream")
        || path.endsWith("_stream");
  }

  /** Returns the format for a request to a vendor whose path is not in the catalogue. */
  public WireFormat generic() {
    return generic;
  }

  /**
   * Finds a format by its identifier.
   *
   * @param id such as {@code openai.chat}
   * @return the format, or null
   */
  public @Nullable WireFormat byId(String id) {
    return formats.get(id);
  }

  /** Returns all identifiers, in the catalogue's order. */
  public Iterable<String> ids() {
    return formats.keySet();
  }

  private static final class Loaded {
    static final WireFormats CATALOGUE = CatalogueReader.read();
  }
}
