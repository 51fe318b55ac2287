package dev.cordon.agent.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;

/**
 * Google Secret Manager; let in by a service account's key ({@code GOOGLE_APPLICATION_CREDENTIALS})
 * or by the machine's account. Thread-safe.
 */
final class GoogleSecrets implements SecretStore {
  private static final String WHO = "Google Secret Manager";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
  private static final String MACHINE =
      "/computeMetadata/v1/instance/service-accounts/default/token";
  private static final int HOUR = 3600;

  private final Map<String, String> environment;
  private final Http http;

  GoogleSecrets(Map<String, String> environment, Http http) {
    this.environment = environment;
    this.http = http;
  }

  @Override
  public byte[] read(String name) throws SecretException {
    String version = name.contains("/versions/") ? name : name + "/versions/latest";
    String url = "https://secretmanager.googleapis.com/v1/" + version + ":access";
    Map<String, String> headers = Collections.singletonMap("Authorization", "Bearer " + token());
    String data = Json.text(http.json(WHO, "GET", url, headers, null), "payload", "data");
    try {
      return Base64.getDecoder().decode(String.valueOf(data));
    } catch (IllegalArgumentException e) {
      throw SecretException.lasting(WHO + " answered without a secret");
    }
  }

  private String token() throws SecretException {
    String file = environment.get("GOOGLE_APPLICATION_CREDENTIALS");
    Map<?, ?> answer = file == null ? ofMachine() : ofAccount(file);
    String token = Json.text(answer, "access_token");
    if (token == null) {
      throw none();
    }
    return token;
  }

  private Map<?, ?> ofMachine() throws SecretException {
    String host = environment.getOrDefault("GCE_METADATA_HOST", "metadata.google.internal");
    Map<String, String> headers = Collections.singletonMap("Metadata-Flavor", "Google");
    try {
      return http.json("the machine's metadata", "GET", "http://" + host + MACHINE, headers, null);
    } catch (SecretException e) {
      throw none();
    }
  }

  private static SecretException none() {
    return SecretException.lasting(
        "there are no credentials for Google: set GOOGLE_APPLICATION_CREDENTIALS to the file of a"
            + " service account's key, or give the pod or machine a service account");
  }

  /** A signed assertion is exchanged for a token (RFC 7523). */
  private Map<?, ?> ofAccount(String file) throws SecretException {
    Map<?, ?> account = Json.object(AwsCredentials.content(file).getBytes(StandardCharsets.UTF_8));
    String mail = Json.text(account, "client_email");
    String key = Json.text(account, "private_key");
    String url = Json.text(account, "token_uri");
    if (mail == null || key == null || url == null) {
      throw SecretException.lasting(
          "GOOGLE_APPLICATION_CREDENTIALS names no service account's key; name one");
    }
    long now = System.currentTimeMillis() / 1000;
    String claims =
        String.format(
            "{\"iss\":\"%s\",\"scope\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}",
            mail, SCOPE, url, now, now + HOUR);
    String unsigned = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + '.' + base64(claims);
    String body =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
            + unsigned
            + '.'
            + signature(key, unsigned);
    Map<String, String> form =
        Collections.singletonMap("Content-Type", "application/x-www-form-urlencoded");
    return http.json("Google", "POST", url, form, body.getBytes(StandardCharsets.US_ASCII));
  }

  private static String signature(String pem, String text) throws SecretException {
    try {
      String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(KeyFactory.getInstance("RSA").generatePrivate(spec));
      signer.update(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw SecretException.lasting("the service account's private_key is none; make a new one");
    }
  }

  private static String base64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
