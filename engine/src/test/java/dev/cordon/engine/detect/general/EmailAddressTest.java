package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class EmailAddressTest {
  @Test
  void findsAddresses() {
    DetectorCases.check(
        "email_address",
        """
        Write to «ada@example.com».
        «first.last+tag@mail.example.co.uk», «o'hara@example.ie»
        "mail": "«ada_99@example.museum»"}
        mailto:«ada@example.com»?subject=x
        <«ada@example.com»>;«bob@example.com»
        https://example.com/login?email=«ada@example.com»&x=1
        «"ada lovelace"@example.com»
        «Jürgen@müller.de» und «ada@xn--mller-kva.de»
        «ada＠example．com» and «ada@exam\u200bple.com»
        «ada\\u0040example.com» and «ada%40example.com»
        «jane[dot]doe[at]corp[dot]org», «jane dot doe at corp dot org»
        «ada (at) example (dot) com», «ada[at]example.com», «ada at example dot com»
        see\\n«ada@example.com»\\nend
        «ada@example.com»-old, «bob@mail.example.de»–yes, «eve@example.org»—
        """);
  }

  @Test
  void leavesWhatIsNone() {
    DetectorCases.check(
        "email_address",
        """
        root@db1 and user@localhost
        git clone git@github.com:org/repo.git
        ssh://git@example.com/repo and https://user:secret@example.com/
        image@2x.png, icon@3x.jpg
        @Override @media (max-width: 3px) react@18.2.0 @angular/core@^17.0.0
        Object@1b6d3586 meet me at noon. dot the i at example
        a@b a@.com @example.com ada@ example.com ada@-x.com
        """);
  }
}
