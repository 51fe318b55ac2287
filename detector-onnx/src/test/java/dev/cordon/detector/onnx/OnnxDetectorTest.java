package dev.cordon.detector.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real runtime and tokenizer, with a model that knows a few words. */
class OnnxDetectorTest {
  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void writeModel() throws IOException {
    model =
        new TinyModel()
            .knows("B-PER", "Wren", "Zo", "Ada")
            .knows("I-PER", "##ë", "Oduya", "##wa")
            .knows("B-ORG", "Northwind")
            .knows("I-ORG", "Traders")
            .knows("B-SHIP", "Argos")
            .knows("O", "met", "and", "at", ",", ".", "😀")
            .write(folder.resolve("tiny"));
  }

  private static OnnxDetector detector(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("model", model.toString());
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    OnnxDetector detector = new OnnxDetector();
    detector.configure(all);
    return detector;
  }

  /** Returns the text with «type:» around what was found. */
  private static String marked(OnnxDetector detector, String text) throws Exception {
    byte[] utf8 = text.getBytes(UTF_8);
    List<int[]> places = new ArrayList<>();
    List<String> types = new ArrayList<>();
    detector.find(
        utf8,
        "",
        (type, start, end, confidence) -> {
          assertTrue(confidence >= 80 && confidence <= 100, "confidence " + confidence);
          places.add(new int[] {start, end});
          types.add(type);
        });
    StringBuilder marked = new StringBuilder();
    int at = 0;
    for (int i = 0; i < places.size(); i++) {
      int[] place = places.get(i);
      marked
          .append(new String(utf8, at, place[0] - at, UTF_8))
          .append('«')
          .append(types.get(i))
          .append(' ')
          .append(new String(utf8, place[0], place[1] - place[0], UTF_8))
          .append('»');
      at = place[1];
    }
    return marked + new String(utf8, at, utf8.length - at, UTF_8);
  }

  @Test
  void joinsWordsAndPartsOfWords() throws Exception {
    assertEquals(
        "«person_name Wren Oduyawa» met «person_name Ada» at «organization Northwind Traders».",
        marked(detector(), "Wren Oduyawa met Ada at Northwind Traders."));
    assertEquals("«person_name Wren», «person_name Ada»", marked(detector(), "Wren, Ada"));
    assertEquals(
        "«person_name Wren» «person_name Ada»", marked(detector(), "Wren Ada"), "each begins");
  }

  @Test
  void placesAreOfBytesWhateverStandsBefore() throws Exception {
    assertEquals("😀 é日 «person_name Zoë».😀", marked(detector(), "😀 é日 Zoë.😀"));
    assertEquals("", marked(detector(), ""));
    assertEquals(" \n ", marked(detector(), " \n "));
  }

  @Test
  void labelsMeanWhatTheSettingsSay() throws Exception {
    assertEquals("Argos", marked(detector(), "Argos"));
    assertEquals(
        "«custom.ship Argos» Northwind",
        marked(detector("types", "SHIP=custom.ship, ORG="), "Argos Northwind"));
    assertEquals("Ada", marked(detector("threshold", "99"), "Ada"));
  }

  @Test
  void findsInEachWindowOfALongText() throws Exception {
    OnnxDetector small = detector("window", "16", "batch", "3");
    String text = "Wren Oduya met Ada at Northwind Traders . ".repeat(400);
    assertEquals(
        ("«person_name Wren Oduya» met «person_name Ada» at «organization Northwind Traders» . ")
            .repeat(400),
        marked(small, text));
  }

  @Test
  void manyThreadsGetTheirOwnFindings() throws Exception {
    OnnxDetector detector = detector("window", "32");
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "met ".repeat(i) + "Ada";
        calls.add(() -> marked(detector, text));
      }
      List<Future<String>> answers = threads.invokeAll(calls);
      for (int i = 0; i < 200; i++) {
        assertEquals("met ".repeat(i) + "«person_name Ada»", answers.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    OnnxDetector detector = detector();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> marked(detector, "Ada met Wren"));
    assertFalse(Thread.interrupted());
    assertEquals("«person_name Ada»", marked(detector, "Ada"));
  }

  @Test
  void eachWrongSettingIsNamed() throws Exception {
    assertWrong("needs model", "model", null);
    assertWrong("model must be an absolute path", "model", "tiny");
    assertWrong("model: there is no folder", "model", folder.resolve("absent").toString());
    assertWrong("there is no setting modle, only model, file", "modle", "x");
    assertWrong("threshold must be a number from 1 to 100", "threshold", "0.5");
    assertWrong("types must be LABEL=type pairs", "types", "SHIP");
    assertWrong("types: the model has no label SHOP", "types", "SHOP=custom.shop");
    assertWrong("model: there is no file other.onnx in", "file", "other.onnx");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertWrong("model: there is no file model.onnx or onnx/", "model", empty.toString());
  }

  @Test
  void whatIsNoSuchModelIsTold() throws Exception {
    Path other =
        new TinyModel()
            .knows("O", "a")
            .inputs("input_ids", "pixels")
            .write(folder.resolve("other"));
    assertWrong("wants pixels, so it doesn't classify tokens", "model", other.toString());
    Path odd = new TinyModel().labels("O", "B-XX").knows("O", "a").write(folder.resolve("odd"));
    assertWrong("none of the model's labels is known", "model", odd.toString());
    Path broken = new TinyModel().knows("O", "a").write(folder.resolve("broken"));
    Files.writeString(broken.resolve("model.onnx"), "no graph");
    assertWrong("model: can't load " + broken.resolve("model.onnx"), "model", broken.toString());
    Files.writeString(broken.resolve("tokenizer.json"), "{}");
    assertWrong(
        "model: can't load " + broken.resolve("tokenizer.json"), "model", broken.toString());
    Files.writeString(broken.resolve("config.json"), "[]");
    assertWrong("model: can't read " + broken.resolve("config.json"), "model", broken.toString());
  }

  private static void assertWrong(String message, String setting, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("model", model.toString());
    if (value == null) {
      settings.remove(setting);
    } else {
      settings.put(setting, value);
    }
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> new OnnxDetector().configure(settings));
    assertTrue(
        wrong.getMessage().startsWith(message) || wrong.getMessage().contains(message),
        wrong::getMessage);
  }

  @Test
  void theTokenizerCallsNobody() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    ConcurrentLinkedQueue<URI> asked = new ConcurrentLinkedQueue<>();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try {
      detector();
    } finally {
      ProxySelector.setDefault(before);
    }
    assertEquals(List.of(), List.copyOf(asked));
    assertNull(System.getProperty("OPT_OUT_TRACKING"));
  }
}
