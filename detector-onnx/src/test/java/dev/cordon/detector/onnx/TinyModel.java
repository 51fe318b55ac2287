package dev.cordon.detector.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a folder with a token-classification model that knows some words: each token's logits are
 * a row of a table, one ONNX {@code Gather}.
 */
public final class TinyModel {
  static final List<String> LABELS = List.of("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-SHIP");
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");

  private final Map<String, Integer> words = new LinkedHashMap<>();
  private List<String> labels = LABELS;
  private List<String> inputs = List.of("input_ids", "attention_mask", "token_type_ids");

  /** Adds a word, or a part {@code ##part} of one, and what the model says it is. */
  public TinyModel knows(String label, String... tokens) {
    for (String token : tokens) {
      words.put(token, labels.indexOf(label));
    }
    return this;
  }

  /** Takes other labels. */
  TinyModel labels(String... names) {
    labels = List.of(names);
    return this;
  }

  /** Takes other inputs. */
  TinyModel inputs(String... names) {
    inputs = List.of(names);
    return this;
  }

  /** Writes the model's files into a folder, and returns it. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), graph());
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    Files.writeString(
        folder.resolve("config.json"),
        "{\"max_position_embeddings\": 512, \"id2label\": {"
            + IntStream.range(0, labels.size())
                .mapToObj(i -> "\"" + i + "\": \"" + labels.get(i) + "\"")
                .collect(Collectors.joining(", "))
            + "}}");
    return folder;
  }

  private String tokenizer() {
    StringBuilder vocabulary = new StringBuilder();
    int id = 0;
    for (String special : SPECIAL) {
      vocabulary.append('"').append(special).append("\":").append(id++).append(',');
    }
    for (String word : words.keySet()) {
      vocabulary.append('"').append(word).append("\":").append(id++).append(',');
    }
    vocabulary.setLength(vocabulary.length() - 1);
    return """
        {"version":"1.0","truncation":null,"padding":null,
         "added_tokens":[
          {"id":0,"content":"[PAD]","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":1,"content":"[UNK]","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":2,"content":"[CLS]","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
          {"id":3,"content":"[SEP]","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}],
         "normalizer":null,
         "pre_tokenizer":{"type":"BertPreTokenizer"},
         "post_processor":{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]},
         "decoder":null,
         "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##",
          "max_input_chars_per_word":100,"vocab":{%s}}}
        """
        .formatted(vocabulary);
  }

  private byte[] graph() {
    int rows = SPECIAL.size() + words.size();
    float[] table = new float[rows * labels.size()];
    List<Integer> known = List.copyOf(words.values());
    for (int row = 0; row < rows; row++) {
      int label = row < SPECIAL.size() ? 0 : known.get(row - SPECIAL.size());
      table[row * labels.size() + label] = 4; // about 0.9 of six labels
    }
    Graph graph = new Graph().weights("table", table, rows, labels.size());
    inputs.forEach(graph::input);
    return graph.node("Gather", "logits", "table", "input_ids").output("logits").bytes();
  }
}
