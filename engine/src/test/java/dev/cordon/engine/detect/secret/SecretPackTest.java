package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class SecretPackTest {
  @Test
  void findsKeys() {
    DetectorCases.check(
        "secret.aws_access_key",
        "key=«AKIAQYLPMN5HHHFPZAM2» AKIAQYLPMN5HHHFPZAM2X xAKIAQYLPMN5HHHFPZAM2");
    DetectorCases.check(
        "secret.github_token", "«ghp_16C7e42F292c6912E7710c838347Ae178B4a» ghp_short");
    DetectorCases.check(
        "secret.anthropic_api_key",
        "«sk-ant-" + "api03-" + "Zm9vYmFyYmF6cXV4Q".repeat(5) + "Zm9vYmFyAA»");
    DetectorCases.check(
        "secret.openai_api_key",
        "«sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4AA1», task-force-one-is-here-and-waiting-now-1");
    DetectorCases.check(
        "secret.jwt",
        "Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U»");
    DetectorCases.check(
        "secret.private_key",
        "«-----BEGIN RSA PRIVATE KEY-----\\nMIIEow\\n-----END RSA PRIVATE KEY-----»\\n-----BEGIN CERTIFICATE-----");
  }
}
