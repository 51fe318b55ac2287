package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class UsSsnTest {
  @Test
  void findsNumbers() {
    DetectorCases.check(
        "us.ssn",
        """
        ssn«512-44-8731», ssn«512448731», ssn512-44-87312
        SSN «219-09-9998», ssn=«219099998», my social security number is «219 09 9998»
        «219-09-9998»
        «２１９－０９－９９９８»
        customerSsn|«219099998»
        {"user_ssn":"«219099998»"}
        número de seguro social «219099998»
        # of something else
        part no. 219-09-9998, order 219-09-9998
        # not issued, glued, or digits alone
        000-12-3456 666-12-3456 900-12-3456 219-00-9998 219-09-0000
        1-219-09-9998 219-09-99981 219099998
        """);
  }
}
