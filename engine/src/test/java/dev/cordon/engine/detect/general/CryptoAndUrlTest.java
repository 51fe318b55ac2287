package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class CryptoAndUrlTest {
  @Test
  void cryptoAddresses() {
    DetectorCases.check(
        "crypto_address",
        """
        «1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa» «3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy»
        «bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq» «BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4»
        «bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0»
        «0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed» wallet «0xde709f2102306220921060314715629080e2fb77»
        1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp
        0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD 0xdeadbeef 0x1234567890
        """);
  }

  @Test
  void urls() {
    DetectorCases.check(
        "url_credentials",
        """
        postgres://«admin:s3cr3t»@db.example.com:5432/x https://«u:p»@example.com
        mysql://«root:Falcon47$»@localhost/db mysql://u:${p}@h mysql://u:$PW@h
        postgres://USER:PASSWORD@HOST:5432/x mongodb://DB_USER:DB_PASS@host/x https://«APP:PLUMFIG»@host/x
        https://x.example.com/a?token=«abcdef0123456789»&page=2
        https://example.com:8080/@handle, https://user@example.com/ http://${u}:${p}@host
        https://x.example.com/a?token={token}&key=a
        """);
    DetectorCases.check(
        "url_personal_query",
        """
        https://x.example.com/a?name=«Ada+Lovelace»&page=2
        https://x.example.com/a?page=2&sort=name
        """);
  }
}
