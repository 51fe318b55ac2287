package dev.cordon.agent.telemetry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Renames packages in a class file. All names and descriptors are text constants (Java Virtual
 * Machine Specification, section 4.4), so nothing behind the constant pool has to be read.
 */
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private ConstantPool() {}

  static byte[] rename(byte[] classFile, String from, String to) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(classFile);
    DataInputStream in = new DataInputStream(bytes);
    ByteArrayOutputStream result = new ByteArrayOutputStream(classFile.length + 1024);
    DataOutputStream out = new DataOutputStream(result);
    out.writeLong(in.readLong()); // magic and version
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(in.readUTF().replace(from, to));
      } else {
        copy(in, out, length(tag));
      }
      if (tag == LONG || tag == DOUBLE) {
        i++; // takes two places
      }
    }
    copy(in, out, bytes.available());
    return result.toByteArray();
  }

  private static int length(int tag) throws IOException {
    switch (tag) {
      case 3: // Integer
      case 4: // Float
      case 9: // Fieldref
      case 10: // Methodref
      case 11: // InterfaceMethodref
      case 12: // NameAndType
      case 17: // Dynamic
      case 18: // InvokeDynamic
        return 4;
      case LONG:
      case DOUBLE:
        return 8;
      case 7: // Class
      case 8: // String
      case 16: // MethodType
      case 19: // Module
      case 20: // Package
        return 2;
      case 15: // MethodHandle
        return 3;
      default:
        throw new IOException("unknown constant " + tag);
    }
  }

  private static void copy(DataInputStream in, DataOutputStream out, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    out.write(bytes);
  }
}
