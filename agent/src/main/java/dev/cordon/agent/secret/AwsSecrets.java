package dev.cordon.agent.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** AWS Secrets Manager: a secret's name or ARN, its current version. Thread-safe. */
final class AwsSecrets implements SecretStore {
  private static final String WHO = "AWS Secrets Manager";
  private static final String SERVICE = "secretsmanager";

  private final Map<String, String> environment;
  private final Http http;
  private final AwsCredentials credentials;

  AwsSecrets(Map<String, String> environment, Http http) {
    this.environment = environment;
    this.http = http;
    this.credentials = new AwsCredentials(environment, http);
  }

  @Override
  public byte[] read(String name) throws SecretException {
    if (!name.matches("[A-Za-z0-9/_+=.@:-]{1,2048}")) {
      throw SecretException.lasting("this is no name of a secret in AWS; correct it");
    }
    String region = region(name);
    String host = SERVICE + '.' + region + ".amazonaws.com";
    byte[] body = ("{\"SecretId\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", host);
    headers.put("Content-Type", "application/x-amz-json-1.1");
    headers.put("X-Amz-Target", SERVICE + ".GetSecretValue");
    SignatureV4.sign(headers, body, region, SERVICE, credentials.keys(region), new Date());
    String url = environment.getOrDefault("AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://" + host);
    Map<?, ?> answer = http.json(WHO, "POST", url + "/", headers, body);
    String text = Json.text(answer, "SecretString");
    String binary = Json.text(answer, "SecretBinary");
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(String.valueOf(binary));
    } catch (IllegalArgumentException e) {
      throw SecretException.lasting(WHO + " answered without a secret");
    }
  }

  private String region(String name) throws SecretException {
    String[] arn = name.split(":", 5);
    String set =
        arn.length == 5 && arn[0].equals("arn")
            ? arn[3]
            : environment.getOrDefault(
                "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
    if (!set.matches("[a-z0-9-]{4,40}")) {
      throw SecretException.lasting("nothing says AWS' region: set AWS_REGION, or name the ARN");
    }
    return set;
  }
}
