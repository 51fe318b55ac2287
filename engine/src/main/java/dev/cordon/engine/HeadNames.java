package dev.cordon.engine;

/** Names of headers and query parameters that are never looked into. */
final class HeadNames {
  /**
   * Headers of HTTP itself, of authentication, and those that choose an API's version: a change
   * would break the call, and none of them is meant for personal data.
   */
  static final NameSet HEADERS =
      new NameSet(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "anthropic-beta",
          "anthropic-version",
          "api-key",
          "authorization",
          "cache-control",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "expect",
          "host",
          "http2-settings",
          "idempotency-key",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "keep-alive",
          "ocp-apim-subscription-key",
          "openai-beta",
          "openai-organization",
          "openai-project",
          "openai-version",
          "pragma",
          "proxy-authorization",
          "range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "via",
          "x-api-key",
          "x-goog-api-client",
          "x-goog-api-key",
          "x-goog-user-project",
          "x-request-id");

  /** Query parameters that authenticate or choose a version. */
  static final NameSet PARAMETERS =
      new NameSet(
          "key",
          "api-key",
          "api_key",
          "apikey",
          "api-version",
          "access_token",
          "access-token",
          "token",
          "auth",
          "sig",
          "signature",
          "subscription-key",
          "code",
          "alt",
          "$alt");

  private HeadNames() {}

  static boolean isProtocol(String header) {
    return HEADERS.contains(header)
        || header.regionMatches(true, 0, "x-stainless-", 0, 12)
        || header.regionMatches(true, 0, "x-amz-", 0, 6)
        || header.regionMatches(true, 0, "sec-", 0, 4)
        || TraceHeaders.isContext(header)
        || header.startsWith(":");
  }

  static boolean isProtocolParameter(String name) {
    return PARAMETERS.contains(name) || name.regionMatches(true, 0, "x-amz-", 0, 6);
  }
}
