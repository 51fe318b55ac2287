package dev.cordon.agent.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HashiCorp Vault, and OpenBao: the key-value engine of version 2. Let in by a token, an AppRole or
 * the pod's account, as Vault's own variables say. Thread-safe.
 */
final class HashicorpVault implements SecretStore {
  private static final String WHO = "Vault";
  private static final String POD = "/var/run/secrets/kubernetes.io/serviceaccount/token";
  private static final String HOW =
      "set VAULT_TOKEN or VAULT_TOKEN_FILE, VAULT_ROLE_ID and VAULT_SECRET_ID, or VAULT_K8S_ROLE";

  private final Map<String, String> environment;
  private final Http http;
  private @Nullable String token;
  private long renewAt;

  HashicorpVault(Map<String, String> environment, Http http) {
    this.environment = environment;
    this.http = http;
  }

  @Override
  public byte[] read(String name) throws SecretException {
    int mount = name.indexOf('/');
    String path = name.substring(mount + 1);
    path = path.startsWith("data/") ? path.substring("data/".length()) : path;
    String url = address() + "/v1/" + name.substring(0, mount) + "/data/" + path;
    String used = token();
    Http.Answer answer = http.send(WHO, "GET", url, headers(used), null, authorities());
    if (answer.status == 403 && ownToken() == null) {
      forget(used); // its lease may be over: let in again, once
      answer = http.send(WHO, "GET", url, headers(token()), null, authorities());
    }
    Object data = Json.at(Http.good(WHO, answer), "data", "data");
    if (!(data instanceof Map)) {
      throw SecretException.lasting(
          "Vault has no secret of the key-value engine, version 2, there; name its MOUNT/PATH");
    }
    return text((Map<?, ?>) data);
  }

  /** Writes the fields as the object that a field is taken from. */
  private static byte[] text(Map<?, ?> data) {
    StringBuilder json = new StringBuilder("{");
    for (Map.Entry<?, ?> field : data.entrySet()) {
      json.append(json.length() == 1 ? "" : ",").append(quoted(String.valueOf(field.getKey())));
      json.append(':').append(quoted(String.valueOf(field.getValue())));
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Renews the token before its lease ends; where that can't be, the next reading logs in. */
  @Override
  public synchronized void renew() throws SecretException {
    String held = token;
    if (held == null || System.nanoTime() - renewAt < 0) {
      return;
    }
    String url = address() + "/v1/auth/token/renew-self";
    Http.Answer answer = http.send(WHO, "POST", url, headers(held), new byte[0], authorities());
    if (answer.isGood()) {
      lease(Json.object(answer.body));
    } else {
      token = null;
    }
  }

  private void lease(Map<?, ?> answer) {
    long seconds = Json.number(answer, 0, "auth", "lease_duration");
    renewAt = System.nanoTime() + Math.max(1, seconds / 2) * 1_000_000_000L;
  }

  /** Another reading may have been let in anew meanwhile. */
  private synchronized void forget(String used) {
    if (used.equals(token)) {
      token = null;
    }
  }

  private synchronized String token() throws SecretException {
    String held = token;
    if (held != null) {
      return held;
    }
    String given = ownToken();
    held = given == null ? login() : given;
    token = held;
    if (given != null) {
      renewAt = System.nanoTime(); // how long it lives the first renewal tells
    }
    return held;
  }

  private @Nullable String ownToken() throws SecretException {
    String given = environment.get("VAULT_TOKEN");
    String file = environment.get("VAULT_TOKEN_FILE");
    return given != null ? given.trim() : file == null ? null : content(file);
  }

  private String login() throws SecretException {
    String role = environment.get("VAULT_ROLE_ID");
    String pod = environment.get("VAULT_K8S_ROLE");
    if (role != null) {
      String secret = environment.get("VAULT_SECRET_ID");
      return login("approle", "role_id", role, "secret_id", secret == null ? "" : secret);
    }
    if (pod != null) {
      String file = environment.getOrDefault("VAULT_K8S_TOKEN_FILE", POD);
      return login("kubernetes", "role", pod, "jwt", content(file));
    }
    throw SecretException.lasting("nothing says how Vault lets us in: " + HOW);
  }

  private String login(String kind, String key, String value, String secretKey, String secret)
      throws SecretException {
    String mount = environment.getOrDefault("VAULT_AUTH_MOUNT", kind);
    String url = address() + "/v1/auth/" + mount + "/login";
    Map<String, String> words = new LinkedHashMap<>();
    words.put(key, value);
    words.put(secretKey, secret);
    Map<?, ?> answer =
        Http.good(WHO, http.send(WHO, "POST", url, headers(null), text(words), authorities()));
    String made = Json.text(answer, "auth", "client_token");
    if (made == null) {
      throw SecretException.lasting("Vault let nobody in by " + kind + "; " + HOW);
    }
    lease(answer);
    return made;
  }

  private Map<String, String> headers(@Nullable String with) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Vault-Request", "true");
    if (with != null) {
      headers.put("X-Vault-Token", with);
    }
    String namespace = environment.get("VAULT_NAMESPACE");
    if (namespace != null) {
      headers.put("X-Vault-Namespace", namespace);
    }
    return headers;
  }

  private String address() throws SecretException {
    String address = environment.get("VAULT_ADDR");
    if (address == null) {
      throw SecretException.lasting("nothing says where Vault is: set VAULT_ADDR");
    }
    return address.replaceFirst("/+$", "");
  }

  private @Nullable Path authorities() throws SecretException {
    String file = environment.get("VAULT_CACERT");
    try {
      return file == null ? null : Paths.get(file);
    } catch (InvalidPathException e) {
      throw SecretException.lasting("VAULT_CACERT is no path; correct it");
    }
  }

  private static String content(String file) throws SecretException {
    try {
      return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8).trim();
    } catch (IOException | InvalidPathException e) {
      throw SecretException.lasting(
          "the file with our credential for Vault can't be read: " + file);
    }
  }
}
