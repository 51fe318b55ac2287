package com.example.app;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.milvus.grpc.BoolResponse;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.ConnectResponse;
import io.milvus.grpc.DataType;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FieldSchema;
import io.milvus.grpc.GetVersionResponse;
import io.milvus.grpc.IDs;
import io.milvus.grpc.InsertRequest;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.MutationResult;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import io.milvus.grpc.SearchResultData;
import io.milvus.grpc.SearchResults;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.EmbeddedText;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.QueryResp;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An application that keeps texts in Milvus through its client, and a Milvus of that much. */
public final class Main {
  private static final String SERVICE = "milvus.proto.milvus.MilvusService/";
  private static final String INSERT = SERVICE + "Insert";
  private static final List<String> FIELDS = Arrays.asList("text", "email", "meta");
  private static InsertRequest stored = InsertRequest.getDefaultInstance();
  private static MilvusClientV2 client;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Store store =
        new Store()
            .add(SERVICE + "Connect", a -> ConnectResponse.getDefaultInstance().toByteArray())
            .add(
                SERVICE + "GetVersion",
                a -> GetVersionResponse.newBuilder().setVersion("2.6.0").build().toByteArray())
            .add(
                SERVICE + "HasCollection",
                a -> BoolResponse.newBuilder().setValue(true).build().toByteArray())
            .add(SERVICE + "DescribeCollection", a -> described())
            .add(INSERT, Main::inserted)
            .add(SERVICE + "Search", a -> found())
            .add(SERVICE + "HybridSearch", a -> found())
            .add(SERVICE + "Query", Main::queried);
    int port = store.start();
    client = new MilvusClientV2(ConnectConfig.builder().uri("http://localhost:" + port).build());
    new Runner()
        .add("write", a -> write(a[0], a[1], a[2], a[3]))
        .add("search", a -> search(new FloatVec(Arrays.asList(0.25f, -1.5f))))
        .add("searchText", a -> search(new EmbeddedText(a[0])))
        .add("find", a -> find(a[0]))
        .add("seen", a -> store.all())
        .add("vectors", a -> vectors(store))
        .serveAndExit();
  }

  private static String write(String text, String email, String collection, String password) {
    JsonObject meta = new JsonObject();
    meta.addProperty("email", email);
    meta.addProperty("password", password);
    meta.addProperty("page", 12);
    JsonObject row = new JsonObject();
    row.addProperty("id", 7L);
    row.addProperty("text", text);
    row.addProperty("email", email);
    row.add("meta", meta);
    row.add("vector", new Gson().toJsonTree(new float[] {0.25f, -1.5f}));
    return String.valueOf(
        client
            .insert(
                InsertReq.builder()
                    .collectionName(collection)
                    .data(Collections.singletonList(row))
                    .build())
            .getInsertCnt());
  }

  private static String search(BaseVector vector) {
    SearchResp found =
        client.search(
            SearchReq.builder()
                .collectionName("letters")
                .annsField("vector")
                .data(Collections.singletonList(vector))
                .outputFields(FIELDS)
                .topK(3)
                .build());
    return String.valueOf(found.getSearchResults().get(0).get(0).getEntity());
  }

  private static String find(String email) {
    QueryResp found =
        client.query(
            QueryReq.builder()
                .collectionName("letters")
                .filter("email == \"" + email + "\"")
                .outputFields(FIELDS)
                .build());
    return found.getQueryResults().isEmpty()
        ? "nothing"
        : String.valueOf(found.getQueryResults().get(0).getEntity().get("text"));
  }

  private static String vectors(Store store) throws Exception {
    InsertRequest got = InsertRequest.parseFrom(store.seen(INSERT));
    boolean vector = false;
    for (FieldData field : got.getFieldsDataList()) {
      vector |=
          field.getFieldName().equals("vector")
              && field
                  .getVectors()
                  .getFloatVector()
                  .getDataList()
                  .equals(Arrays.asList(0.25f, -1.5f));
    }
    return String.valueOf(vector && got.getNumRows() == 1);
  }

  private static FieldSchema.Builder field(String name, DataType type) {
    return FieldSchema.newBuilder()
        .setName(name)
        .setDataType(type)
        .addTypeParams(KeyValuePair.newBuilder().setKey("max_length").setValue("999"));
  }

  private static byte[] described() {
    return DescribeCollectionResponse.newBuilder()
        .setCollectionName("letters")
        .setSchema(
            CollectionSchema.newBuilder()
                .setName("letters")
                .addFields(field("id", DataType.Int64).setIsPrimaryKey(true))
                .addFields(field("text", DataType.VarChar))
                .addFields(field("email", DataType.VarChar))
                .addFields(field("meta", DataType.JSON))
                .addFields(
                    field("vector", DataType.FloatVector)
                        .addTypeParams(KeyValuePair.newBuilder().setKey("dim").setValue("2"))))
        .build()
        .toByteArray();
  }

  private static byte[] inserted(byte[] request) throws Exception {
    stored = InsertRequest.parseFrom(request);
    return MutationResult.newBuilder()
        .setInsertCnt(1)
        .setIDs(IDs.newBuilder().setIntId(LongArray.newBuilder().addData(7)))
        .build()
        .toByteArray();
  }

  private static byte[] found() {
    SearchResultData.Builder data =
        SearchResultData.newBuilder()
            .setNumQueries(1)
            .setTopK(1)
            .addTopks(1)
            .addScores(0.5f)
            .addAllOutputFields(FIELDS)
            .setIds(IDs.newBuilder().setIntId(LongArray.newBuilder().addData(7)));
    for (FieldData field : stored.getFieldsDataList()) {
      if (FIELDS.contains(field.getFieldName())) {
        data.addFieldsData(field);
      }
    }
    return SearchResults.newBuilder().setResults(data).build().toByteArray();
  }

  private static byte[] queried(byte[] request) throws Exception {
    String wanted = QueryRequest.parseFrom(request).getExpr();
    QueryResults.Builder results = QueryResults.newBuilder().addAllOutputFields(FIELDS);
    for (FieldData field : stored.getFieldsDataList()) {
      if (field.getFieldName().equals("email")
          && !wanted.equals("email == \"" + field.getScalars().getStringData().getData(0) + "\"")) {
        return QueryResults.getDefaultInstance().toByteArray();
      }
      if (FIELDS.contains(field.getFieldName())) {
        results.addFieldsData(field);
      }
    }
    return results.build().toByteArray();
  }
}
