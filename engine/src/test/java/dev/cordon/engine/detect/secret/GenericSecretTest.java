package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class GenericSecretTest {
  @Test
  void passwordsAreToldFromCodeAndProse() {
    DetectorCases.check(
        "secret.generic_password",
        """
        password=«hunter2»
        url?password=«hunter2»&user=bob
        The password is «Tr0ub4dor&3» for now
        "password": "«S3cr3t!pass»"
        password|«hunter2»
        Database=d;User ID=u;Password=«Abc123!xyz»;Encrypt=True
        if (password == "«admin123»") {
        --password «hunter2» --user bob
        administrator_login_password = "«thisIsDog11»"
        password: string
        password must be at least 8 characters
        password: "<password>"
        password: ${DB_PASSWORD1}
        passwordField.setText("Enter password1")
        def check_password(self, salt=b1):
        password_file: secret1.txt
        the password is base64 encoded
        """);
  }

  @Test
  void keysAreToldFromIdentifiersAndDigests() {
    DetectorCases.check(
        "secret.generic_key",
        """
        client_secret = "«550e8400-e29b-41d4-a716-446655440000»"
        X-Api-Key: «8fGh2kLmN0pQrS»
        api_key|«9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c»
        session_id=«3f2a1b0c9d8e7f6a5b4c3d2e1f0a9f8a»
        Cookie: JSESSIONID=«8A7F3C2B1D0E9F8A7B6C5D4E3F2A1B0C»; path=/
        -H "Authorization: Bearer «abcd1234efgh5678»"
        sha256|9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c
        commit 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a
        etag: "686897696a7c876b7e"
        api_key: your_api_key_here
        token = getToken()
        key = process.env.OPENAI_API_KEY2;
        tokenizer = "cl100k_base"
        key: PERSON_7KQ2M9
        cache_key = "v2:user:12345:profile"
        public_key = "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c"
        """);
  }

  @Test
  void kubernetesSecretsAreReadEitherWayRound() {
    DetectorCases.check(
        "secret.kubernetes_secret",
        """
        kind: Secret\\ndata:\\n  password: «c2VjcmV0MTIz»\\n---\\nkind: Service\\nspec:\\n  name: web1
        data:\\n  user: «c2VjcmV0MTIz»\\nkind: Secret
        data:\\n  user: c2VjcmV0MTIz\\nkind: ConfigMap
        """);
  }

  @Test
  void basicCredentialsAreDecoded() {
    DetectorCases.check(
        "secret.basic_credentials",
        """
        Authorization: Basic «dXNlcjpwYXNzd29yZDE=»
        curl -u "«admin:S3cr3tPw»" https://service.test
        Basic authentication is used
        """);
  }
}
