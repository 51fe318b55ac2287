package dev.cordon.agent.secret;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Azure Key Vault; let in by a client's secret, or by the managed identity of an app or a machine.
 * Thread-safe.
 */
final class AzureSecrets implements SecretStore {
  private static final String WHO = "Azure Key Vault";
  private static final String RESOURCE = "https%3A%2F%2Fvault.azure.net";
  private static final String MACHINE =
      "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=";

  private final Map<String, String> environment;
  private final Http http;

  AzureSecrets(Map<String, String> environment, Http http) {
    this.environment = environment;
    this.http = http;
  }

  @Override
  public byte[] read(String name) throws SecretException {
    int slash = name.indexOf('/');
    String url =
        "https://"
            + name.substring(0, slash)
            + ".vault.azure.net/secrets/"
            + name.substring(slash + 1)
            + "?api-version=7.4";
    Map<String, String> headers = Collections.singletonMap("Authorization", "Bearer " + token());
    String value = Json.text(http.json(WHO, "GET", url, headers, null), "value");
    if (value == null) {
      throw SecretException.lasting(WHO + " answered without a secret");
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private String token() throws SecretException {
    String tenant = environment.get("AZURE_TENANT_ID");
    String client = environment.get("AZURE_CLIENT_ID");
    String secret = environment.get("AZURE_CLIENT_SECRET");
    Map<?, ?> answer =
        tenant != null && client != null && secret != null
            ? ofClient(tenant, client, secret)
            : ofIdentity(client);
    String token = Json.text(answer, "access_token");
    if (token == null) {
      throw none();
    }
    return token;
  }

  private Map<?, ?> ofClient(String tenant, String client, String secret) throws SecretException {
    String authority =
        environment.getOrDefault("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com");
    String body =
        "grant_type=client_credentials&scope="
            + RESOURCE
            + "%2F.default&client_id="
            + encoded(client)
            + "&client_secret="
            + encoded(secret);
    return http.json(
        "Microsoft Entra ID",
        "POST",
        authority.replaceFirst("/+$", "") + '/' + encoded(tenant) + "/oauth2/v2.0/token",
        Collections.singletonMap("Content-Type", "application/x-www-form-urlencoded"),
        body.getBytes(StandardCharsets.US_ASCII));
  }

  private Map<?, ?> ofIdentity(@Nullable String client) throws SecretException {
    String which = client == null ? "" : "&client_id=" + encoded(client);
    String app = environment.get("IDENTITY_ENDPOINT");
    String header = environment.get("IDENTITY_HEADER");
    try {
      return app != null && header != null
          ? http.json(
              "the app's identity",
              "GET",
              app + "?api-version=2019-08-01&resource=" + RESOURCE + which,
              Collections.singletonMap("X-IDENTITY-HEADER", header),
              null)
          : http.json(
              "the machine's identity",
              "GET",
              MACHINE + RESOURCE + which,
              Collections.singletonMap("Metadata", "true"),
              null);
    } catch (SecretException e) {
      throw none();
    }
  }

  private static SecretException none() {
    return SecretException.lasting(
        "there are no credentials for Azure: set AZURE_TENANT_ID, AZURE_CLIENT_ID and"
            + " AZURE_CLIENT_SECRET, or give the app or machine a managed identity");
  }

  private static String encoded(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e); // every Java platform has UTF-8
    }
  }
}
