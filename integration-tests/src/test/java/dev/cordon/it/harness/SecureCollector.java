package dev.cordon.it.harness;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A collector that speaks OTLP over gRPC with TLS, under a certificate of its own. */
public final class SecureCollector implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final BlockingQueue<byte[]> traces = new LinkedBlockingQueue<>();
  private final Path certificate;
  private final Server server;

  /**
   * Starts one on a free port of the loopback address.
   *
   * @param folder for its files
   */
  public SecureCollector(Path folder) throws IOException, GeneralSecurityException {
    certificate = certificate(folder, "localhost");
    SslContextBuilder tls =
        SslContextBuilder.forServer(certificate.toFile(), folder.resolve("localhost.key").toFile());
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(GrpcSslContexts.configure(tls, SslProvider.JDK).build())
            .fallbackHandlerRegistry(new AnyMethod())
            .build()
            .start();
  }

  /** Returns what OTEL_EXPORTER_OTLP_ENDPOINT is set to. */
  public String endpoint() {
    return "https://localhost:" + server.getPort();
  }

  /** Returns the file of its certificate. */
  public Path certificate() {
    return certificate;
  }

  /** Returns the requests to export traces, oldest first. */
  public BlockingQueue<byte[]> traces() {
    return traces;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** Makes a self-signed certificate {@code NAME.crt} and its key {@code NAME.key}. */
  public static Path certificate(Path folder, String name)
      throws IOException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String command =
        " -genkeypair -keyalg EC -alias one -dname CN=%s -ext san=dns:%s -validity 2 -storetype PKCS12"
            .formatted(name, name);
    List<String> arguments = new java.util.ArrayList<>(List.of((keytool + command).split(" ")));
    arguments.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    } catch (IOException e) {
      throw new IOException(said, e);
    }
    pem(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getKey("one", PASSWORD).getEncoded());
    return pem(
        folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate("one").getEncoded());
  }

  /** Makes what a server speaks TLS with, of the store {@code NAME.p12} beside a certificate. */
  public static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    return tls;
  }

  /** Makes a trust store, with the password {@code changeit}, that trusts a certificate. */
  public static Path trust(Path certificate, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "partner", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file;
  }

  private static Path pem(Path file, String kind, byte[] der) throws IOException {
    byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
    String base64 = Base64.getMimeEncoder(64, line).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
  }

  /** Takes every unary method and answers with an empty message. */
  private final class AnyMethod extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(name)
              .build();
      return ServerMethodDefinition.create(method, (call, headers) -> take(name, call));
    }

    private ServerCall.Listener<byte[]> take(String name, ServerCall<byte[], byte[]> call) {
      call.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] message) {
          if (name.endsWith("TraceService/Export")) {
            traces.add(message);
          }
          call.sendHeaders(new Metadata());
          call.sendMessage(new byte[0]);
          call.close(Status.OK, new Metadata());
        }
      };
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
