package dev.cordon.detector.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An ONNX model of few operators, written as onnx.proto and the operators of version 13 say. */
public final class Graph {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final Proto graph = new Proto().text(2, "model");

  /** Adds a table of numbers. */
  public Graph weights(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    Proto tensor = new Proto().number(2, FLOAT).text(8, name).bytes(9, raw.array());
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.bytes(5, tensor.bytes());
    return this;
  }

  /** Adds an operator with one output. */
  public Graph node(String operator, String output, String... inputs) {
    Proto node = new Proto().text(2, output).text(4, operator);
    for (String input : inputs) {
      node.text(1, input);
    }
    graph.bytes(1, node.bytes());
    return this;
  }

  /** Adds an operator that permutes its input's dimensions. */
  public Graph transpose(String output, String input, long... order) {
    Proto attribute = new Proto().text(1, "perm").number(20, 7);
    for (long dimension : order) {
      attribute.number(8, dimension);
    }
    graph.bytes(
        1,
        new Proto()
            .text(1, input)
            .text(2, output)
            .text(4, "Transpose")
            .bytes(5, attribute.bytes())
            .bytes());
    return this;
  }

  /** Adds an input of whole numbers, [batch, tokens]. */
  public Graph input(String name) {
    graph.bytes(11, value(name, INT64, "batch", "tokens"));
    return this;
  }

  /** Adds an output of floats, [batch, tokens, labels]. */
  public Graph output(String name) {
    graph.bytes(12, value(name, FLOAT, "batch", "tokens", "labels"));
    return this;
  }

  /** Returns the model's file. */
  public byte[] bytes() {
    Proto operators = new Proto().text(1, "").number(2, 13);
    return new Proto().number(1, 8).bytes(7, graph.bytes()).bytes(8, operators.bytes()).bytes();
  }

  private static byte[] value(String name, int type, String... dimensions) {
    Proto shape = new Proto();
    for (String dimension : dimensions) {
      shape.bytes(1, new Proto().text(2, dimension).bytes());
    }
    Proto tensor = new Proto().number(1, type).bytes(2, shape.bytes());
    Proto kind = new Proto().bytes(1, tensor.bytes());
    return new Proto().text(1, name).bytes(2, kind.bytes()).bytes();
  }

  /** A protocol buffer's message. */
  private static final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto number(int field, long value) {
      variable((long) field << 3);
      variable(value);
      return this;
    }

    Proto text(int field, String value) {
      return bytes(field, value.getBytes(UTF_8));
    }

    Proto bytes(int field, byte[] value) {
      variable(((long) field << 3) | 2);
      variable(value.length);
      out.writeBytes(value);
      return this;
    }

    private void variable(long value) {
      long rest = value;
      while (rest > 127) {
        out.write((int) ((rest & 127) | 128));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
