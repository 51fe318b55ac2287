/** An application in a named module, with its libraries on the module path. */
module com.example.modular {
  requires java.net.http;
  requires okhttp3;
}
