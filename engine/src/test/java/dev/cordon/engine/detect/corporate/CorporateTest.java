package dev.cordon.engine.detect.corporate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.DetectorCases;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts, numbers and users that an organisation knows inside alone. */
class CorporateTest {
  @Test
  void hostsOfPrivateZonesAreFound() {
    DetectorCases.check(
        "internal.host",
        """
        ssh «prod-06.corp.example.com» and restart
        «db-04.internal» doesn't answer
        ping «printer.local»
        http://«billing.payments.svc.cluster.local»:8080/health
        https://«wiki.intra.example.com»/display/HR
        jdbc:postgresql://«pg-main.prod.internal»:5432/crm
        ldap://«dc02.corp.example.net»:389
        «nas.lan».
        «gitlab.intranet»/group/project
        «srv01.ad.contoso.local».txt
        import jdk.internal.misc.Unsafe; import com.acme.internal.Foo;
        edit settings.local and rc.local, then threading.local()
        this.internal.id = 7; color.branch.local
        /usr/local/bin and /etc/named.conf.local
        host.docker.internal:8080, kubernetes.default.svc.cluster.local
        the .local zone and .internal domains
        """);
  }

  @Test
  void numbersBehindTheirLabelAreFound() {
    DetectorCases.check(
        "internal.number",
        """
        Employee «EMP-20417» was absent
        employee id: «48213», badge number «B-77120»
        member «XJK883920115» called, contract «VT/2021/00883» ends, bail n° «2021-0457-T»
        {"customerNumber": "«C-10029384»"}
        Kundennummer: «4711-0815», Vertragsnummer «V 881 220»
        ansattnummer: «55123», saksnummer «2026/11873»
        numéro client «CL-558291», matricule «M09382»
        número de empleado: «E-4481», müşteri no «77120045»
        Aktenzeichen: «12 O 345/26»
        Kundennummern: «448219», «448220» und «448221»
        Kundennummer Strom: «448219», customer number (old): «5519023»
        N° adhérent mutuelle : «04482193»; numero adherent «04482194»
        customer ids: «K-448219» / «K-448220» / 7
        Order No\\n«2026/11»\\nCustomer No:\\n«448219»
        bankgiro «5448-2193», BLZ «50010517», PNR «K4LB8Z»
        the customer number has a form: K and six digits
        客户编号：«88231»
        ext «4471», Durchwahl -«318»
        employee_id|«48213»
        customer_number|«AB-1200»
        in case 12345 items are left, case 1024: return
        file number 3 of 10, the customer 2026 survey
        CVE-2024-12345 of member CVE-2024-12345
        ext4, ext 3, extension 2
        employee count: 12000
        IgnoreCase #423
        const memberId = getMemberId(42)
        customer_id|unknown
        """);
  }

  @Test
  void namesToLogInWithAreFound() {
    DetectorCases.check(
        "internal.user_name",
        """
        username=«mkessler» ip=192.0.2.7
        {"user":"«mkessler»"}, {"role":"user","content":"hello"}
        the user: mkessler, username = someone else
        Login: «dmarchetti»
        username: «t.okereke», user id «kjh82»
        "username": "«jhalvorsen»"
        Benutzername: «muellerk»
        username: String, password: String
        login failed for this request
        Login: please enter your name
        username = os.environ["USER"]
        user: root, username=postgres
        Usuario: obligatorio. Benutzername: erforderlich. Identifiant : obligatoire.
        My login isn't accepted, my username won't save
        aria-label="Username" aria-describedby="x"
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"corp.example", "Build.Corp.Example", "a-1.corp.example"})
  void hostsOfOwnDomainsAreFound(String host) {
    Scanner scanner = Scanners.create(ScannerConfig.builder().domain("corp.example").build());
    byte[] text = ("see " + host + ":8080/jobs today").getBytes(UTF_8);
    Findings findings = new Findings();
    scanner.newSession().scan(text, 0, text.length, "", findings);
    assertEquals(1, findings.size());
    assertEquals("internal.host", findings.type(0).id());
    assertEquals(4, findings.start(0));
    assertEquals(4 + host.length(), findings.end(0));
  }

  @ParameterizedTest
  @CsvSource({"see notcorp.example", "see corp.example.com", "see corp.examples"})
  void otherDomainsAreNot(String line) {
    Scanner scanner = Scanners.create(ScannerConfig.builder().domain("corp.example").build());
    byte[] text = line.getBytes(UTF_8);
    Findings findings = new Findings();
    scanner.newSession().scan(text, 0, text.length, "", findings);
    assertEquals(0, findings.size());
  }
}
