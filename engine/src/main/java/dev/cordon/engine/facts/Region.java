package dev.cordon.engine.facts;

import org.jspecify.annotations.Nullable;

/**
 * Reads where a call is answered from the names that cloud providers give their hosts. Stateless.
 */
public final class Region {
  /** Suffixes before which the region is a host's label, counted from the suffix backwards. */
  private static final String[] LABEL_BEFORE = {
    ".amazonaws.com", // bedrock-runtime.eu-west-1.amazonaws.com
    ".amazonaws.com.cn",
    ".vpce.amazonaws.com", // vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com
    ".api.aws",
    ".models.ai.azure.com", // name.eastus2.models.ai.azure.com
    ".inference.ai.azure.com",
    ".inference.ml.azure.com",
    ".api.cognitive.microsoft.com", // westeurope.api.cognitive.microsoft.com
    ".rep.googleapis.com", // aiplatform.eu.rep.googleapis.com
    ".ml.cloud.ibm.com", // us-south.ml.cloud.ibm.com
    ".oci.oraclecloud.com", // inference.generativeai.us-chicago-1.oci.oraclecloud.com
    ".api.openai.com", // eu.api.openai.com
    ".api.x.ai", // eu-west-1.api.x.ai
    ".volces.com" // ark.cn-beijing.volces.com
  };

  private static final String VERTEX = "-aiplatform.googleapis.com";

  private Region() {}

  /**
   * Returns the region that a call goes to.
   *
   * @param host the host's name
   * @param path the path of the request; Vertex names the location there
   * @return such as {@code eu-west-1}, {@code us-central1}, {@code westeurope}; null when nothing
   *     tells it
   */
  public static @Nullable String of(@Nullable String host, String path) {
    if (host == null) {
      return null;
    }
    if (host.endsWith(VERTEX)) {
      return host.substring(0, host.length() - VERTEX.length());
    }
    String longest = "";
    for (String suffix : LABEL_BEFORE) {
      if (suffix.length() > longest.length() && host.endsWith(suffix)) {
        longest = suffix;
      }
    }
    if (!longest.isEmpty()) {
      int end = host.length() - longest.length();
      return region(host.substring(host.lastIndexOf('.', end - 1) + 1, end));
    }
    return host.equals("aiplatform.googleapis.com") ? location(path) : null;
  }

  /** A label without a region's form is a service or a resource: {@code s3.amazonaws.com}. */
  private static @Nullable String region(String label) {
    boolean known = label.equals("eu") || label.equals("us");
    return known || (label.length() >= 5 && isNoService(label)) ? label : null;
  }

  private static boolean isNoService(String label) {
    return !label.startsWith("bedrock") && !label.equals("aiplatform");
  }

  private static @Nullable String location(String path) {
    int at = path.indexOf("/locations/");
    if (at < 0) {
      return null;
    }
    int end = path.indexOf('/', at + 11);
    return path.substring(at + 11, end < 0 ? path.length() : end);
  }
}
