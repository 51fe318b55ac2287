package com.example.app;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SearchResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An application that keeps texts in Qdrant through its client, and a Qdrant of that much. */
public final class Main {
  private static final String POINTS = "qdrant.Points/";
  private static final List<PointStruct> STORED = new ArrayList<>();
  private static QdrantClient client;
  private static UpsertPoints last;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Store store =
        new Store()
            .add(POINTS + "Upsert", Main::upserted)
            .add(POINTS + "Search", Main::found)
            .add(POINTS + "Scroll", Main::scrolled);
    int port = store.start();
    client = new QdrantClient(QdrantGrpcClient.newBuilder("localhost", port, false).build());
    new Runner()
        .add("write", a -> write(a[0], a[1], a[2], a[3]))
        .add("search", a -> search())
        .add("find", a -> find(a[0]))
        .add("seen", a -> store.all())
        .add("unchanged", a -> unchanged(store))
        .add("vectors", a -> String.valueOf(vectorsOf(store)))
        .serveAndExit();
  }

  private static String write(String text, String email, String collection, String password)
      throws Exception {
    Struct contact =
        Struct.newBuilder()
            .putFields("email", value(email))
            .putFields("password", value(password))
            .build();
    ListValue tags = ListValue.newBuilder().addValues(value(email)).build();
    PointStruct point =
        PointStruct.newBuilder()
            .setId(id(7))
            .setVectors(vectors(0.25f, -1.5f, 3.4028235e38f))
            .putPayload("text", value(text))
            .putPayload("page", value(12))
            .putPayload("contact", Value.newBuilder().setStructValue(contact).build())
            .putPayload("tags", Value.newBuilder().setListValue(tags).build())
            .build();
    last =
        UpsertPoints.newBuilder()
            .setCollectionName(collection)
            .setWait(true)
            .addPoints(point)
            .build();
    return String.valueOf(client.upsertAsync(last).get().getOperationId());
  }

  private static String search() throws Exception {
    List<ScoredPoint> found =
        client
            .searchAsync(
                SearchPoints.newBuilder()
                    .setCollectionName("letters")
                    .addAllVector(Arrays.asList(0.25f, -1.5f))
                    .setLimit(3)
                    .setWithPayload(WithPayloadSelector.newBuilder().setEnable(true))
                    .build())
            .get();
    return found.get(0).getPayloadMap().toString();
  }

  private static String find(String email) throws Exception {
    ScrollPoints.Builder request = ScrollPoints.newBuilder().setCollectionName("letters");
    request.getFilterBuilder().addMust(matchKeyword("contact.email", email));
    List<RetrievedPoint> found = client.scrollAsync(request.build()).get().getResultList();
    return found.isEmpty() ? "nothing" : found.get(0).getPayloadOrThrow("text").getStringValue();
  }

  private static String unchanged(Store store) {
    return String.valueOf(Arrays.equals(last.toByteArray(), store.seen(POINTS + "Upsert")));
  }

  /** Tells whether the vector arrived as it is, and as part of what else is unchanged. */
  private static boolean vectorsOf(Store store) throws Exception {
    UpsertPoints got = UpsertPoints.parseFrom(store.seen(POINTS + "Upsert"));
    PointStruct sent = last.getPoints(0);
    PointStruct.Builder same = got.getPoints(0).toBuilder().clearPayload();
    return same.build().equals(sent.toBuilder().clearPayload().build())
        && got.getPoints(0).getPayloadOrThrow("page").equals(sent.getPayloadOrThrow("page"));
  }

  private static byte[] upserted(byte[] request) throws Exception {
    STORED.clear();
    STORED.addAll(UpsertPoints.parseFrom(request).getPointsList());
    PointsOperationResponse.Builder answer = PointsOperationResponse.newBuilder();
    answer.getResultBuilder().setOperationId(42);
    return answer.build().toByteArray();
  }

  private static byte[] found(byte[] request) {
    SearchResponse.Builder answer = SearchResponse.newBuilder();
    for (PointStruct point : STORED) {
      answer.addResult(
          ScoredPoint.newBuilder()
              .setId(point.getId())
              .putAllPayload(point.getPayloadMap())
              .setScore(0.5f));
    }
    return answer.build().toByteArray();
  }

  private static byte[] scrolled(byte[] request) throws Exception {
    String wanted =
        ScrollPoints.parseFrom(request).getFilter().getMust(0).getField().getMatch().getKeyword();
    ScrollResponse.Builder answer = ScrollResponse.newBuilder();
    for (PointStruct point : STORED) {
      Value email = point.getPayloadOrThrow("contact").getStructValue().getFieldsOrThrow("email");
      if (email.getStringValue().equals(wanted)) {
        answer.addResult(
            RetrievedPoint.newBuilder().setId(point.getId()).putAllPayload(point.getPayloadMap()));
      }
    }
    return answer.build().toByteArray();
  }
}
