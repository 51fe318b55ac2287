package dev.cordon.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Packages a program as Spring Boot's build plugins do. */
public final class FatJar {
  private FatJar() {}

  /** Writes an executable jar of a program, with this loader's classes at its root. */
  public static Path of(Program program, Libraries loader) throws IOException {
    Path file = Places.scratch("fat-jar").resolve("app.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
    main.putValue("Start-Class", program.mainClass());
    main.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
    main.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Path part : loader.classPath()) {
        unpack(part, jar);
      }
      directory(jar, "BOOT-INF/");
      directory(jar, "BOOT-INF/classes/");
      classes(program.classes(), jar);
      directory(jar, "BOOT-INF/lib/");
      for (Path library : program.libraries().classPath()) {
        store(jar, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
      }
    }
    return file;
  }

  private static void unpack(Path from, JarOutputStream to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          jar.getInputStream(entry).transferTo(to);
          to.closeEntry();
        }
      }
    }
  }

  private static void classes(Path directory, JarOutputStream to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      to.putNextEntry(new ZipEntry("BOOT-INF/classes/" + name));
      Files.copy(file, to);
      to.closeEntry();
    }
  }

  private static void directory(JarOutputStream to, String name) throws IOException {
    to.putNextEntry(new ZipEntry(name));
    to.closeEntry();
  }

  /** The loader reads nested jars in place, so they must not be compressed. */
  private static void store(JarOutputStream to, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    to.putNextEntry(entry);
    to.write(bytes);
    to.closeEntry();
  }
}
