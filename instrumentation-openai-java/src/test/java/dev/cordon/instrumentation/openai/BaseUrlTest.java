package dev.cordon.instrumentation.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1,            https, api.openai.com, -1,   /v1",
    "https://api.openai.com/v1/,           https, api.openai.com, -1,   /v1",
    "HTTP://API.OpenAI.com,                http,  api.openai.com, -1,   ''",
    "http://localhost:8080/a/b?x=1#f,      http,  localhost,      8080, /a/b",
    "http://user:pass@host:81/v1,          http,  host,           81,   /v1",
    "http://[::1]:8080/v1,                 http,  ::1,            8080, /v1",
    "http://[fe80::1]/v1,                  http,  fe80::1,        -1,   /v1",
    "https://a@b@evil.example/v1,          https, evil.example,   -1,   /v1",
    "http://host:notaport/v1,              http,  host,           -1,   /v1",
    "api.openai.com/v1,                    https, api.openai.com, -1,   /v1",
  })
  void readsWhatClientsRead(String url, String scheme, String host, int port, String path) {
    BaseUrl base = BaseUrl.parse(url);
    assertEquals(scheme, base.scheme());
    assertEquals(host, base.host());
    assertEquals(port, base.port());
    assertEquals(path, base.path());
  }

  @Test
  void aUrlWithoutAHostHasNone() {
    assertNull(BaseUrl.parse("https:///v1").host());
    assertNull(BaseUrl.parse("").host());
  }

  @Test
  void whatMustBeIsPercentEncoded() {
    assertEquals("gpt-4o_x.y~z", PercentCoding.encode("gpt-4o_x.y~z"));
    assertEquals("a%20b%2Fc%3F%C3%A9", PercentCoding.encode("a b/c?\u00e9"));
    assertEquals("a b/c?\u00e9", PercentCoding.decode("a%20b%2Fc%3F%C3%A9"));
  }
}
