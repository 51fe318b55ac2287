package dev.cordon.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.policy.VendorCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorContactsTest {
  @Test
  void everyContactIsOfAVendorAndNamesItsSourceAndItsDay() {
    VendorContacts contacts = VendorContacts.builtIn();
    assertTrue(contacts.vendors().contains("openai"));
    for (String vendor : contacts.vendors()) {
      assertTrue(VendorCatalogue.builtIn().ids().contains(vendor), vendor);
      for (VendorContacts.Contact contact : contacts.of(vendor)) {
        assertTrue(contact.address().source().startsWith("https://"), vendor);
        assertTrue(contact.address().date().startsWith("20"), vendor);
      }
    }
  }

  @Test
  void aVendorThatPublishesNoneHasNone() {
    assertEquals(List.of(), VendorContacts.builtIn().of("voyage"));
    assertEquals(List.of(), VendorContacts.builtIn().of("nobody"));
  }

  @Test
  void severalContactsOfAVendorStayInTheirOrder() throws IOException {
    String lines =
        "# of one\n\nacme security a@acme.example | 2026-01-02 | https://acme.example/s | by day\n"
            + "acme privacy https://acme.example/p | 2026-01-03 | https://acme.example/p\n";
    List<VendorContacts.Contact> found = read(lines).of("acme");
    assertEquals(2, found.size());
    assertEquals("a@acme.example as of 2026-01-02", found.get(0).address().toString());
    assertEquals("by day", found.get(0).address().note());
    assertEquals("privacy", found.get(1).purpose());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme security a@acme.example",
        "acme sales a@acme.example | 2026-01-02 | https://acme.example/s",
        "acme security +1 555 | 2026-01-02 | https://acme.example/s",
        "acme security a@acme.example | yesterday | https://acme.example/s",
        "acme security a@acme.example | 2026-01-02 | they say so"
      })
  void aLineOfAnotherFormIsAnErrorThatNamesIt(String line) {
    Exception wrong =
        assertThrows(IllegalArgumentException.class, () -> read("# one\n" + line + "\n"));
    assertTrue(wrong.getMessage().startsWith("vendor-contacts.txt, line 2:"), wrong.getMessage());
  }

  private static VendorContacts read(String lines) throws IOException {
    return VendorContacts.read(new BufferedReader(new StringReader(lines)));
  }
}
