package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.Decision;
import java.util.Set;
import org.apache.hc.core5.http.EntityDetails;
import org.jspecify.annotations.Nullable;

/** What is told of a body whose length may be another one now; also, who decided about it. */
class SentDetails implements EntityDetails {
  private final EntityDetails original;
  private final Decision decision;

  SentDetails(EntityDetails original, Decision decision) {
    this.original = original;
    this.decision = decision;
  }

  final Decision decision() {
    return decision;
  }

  @Override
  public final long getContentLength() {
    return decision.length();
  }

  @Override
  public final @Nullable String getContentType() {
    return original.getContentType();
  }

  @Override
  public final @Nullable String getContentEncoding() {
    return original.getContentEncoding();
  }

  @Override
  public final boolean isChunked() {
    return original.isChunked();
  }

  @Override
  public final @Nullable Set<String> getTrailerNames() {
    return original.getTrailerNames();
  }
}
