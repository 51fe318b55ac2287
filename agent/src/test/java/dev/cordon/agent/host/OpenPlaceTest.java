package dev.cordon.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Library;
import org.junit.jupiter.api.Test;

/** Which calls go through a library in which a hook does nothing. */
class OpenPlaceTest {
  private final ClassLoader server = new ClassLoader(null) {};
  private final ClassLoader shop = new ClassLoader(server) {};
  private final ClassLoader desk = new ClassLoader(server) {};

  private static OpenPlace open(ClassLoader loader) {
    return new OpenPlace("okhttp:1", "okhttp3/internal/Chain", loader, "it has no method x");
  }

  @Test
  void theHookNamesItsLibraryAndItsClassAsPeopleWriteIt() {
    assertEquals("okhttp", open(shop).hook().library());
    assertEquals("okhttp3.internal.Chain", open(shop).hook().className());
    OpenPlace whole = new OpenPlace("url-connection", "sun/net/C", null, "it could not be woven");
    assertEquals("url-connection", whole.hook().library());
  }

  @Test
  void anotherApplicationsCopyIsNotOpen() {
    assertTrue(open(shop).isIn(new Library("okhttp", shop)));
    assertFalse(open(shop).isIn(new Library("okhttp", desk)));
    assertFalse(open(shop).isIn(new Library("openai-java", shop)));
    assertFalse(open(shop).isIn(new Library("okhttp", null)));
  }

  @Test
  void aLibraryInTwoLoadersOfOneApplicationIsOne() {
    assertTrue(open(server).isIn(new Library("okhttp", shop)));
    assertTrue(open(shop).isIn(new Library("okhttp", server)));
  }

  @Test
  void aLibraryOfTheJdkIsOpenForAll() {
    assertTrue(open(null).isIn(new Library("okhttp", null)));
    assertFalse(open(null).isIn(new Library("okhttp", shop)));
  }

  @Test
  void twoCopiesWithOneFaultAreTwoPlaces() {
    assertTrue(open(shop).isSame(open(shop)));
    assertFalse(open(shop).isSame(open(desk)));
    assertFalse(open(null).isSame(open(desk)));
  }
}
