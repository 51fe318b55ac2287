package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.it.Tested.Cell;
import dev.cordon.it.Tested.Mode;
import dev.cordon.it.harness.Jdk;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupportedTableTest {
  private static final int HERE = Jdk.all().get(0).version();
  private static final Cell PLAIN = new Cell("OkHttp 4.12.0", Mode.SYNCHRONOUS, HERE);
  private static final Cell SOCKET = new Cell("OkHttp 4.12.0", Mode.WEBSOCKET, HERE);

  @Test
  void aTableSaysWhatRanAndWhatDidNot() {
    Set<Cell> ran =
        Set.of(
            new Cell("OkHttp 4.12.0", Mode.SYNCHRONOUS, 17),
            new Cell("OkHttp 4.12.0", Mode.SYNCHRONOUS, 25),
            new Cell("OkHttp 10.1", Mode.STREAMED, 25),
            new Cell("java.net.http", Mode.ASYNCHRONOUS, 17));
    String table =
        "| library and version | synchronous | asynchronous | streamed | WebSocket |\n"
            + "| --- | --- | --- | --- | --- |\n"
            + "| java.net.http | not tested | 17 | not tested | not tested |\n"
            + "| OkHttp 10.1 | not tested | not tested | 25 | not tested |\n"
            + "| OkHttp 4.12.0 | 17, 25 | not tested | not tested | not tested |\n";
    assertEquals(table, SupportedTable.table(ran));
    assertEquals(ran, Set.copyOf(SupportedTable.cells(table)));
  }

  @Test
  void aPageThatClaimsMoreOrLessIsWrong() {
    assertEquals(List.of(), SupportedTable.compare(Set.of(PLAIN), Set.of(PLAIN), true));
    assertEquals(
        List.of("there, and not tested: " + SOCKET.line()),
        SupportedTable.compare(Set.of(PLAIN, SOCKET), Set.of(PLAIN), true));
    assertEquals(
        List.of("tested, and not there: " + SOCKET.line()),
        SupportedTable.compare(Set.of(PLAIN), Set.of(PLAIN, SOCKET), true));
  }

  @Test
  void aRunOfSomeTestsMissesNothing() {
    assertEquals(List.of(), SupportedTable.compare(Set.of(PLAIN, SOCKET), Set.of(PLAIN), false));
  }

  @Test
  void otherJdksThanTheDocumentedOnesAreNotAskedFor() {
    Cell other = new Cell("OkHttp 4.12.0", Mode.SYNCHRONOUS, 99);
    assertEquals(List.of(), SupportedTable.compare(Set.of(PLAIN), Set.of(PLAIN, other), true));
  }
}
