package dev.cordon.agent.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.CRC32;

/** An AWS event stream of lines: an event's type and its document. */
final class AwsFrames {
  private AwsFrames() {}

  /** A {@code chunk} holds its document in base64, as Bedrock's InvokeModel has it. */
  static byte[] of(String lines) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (String line : lines.split("\n")) {
      String[] event = line.split(" ", 2);
      byte[] document = event[1].getBytes(UTF_8);
      if (event[0].equals("chunk")) {
        String bytes = Base64.getEncoder().encodeToString(document);
        document = ("{\"bytes\":\"" + bytes + "\"}").getBytes(UTF_8);
      }
      frame(frames, event[0], document);
    }
    return frames.toByteArray();
  }

  private static void frame(ByteArrayOutputStream into, String type, byte[] payload) {
    try {
      ByteArrayOutputStream headers = new ByteArrayOutputStream();
      DataOutputStream data = new DataOutputStream(headers);
      for (String[] header :
          new String[][] {
            {":event-type", type}, {":content-type", "application/json"}, {":message-type", "event"}
          }) {
        data.writeByte(header[0].length());
        data.writeBytes(header[0]);
        data.writeByte(7);
        data.writeUTF(header[1]);
      }
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(message);
      out.writeInt(16 + headers.size() + payload.length);
      out.writeInt(headers.size());
      out.writeInt(crc(message.toByteArray()));
      out.write(headers.toByteArray());
      out.write(payload);
      out.writeInt(crc(message.toByteArray()));
      into.writeBytes(message.toByteArray());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
