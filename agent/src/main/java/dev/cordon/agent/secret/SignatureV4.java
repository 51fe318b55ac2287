package dev.cordon.agent.secret;

import dev.cordon.engine.text.Hex;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS' signature, version 4, of a POST to a service's root. Stateless. */
final class SignatureV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private SignatureV4() {}

  /**
   * Adds date and signature to headers.
   *
   * @param headers what is sent, the host among it; all of it is signed
   */
  static void sign(
      Map<String, String> headers,
      byte[] body,
      String region,
      String service,
      AwsCredentials.Keys keys,
      Date now) {
    SimpleDateFormat format = new SimpleDateFormat("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    String time = format.format(now);
    headers.put("x-amz-date", time);
    if (!keys.session.isEmpty()) {
      headers.put("x-amz-security-token", keys.session);
    }
    StringBuilder canonical = new StringBuilder("POST\n/\n\n");
    StringBuilder names = new StringBuilder();
    for (Map.Entry<String, String> header : lowerCase(headers).entrySet()) {
      canonical.append(header.getKey()).append(':').append(header.getValue().trim()).append('\n');
      names.append(names.length() == 0 ? "" : ";").append(header.getKey());
    }
    canonical.append('\n').append(names).append('\n').append(hash(body));
    String date = time.substring(0, 8);
    String scope = date + '/' + region + '/' + service + "/aws4_request";
    String text = ALGORITHM + '\n' + time + '\n' + scope + '\n' + hash(bytes(canonical.toString()));
    byte[] key = hmac(bytes("AWS4" + keys.secret), date);
    for (String part : new String[] {region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    headers.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + keys.id
            + '/'
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + Hex.of(hmac(key, text)));
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> sorted = new TreeMap<>();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      sorted.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return sorted;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(byte[] bytes) {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e.getClass().getName()); // every Java platform has it
    }
  }
}
