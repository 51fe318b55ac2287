package dev.cordon.engine.facts;

import dev.cordon.engine.text.UrlPath;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the path of a call to Bedrock where its model may be answered: a cross-region
 * inference profile begins with the name of a part of the world ({@code eu.anthropic.…}).
 * Stateless.
 */
final class InferenceProfile {
  private static final String MODEL = "/model/";

  /** What an application's own profile is made of can't be told from its name. */
  private static final String OWN = "application-inference-profile";

  /** Stands in an ARN before the name of a profile. */
  private static final String ANY = "inference-profile/";

  /** Parts of the world with more than two letters; those with two are told by that. */
  private static final List<String> LONG = Arrays.asList("apac", "global", "us-gov");

  private InferenceProfile() {}

  /** Returns the part of the world, or another profile's kind; null when there is no profile. */
  static @Nullable String in(String host, String path) {
    return host.contains("bedrock") ? inPath(UrlPath.normal(path)) : null;
  }

  private static @Nullable String inPath(String path) {
    if (!path.startsWith(MODEL)) {
      return null;
    }
    String model = path.substring(MODEL.length());
    if (model.contains(OWN)) {
      return OWN;
    }
    if (model.startsWith("arn:")) {
      int profile = model.indexOf(ANY);
      return profile < 0 ? null : world(model.substring(profile + ANY.length()));
    }
    return world(model);
  }

  /** A model's own identifier begins with its maker, whose name is longer than two letters. */
  private static @Nullable String world(String model) {
    int dot = model.indexOf('.');
    String first = dot < 0 ? "" : model.substring(0, dot);
    return first.length() == 2 || LONG.contains(first) ? first : null;
  }
}
