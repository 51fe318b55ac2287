package dev.cordon.agent.secret;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our keys for AWS: of variables, of a web identity (EKS), of the container (ECS, EKS Pod
 * Identity), of the machine (EC2). Asked anew for each reading, which is seldom. Thread-safe.
 */
final class AwsCredentials {
  private static final String WHO = "AWS";
  private static final String CONTAINER = "http://169.254.170.2";
  private static final String MACHINE = "http://169.254.169.254";
  private static final String ROLE = "/latest/meta-data/iam/security-credentials/";
  private static final Map<String, String> NONE = Collections.emptyMap();

  /** What requests are signed with. */
  static final class Keys {
    final String id;
    final String secret;
    final String session;

    Keys(String id, String secret, String session) {
      this.id = id;
      this.secret = secret;
      this.session = session;
    }
  }

  private final Map<String, String> environment;
  private final Http http;

  AwsCredentials(Map<String, String> environment, Http http) {
    this.environment = environment;
    this.http = http;
  }

  Keys keys(String region) throws SecretException {
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (id != null && secret != null) {
      return new Keys(id, secret, environment.getOrDefault("AWS_SESSION_TOKEN", ""));
    }
    String token = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE");
    String role = environment.get("AWS_ROLE_ARN");
    if (token != null && role != null) {
      return webIdentity(region, role, content(token));
    }
    String full = environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    String relative = environment.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    if (full != null || relative != null) {
      return container(full == null ? CONTAINER + relative : full);
    }
    return machine();
  }

  private Keys webIdentity(String region, String role, String token) throws SecretException {
    String form =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=cordon&RoleArn="
            + encoded(role)
            + "&WebIdentityToken="
            + encoded(token);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    String sts =
        environment.getOrDefault(
            "AWS_ENDPOINT_URL_STS", "https://sts." + region + ".amazonaws.com");
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    Map<?, ?> answer = http.json("AWS STS", "POST", sts + "/", headers, body);
    Object keys =
        Json.at(
            answer,
            "AssumeRoleWithWebIdentityResponse",
            "AssumeRoleWithWebIdentityResult",
            "Credentials");
    return keys(keys instanceof Map ? (Map<?, ?>) keys : NONE, "SessionToken");
  }

  private Keys container(String url) throws SecretException {
    String file = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    String token =
        file == null ? environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN") : content(file);
    Map<String, String> headers =
        token == null ? NONE : Collections.singletonMap("Authorization", token);
    return keys(http.json("the container's metadata", "GET", url, headers, null), "Token");
  }

  private Keys machine() throws SecretException {
    if ("true".equalsIgnoreCase(environment.get("AWS_EC2_METADATA_DISABLED"))) {
      throw none();
    }
    try {
      Http.Answer token =
          http.send(
              "the machine's metadata",
              "PUT",
              MACHINE + "/latest/api/token",
              Collections.singletonMap("X-aws-ec2-metadata-token-ttl-seconds", "300"),
              new byte[0]);
      Map<String, String> headers =
          Collections.singletonMap("X-aws-ec2-metadata-token", text(token));
      String role = text(http.send(WHO, "GET", MACHINE + ROLE, headers, null));
      String first = role.split("\n", 2)[0].trim();
      Map<?, ?> answer = http.json(WHO, "GET", MACHINE + ROLE + first, headers, null);
      return keys(answer, "Token");
    } catch (SecretException e) {
      throw none();
    }
  }

  private static String text(Http.Answer answer) throws SecretException {
    if (!answer.isGood()) {
      throw none();
    }
    return new String(answer.body, StandardCharsets.US_ASCII);
  }

  private static Keys keys(Map<?, ?> answer, String sessionKey) throws SecretException {
    String id = Json.text(answer, "AccessKeyId");
    String secret = Json.text(answer, "SecretAccessKey");
    String session = Json.text(answer, sessionKey);
    if (id == null || secret == null) {
      throw none();
    }
    return new Keys(id, secret, session == null ? "" : session);
  }

  private static SecretException none() {
    return SecretException.lasting(
        "there are no credentials for AWS: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give"
            + " the pod, task or machine a role");
  }

  private static String encoded(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8");
    } catch (IOException e) {
      throw new IllegalStateException(e); // every Java platform has UTF-8
    }
  }

  static String content(@Nullable String file) throws SecretException {
    try {
      return new String(Files.readAllBytes(Paths.get(String.valueOf(file))), StandardCharsets.UTF_8)
          .trim();
    } catch (IOException | InvalidPathException e) {
      throw SecretException.lasting("the file with our credential can't be read: " + file);
    }
  }
}
