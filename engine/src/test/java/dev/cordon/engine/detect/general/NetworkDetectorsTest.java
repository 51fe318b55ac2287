package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class NetworkDetectorsTest {
  @Test
  void findsAddresses() {
    DetectorCases.check(
        "ip_address",
        """
        from «203.0.113.7» to «198.51.100.23»:8080, http://«10.1.2.3»/x 192.168.1.0/24
        «2001:db8:85a3::8a2e:370:7334» «fe80::1ff:fe23:4567:890a%eth0» [«2001:db8::1»]:443
        «2001:0db8:0000:0000:0000:ff00:0042:8329» «::ffff:192.0.2.128»
        """
            .replace("»%eth0", "%eth0")
            .replace("890a%eth0»", "890a»%eth0"));
  }

  @Test
  void aLabelWithoutABlankIsNoPartOfAnAddress() {
    DetectorCases.check(
        "ip_address", "addr:«2001:db8::1» \"ip\":\"«fe80::1ff:2»\" ip:«2001:db8::7»");
    DetectorCases.check("ip_address", "deadbee:1::2:3 face:1:2:3 :1:2::3");
  }

  @Test
  void leavesWhatIsNoAddress() {
    DetectorCases.check(
        "ip_address",
        """
        127.0.0.1 0.0.0.0 256.1.1.1 1.2.3 1.2.3.4.5 version 4.12.0.1 Chrome/120.0.0.0
        std::vector a::b 12:30:45 std::abs(x) 10.0.0.1a
        01.02.03.04
        """);
  }

  @Test
  void findsHardwareAddresses() {
    DetectorCases.check(
        "mac_address",
        """
        «00:1a:2b:3c:4d:5e» «00-1A-2B-3C-4D-5E» «001a.2b3c.4d5e»
        «be-0a-ff-1c-2d-ee» «ab-cd-ef-aa-bb-1c» «02-13-a0-03-ff-50», «abce.a2bb.7a3a» mac:«00:1a:2b:3c:4d:5e»
        00:1a:2b:3c:4d 00:1a:2b:3c:4d:5g
        00-1a-2b-3c-4d 00-1a-2b-3c-4d-5e-6f a0-00-1a-2b-3c-4d-5e 00-00-00-00-00-00 1234.5678.9012
        mac_address|«001a2b3c4d5e»
        1D78 ; [.213D.0020.0002] # LETTER and [.0000.002B.0002][.FFF1.0000.0000]
        commit 001a2b3c4d5e, bssid=«2409.2699.9601»
        """);
  }

  @Test
  void numbersOfSectionsAreNoAddresses() {
    DetectorCases.check(
        "ip_address",
        """
        see 23.2.1.2 and [20.11.5.3], OID 2.5.29.15, Section 4.2.1.6 of the server
        netmask 255.255.255.0, upgraded to 4.6.85.25
        Upgraded from 10.2.0.1 to 10.2.0.4, version 10.1.2.3 -> 10.1.2.4
        «8.8.8.8» and «10.1.1.3» and «2.38.183.139»
        """);
  }
}
