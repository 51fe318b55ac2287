package dev.cordon.engine.detect.optional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.DetectorCases;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OptionalPackTest {
  @Test
  void nothingIsFoundUnlessItIsSwitchedOn() {
    byte[] text =
        "Nordlys Data AS of Oslo, Norwegian, https://example.com/a on 12 March 2024 at 10:15"
            .getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    Scanners.standard().newSession().scan(text, 0, text.length, "", findings);
    assertEquals(0, findings.size());
  }

  @Test
  void webAddresses() {
    DetectorCases.check(
        "url",
        """
        see «https://example.com/a_(b)?q=1#x», or (also «www.example.org»).
        [docs](«http://localhost:8080/x») and «HTTPS://EXAMPLE.COM/?a=b&c=d»!
        "«ftp://files.example.net/pub/»"\\n
        http:// is a scheme, and https://? is nothing
        example.com has no scheme
        """);
  }

  @Test
  void datesAndTimes() {
    DetectorCases.check(
        "date_time",
        """
        at «2024-03-12T10:15:30.123Z», «2024-03-12 10:15», «2024-03-12T10:15:30+02:00»
        on «03/12/2024» or «12.03.2024» or «2024-03-12»
        «12 March 2024», «March 12th, 2024», «March 2024», «3rd of May», «Jan. 5»
        from «9:30 am» to «14:45», not 25:10, 10:75 or 1:2:3
        we may march in August, 12 people
        version 1.2.3 of 10:9
        fe80::10:20 is an address
        """);
  }

  @Test
  void organisations() {
    DetectorCases.check(
        "organization",
        """
        «Blue Heron Ltd» and «Nordlys Data AS», «Acme, Inc.» or «Bank of Foo and Partners LLC».
        We work for «Müller & Söhne GmbH». «A-Train S.A.» pays
        AS we said, the Ltd. form is INC
        the limited Corporation
        """);
  }

  @Test
  void places() {
    DetectorCases.check(
        "location",
        """
        From «Oslo» to «New York», «South Africa», «São Paulo» and «Türkiye».
        «London»'s rain, Londoners, oslo, src/Oslo/main, Paris.java, Vienna_id
        """);
  }

  @Test
  void nationalitiesReligionsAndPolitics() {
    DetectorCases.check(
        "nrp",
        """
        a «Norwegian» «Muslim», two «Republicans» and a member of the «Labour Party»
        polish the table, Romanesque, an arabic digit
        """);
  }

  @Test
  void namesOfCodeAndProjects() {
    DetectorCases.check(
        "internal.code_name",
        """
        Close «TRK-2217» and «REQ0093847» when the table «ship_pings» is dropped
        SELECT * FROM «fin_ledger_arch»; import «com.example.triage.rules»
        class «HarbourTenderDao» and the bucket «kyc-uploads-lon» of «@acme/till-protocol»
        arn:aws:lambda:eu-central-1:«739104826355»:function:«dock-night-scheduler»
        UTF-8, RFC-2616, end-to-end, eu-central-1, java.util.List, NullPointerException, API_KEY=1
        https://example.com/a-b/c_d, jane@example.com, 2026-03-01, up-to-date, read/write
        """);
  }
}
