package dev.cordon.instrumentation.tomcatwebsocket;

/** An application's endpoint, for the API under either name: a name that is missing is ignored. */
@jakarta.websocket.ClientEndpoint
@javax.websocket.ClientEndpoint
public class Listener {}
