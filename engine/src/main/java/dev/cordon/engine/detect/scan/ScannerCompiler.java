package dev.cordon.engine.detect.scan;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Writes the {@link ScannerTable} of the built-in detectors. Run by the build. */
final class ScannerCompiler {
  private ScannerCompiler() {}

  /** Writes it into a directory, that of this package. */
  public static void main(String[] directory) throws IOException {
    byte[] table = Scanners.table().toBytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(table.length);
    out.write(table);
    Files.write(Paths.get(directory[0], ScannerTable.RESOURCE), bytes.toByteArray());
  }
}
