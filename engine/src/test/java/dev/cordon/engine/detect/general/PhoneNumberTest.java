package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class PhoneNumberTest {
  @Test
  void findsNumbers() {
    DetectorCases.check(
        "phone_number",
        """
        Tel.«02079460958»
        رقم الهاتف: «0509876543», تلفن: «02144556677»
        फ़ोन: «98220 43210», טלפון: «03-6123456»
        Số điện thoại: «0987654321», τηλέφωνο: «2107654321»
        เบอร์โทร: «0898765432», no hp: «08123459876»
        Call «+1 212 555 0142» or «(212) 555-0142», «212-555-0142», «1-212-555-0142»
        «+4722334455» «+47 22 33 44 55» «+44 (0)20 7946 0958» «+49 30 901820»
        «01 23 45 67 89» «020 7946 0958» «07700 900123» «0044 20 7946 0958»
        tlf «22 33 44 55», phone: «2125550142»
        phone|«2125550142»
        «+1 212 555 0142 ext. 12» «(212) 555-0142 x7», phone «212-555-0142, extension 1234»
        «+44 20 7946 0958» exact, «+1 212 555 0142» x12345678, «0151 23456789» is my contact number
        ph: «9876543210», phone number #«212-555-0142»
        """);
  }

  @Test
  void leavesWhatIsNone() {
    DetectorCases.check(
        "phone_number",
        """
        Date: Tue Oct 4 23:32:02 2011 -0600
        2024-05-17 17.05.2024 2024-05-17 12:30
        ticket #212-555-0142
        192.168.100.200 order 2125550142 1700000000 123-456-7890
        3.14159265 10,000,000 550e8400-e29b-41d4-a716-446655440000
        ISBN 978-3-16-148410-0 1.2.3 page 12 of 34
        mobile rights 2002-2008, OID 1.3.6.1.5.5.7.1.11, DFARS 202.227-7015
        UPC: 005079075836, P/N 023-61266-28, SIRET 729 071 142 00087
        from 07/2024–06/2025, 03/2024 - 02/2025 and 07.2024-06.2025, lot 030-4471-220
        <Buffer 01 02 03 04 05> NHS no. 6169719307 called, account 212-555-0142
        """);
  }
}
