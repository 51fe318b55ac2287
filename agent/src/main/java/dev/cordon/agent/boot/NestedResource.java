package dev.cordon.agent.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Makes URLs of resources in nested archives, as {@link java.util.ServiceLoader} wants them. */
final class NestedResource extends URLStreamHandler {
  private final byte[] content;

  private NestedResource(byte[] content) {
    this.content = content;
  }

  static URL url(String archive, String name, byte[] content) throws MalformedURLException {
    return new URL(null, "cordon:" + archive + "!/" + name, new NestedResource(content));
  }

  @Override
  protected URLConnection openConnection(URL url) {
    return new Connection(url, content);
  }

  private static final class Connection extends URLConnection {
    private final byte[] content;

    Connection(URL url, byte[] content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {}

    @Override
    public InputStream getInputStream() throws IOException {
      return new ByteArrayInputStream(content);
    }

    @Override
    public long getContentLengthLong() {
      return content.length;
    }
  }
}
