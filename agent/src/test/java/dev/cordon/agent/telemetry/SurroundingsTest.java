package dev.cordon.agent.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static String text(Attributes attributes, String name) {
    return attributes.get(AttributeKey.stringKey(name));
  }

  @Test
  void sayWhoTheProcessIs() {
    Attributes found = Surroundings.detect(Map.of("HOSTNAME", "shop-7", "PASSWORD", "secret"));
    assertEquals("shop-7", text(found, "host.name"));
    assertEquals(
        ProcessHandle.current().pid(), found.get(AttributeKey.longKey("process.pid")).longValue());
    assertEquals("cordon", text(found, "telemetry.distro.name"));
    assertEquals(4, UUID.fromString(text(found, "service.instance.id")).version());
    assertEquals(2, UUID.fromString(text(found, "service.instance.id")).variant());
    assertFalse(found.toString().contains("secret"));
    assertTrue(found.asMap().keySet().stream().noneMatch(k -> k.getKey().contains("command")));
  }

  @Test
  void useTheConventionsNames() {
    assertEquals("amd64", Surroundings.arch("x86_64"));
    assertEquals("arm64", Surroundings.arch("aarch64"));
    assertEquals("windows", Surroundings.os("Windows Server 2022"));
    assertEquals("darwin", Surroundings.os("Mac OS X"));
    assertEquals("linux", Surroundings.os("Linux"));
  }
}
