package dev.cordon.it.harness;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what arrived anew, and tells whether that is the signature that came with it: AWS Signature
 * Version 4 (docs.aws.amazon.com, "Create a signed AWS API request").
 */
public final class SigV4 {
  private SigV4() {}

  /** Fails unless a request is signed with the secret over the very bytes that arrived. */
  public static void assertSigned(Received request, String secret) {
    String authorization = request.header("authorization");
    if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) {
      throw new AssertionError("not signed: " + authorization);
    }
    String[] scope = field(authorization, "Credential").split("/");
    List<String> names = List.of(field(authorization, "SignedHeaders").split(";"));
    String canonical = canonical(request, names);
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            request.header("x-amz-date"),
            String.join("/", Arrays.asList(scope).subList(1, scope.length)),
            hash(canonical.getBytes(StandardCharsets.UTF_8)));
    byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope[1]);
    for (String part : Arrays.asList(scope).subList(2, scope.length)) {
      key = hmac(key, part);
    }
    String expected = HexFormat.of().formatHex(hmac(key, toSign));
    if (!expected.equals(field(authorization, "Signature"))) {
      throw new AssertionError("the signature doesn't fit what arrived:\n" + canonical);
    }
  }

  private static String canonical(Received request, List<String> names) {
    String line = new String(request.raw(), StandardCharsets.ISO_8859_1).split("\r\n", 2)[0];
    String[] target = line.split(" ")[1].split("\\?", 2);
    String headers =
        names.stream()
            .map(name -> name + ":" + request.header(name).trim().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        encodedAgain(target[0]),
        target.length > 1 ? target[1] : "",
        headers,
        String.join(";", names),
        hash(request.body()));
  }

  /** Every service but S3 signs the path that is sent, encoded once more. */
  private static String encodedAgain(String path) {
    return path.replace("%", "%25").replace(":", "%3A");
  }

  private static String field(String authorization, String name) {
    String value = authorization.split(name + "=", 2)[1];
    return value.split(",", 2)[0].trim();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
