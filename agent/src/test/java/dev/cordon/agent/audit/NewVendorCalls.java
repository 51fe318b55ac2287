package dev.cordon.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.call.RefusingGate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What the engine and the trail make of calls to the vendor of docs/adding-a-vendor.md. */
public final class NewVendorCalls implements Supplier<Map<String, String>> {
  private static final byte[] CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}".getBytes(UTF_8);
  private static final String MAIL = "jane.roe@acme-mail.net";
  private static final String SECRET = "AKIA" + "Q3EGRTNBZXLMWPVJ";

  private final Map<String, String> said = new TreeMap<>();
  private final Engine engine = Engine.start(new EngineConfig().observer(new VendorNote()));

  /** Notes who received a call. */
  private final class VendorNote implements ExchangeObserver {
    @Override
    public Object started(ExchangeRecord record) {
      said.put("vendor", record.vendor() + " " + record.provider());
      return null;
    }

    @Override
    public void ended(ExchangeRecord record, Object state) {}
  }

  @Override
  public Map<String, String> get() {
    said.put("vendor of any call", vendor("api.ai.example", 443, "/none/of/ours", "{\"x\":1}"));
    said.put("vendor by pattern", vendor("eu.gateway.ai.example", 443, "/v2/accounts/a1/models/x"));
    said.put("vendor elsewhere", vendor("eu.gateway.ai.example", 443, "/v1/other"));
    said.put("vendor of a port", vendor("localhost", 9099, "/v1/chat/completions"));
    said.put("refused while the engine can't start", refused());
    said.put("key header", header("X-Example-Key", MAIL));
    said.put("identifier header", header("Example-Version", SECRET));
    said.put("identifier headers", header("X-Example-Client-Build", SECRET));
    said.put("key parameter", query("example-key=" + MAIL));
    said.put("parameter", query("layout=" + MAIL));
    said.put("key", ApiKey.of(chat(carrying("X-Example-Key", "k1"), null)));
    said.put("key in query", ApiKey.of(chat(HeaderSource.NONE, "example-key=k2")));
    said.put("library", String.valueOf(Libraries.owns("example.ai.client.Http")));
    said.remove("vendor");
    return said;
  }

  private String vendor(String host, int port, String path) {
    return vendor(host, port, path, new String(CHAT, UTF_8));
  }

  private String vendor(String host, int port, String path, String body) {
    said.put("vendor", "none");
    Exchange exchange = engine.open(head(host, port, path, null, HeaderSource.NONE));
    if (exchange != null) {
      exchange.judge(body.getBytes(UTF_8));
    }
    return said.get("vendor");
  }

  private static String refused() {
    RequestHead head = head("api.ai.example", 443, "/none/of/ours", null, HeaderSource.NONE);
    return String.valueOf(new RefusingGate().isAiCall(head));
  }

  private String header(String name, String value) {
    Verdict verdict = engine.open(chat(carrying(name, value), null)).judge(CHAT);
    return verdict.headers().isEmpty() ? "stays" : "changed";
  }

  private String query(String query) {
    return engine.open(chat(HeaderSource.NONE, query)).judge(CHAT).query() == null
        ? "stays"
        : "changed";
  }

  private static RequestHead chat(HeaderSource headers, String query) {
    return head("api.ai.example", 443, "/v1/chat/completions", query, headers);
  }

  private static RequestHead head(
      String host, int port, String path, String query, HeaderSource headers) {
    Library library = new Library("okhttp", null);
    return new RequestHead(library, "POST", "https", host, port, path, query, headers);
  }

  private static HeaderSource carrying(String name, String value) {
    return new HeaderSource() {
      @Override
      public String first(String wanted) {
        return wanted.equalsIgnoreCase(name) ? value : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        consumer.accept(name, value);
      }
    };
  }
}
