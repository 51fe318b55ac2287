package com.example.app;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.UpsertResponse;
import io.pinecone.proto.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An application that keeps texts in Pinecone through its client, and a Pinecone of that much. */
public final class Main {
  private static final String UPSERT = "VectorService/Upsert";
  private static final List<Float> VECTOR = Arrays.asList(0.25f, -1.5f, 3.4028235e38f);
  private static final List<Vector> STORED = new ArrayList<>();
  private static UpsertRequest last;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Store store = new Store().add(UPSERT, Main::upserted).add("VectorService/Query", Main::found);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", store.start()).usePlaintext().build();
    PineconeConfig config = new PineconeConfig("pcsk-key");
    config.setHost("localhost");
    config.setCustomManagedChannel(channel);
    Index index = index(config, new PineconeConnection(config));
    new Runner()
        .add("write", a -> write(index, a[0], a[1], a[2], a[3]))
        .add("search", a -> query(index, null))
        .add("find", a -> query(index, a[0]))
        .add("seen", a -> store.all())
        .add(
            "unchanged", a -> String.valueOf(Arrays.equals(last.toByteArray(), store.seen(UPSERT))))
        .add("vectors", a -> vectors(store))
        .serveAndExit();
  }

  /** Makes the index; newer versions want the configuration, too. */
  private static Index index(PineconeConfig config, PineconeConnection connection)
      throws Exception {
    try {
      return Index.class
          .getConstructor(PineconeConfig.class, PineconeConnection.class, String.class)
          .newInstance(config, connection, "letters");
    } catch (NoSuchMethodException older) {
      return Index.class
          .getConstructor(PineconeConnection.class, String.class)
          .newInstance(connection, "letters");
    }
  }

  private static Value value(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String write(
      Index index, String text, String email, String namespace, String password) {
    Struct contact =
        Struct.newBuilder()
            .putFields("email", value(email))
            .putFields("password", value(password))
            .build();
    Struct metadata =
        Struct.newBuilder()
            .putFields("text", value(text))
            .putFields("page", Value.newBuilder().setNumberValue(12).build())
            .putFields("email", value(email))
            .putFields("contact", Value.newBuilder().setStructValue(contact).build())
            .build();
    last =
        UpsertRequest.newBuilder()
            .setNamespace(namespace)
            .addVectors(Vector.newBuilder().setId("7").addAllValues(VECTOR).setMetadata(metadata))
            .build();
    UpsertResponse answer = index.upsert("7", VECTOR, null, null, metadata, namespace);
    return String.valueOf(answer.getUpsertedCount());
  }

  private static String query(Index index, String email) {
    Struct filter =
        email == null ? null : Struct.newBuilder().putFields("email", value(email)).build();
    io.pinecone.unsigned_indices_model.QueryResponseWithUnsignedIndices found =
        index.query(3, VECTOR, null, null, null, "letters", filter, false, true);
    if (found.getMatchesList().isEmpty()) {
      return "nothing";
    }
    Struct metadata = found.getMatchesList().get(0).getMetadata();
    return email == null ? metadata.toString() : metadata.getFieldsOrThrow("text").getStringValue();
  }

  private static String vectors(Store store) throws Exception {
    Vector got = UpsertRequest.parseFrom(store.seen(UPSERT)).getVectors(0);
    boolean same =
        got.toBuilder()
            .clearMetadata()
            .build()
            .equals(last.getVectors(0).toBuilder().clearMetadata().build());
    return String.valueOf(
        same && got.getMetadata().getFieldsOrThrow("page").getNumberValue() == 12);
  }

  private static byte[] upserted(byte[] request) throws Exception {
    STORED.clear();
    STORED.addAll(UpsertRequest.parseFrom(request).getVectorsList());
    return UpsertResponse.newBuilder().setUpsertedCount(1).build().toByteArray();
  }

  private static byte[] found(byte[] request) throws Exception {
    QueryRequest query = QueryRequest.parseFrom(request);
    QueryResponse.Builder answer = QueryResponse.newBuilder();
    for (Vector vector : STORED) {
      Value wanted = query.getFilter().getFieldsOrDefault("email", null);
      if (wanted == null || wanted.equals(vector.getMetadata().getFieldsOrThrow("email"))) {
        answer.addMatches(
            ScoredVector.newBuilder().setId(vector.getId()).setMetadata(vector.getMetadata()));
      }
    }
    return answer.build().toByteArray();
  }
}
