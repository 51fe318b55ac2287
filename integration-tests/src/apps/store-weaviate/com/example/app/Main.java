package com.example.app;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateGrpc;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoBase.Filters;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoBatch.BatchObject;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoBatch.BatchObjectsReply;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoBatch.BatchObjectsRequest;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoProperties.Properties;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoSearchGet.PropertiesResult;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoSearchGet.SearchReply;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoSearchGet.SearchRequest;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoSearchGet.SearchResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An application that calls the service of Weaviate's client, and a Weaviate of that much. */
public final class Main {
  private static final String BATCH = "weaviate.v1.Weaviate/BatchObjects";
  private static final List<BatchObject> STORED = new ArrayList<>();
  private static BatchObjectsRequest last;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Store store =
        new Store().add(BATCH, Main::stored).add("weaviate.v1.Weaviate/Search", Main::found);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", store.start()).usePlaintext().build();
    WeaviateGrpc.WeaviateBlockingStub weaviate = WeaviateGrpc.newBlockingStub(channel);
    new Runner()
        .add("write", a -> write(weaviate, a[0], a[1], a[2], a[3]))
        .add("search", a -> search(weaviate, null))
        .add("find", a -> search(weaviate, a[0]))
        .add("seen", a -> store.all())
        .add("unchanged", a -> String.valueOf(Arrays.equals(last.toByteArray(), store.seen(BATCH))))
        .add("vectors", a -> vectors(store))
        .serveAndExit();
  }

  private static Value value(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String write(
      WeaviateGrpc.WeaviateBlockingStub weaviate,
      String text,
      String email,
      String collection,
      String password) {
    Struct properties =
        Struct.newBuilder()
            .putFields("text", value(text))
            .putFields("email", value(email))
            .putFields("password", value(password))
            .build();
    BatchObject.Builder object =
        BatchObject.newBuilder()
            .setCollection(collection)
            .setUuid("6f1b1e4c-6c0a-4a5e-9c2d-2a3b4c5d6e7f")
            .setVectorBytes(
                com.google.protobuf.ByteString.copyFrom(new byte[] {0, 0, -128, 62, 1, 2, 3, 4}));
    object.getPropertiesBuilder().setNonRefProperties(properties);
    last = BatchObjectsRequest.newBuilder().addObjects(object).build();
    return String.valueOf(weaviate.batchObjects(last).getErrorsCount());
  }

  private static String search(WeaviateGrpc.WeaviateBlockingStub weaviate, String email) {
    SearchRequest.Builder request = SearchRequest.newBuilder().setCollection("letters").setLimit(3);
    if (email != null) {
      request.setFilters(Filters.newBuilder().setValueText(email));
    }
    SearchReply reply = weaviate.search(request.build());
    if (reply.getResultsCount() == 0) {
      return "nothing";
    }
    Properties found = reply.getResults(0).getProperties().getNonRefProps();
    return email == null ? found.toString() : found.getFieldsOrThrow("text").getTextValue();
  }

  private static String vectors(Store store) throws Exception {
    BatchObject got = BatchObjectsRequest.parseFrom(store.seen(BATCH)).getObjects(0);
    return String.valueOf(
        got.toBuilder()
            .clearProperties()
            .build()
            .equals(last.getObjects(0).toBuilder().clearProperties().build()));
  }

  private static byte[] stored(byte[] request) throws Exception {
    STORED.clear();
    STORED.addAll(BatchObjectsRequest.parseFrom(request).getObjectsList());
    return BatchObjectsReply.getDefaultInstance().toByteArray();
  }

  private static byte[] found(byte[] request) throws Exception {
    SearchRequest search = SearchRequest.parseFrom(request);
    SearchReply.Builder reply = SearchReply.newBuilder();
    for (BatchObject object : STORED) {
      Struct stored = object.getProperties().getNonRefProperties();
      String email = stored.getFieldsOrThrow("email").getStringValue();
      if (!search.hasFilters() || search.getFilters().getValueText().equals(email)) {
        Properties.Builder properties = Properties.newBuilder();
        for (java.util.Map.Entry<String, Value> each : stored.getFieldsMap().entrySet()) {
          properties.putFields(
              each.getKey(),
              io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoProperties.Value
                  .newBuilder()
                  .setTextValue(each.getValue().getStringValue())
                  .build());
        }
        reply.addResults(
            SearchResult.newBuilder()
                .setProperties(PropertiesResult.newBuilder().setNonRefProps(properties)));
      }
    }
    return reply.build().toByteArray();
  }
}
