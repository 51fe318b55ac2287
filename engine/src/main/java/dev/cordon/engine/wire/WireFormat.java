package dev.cordon.engine.wire;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import org.jspecify.annotations.Nullable;

/**
 * One operation of one API: how its requests and answers look. Immutable and thread-safe; from the
 * catalogue, {@link WireFormats}.
 */
public final class WireFormat {
  private final String id;
  private final Operation operation;
  private final ErrorForm errors;
  private final boolean certain;
  private final boolean certainAsSocket;
  private final String frames;
  private final String rules;
  private final String[] needs;
  private final @Nullable String vendor;
  private final @Nullable String produces;
  private final @Nullable String api;
  private final @Nullable String store;
  private final boolean uses;
  private final boolean repeats;
  private final boolean keeps;
  private final boolean recalls;
  private volatile @Nullable Rule requestRules;
  private volatile @Nullable Rule answerRules;

  WireFormat(CatalogueBlock block, ErrorForm errors) {
    this.id = block.text("id");
    this.operation = new Operation(block);
    this.errors = errors;
    this.certain = block.isTrue("certain");
    this.certainAsSocket = block.isTrue("socket");
    this.frames = block.text("frames");
    this.needs = block.words("needs").toArray(new String[0]);
    this.rules = block.rules();
    this.vendor = block.textOrNull("vendor");
    this.produces = block.textOrNull("produces");
    this.api = block.textOrNull("api");
    this.store = block.textOrNull("store");
    this.uses = !block.text("uses").equals("none");
    this.repeats = block.isTrue("repeats");
    this.keeps = block.words("memory").contains("keeps");
    this.recalls = block.words("memory").contains("recalls");
  }

  /** Returns the identifier, such as {@code openai.chat}. */
  public String id() {
    return id;
  }

  /**
   * Returns the operation in the words of OpenTelemetry's GenAI conventions ({@code
   * gen_ai.operation.name}), such as {@code chat}, {@code embeddings}, {@code text_completion} or
   * {@code generate_content}; the API's own word where they have none.
   *
   * @param method the request's HTTP method
   * @param model the model that the request's path names, or null
   */
  public String operation(String method, @Nullable String model) {
    return operation.of(method, model);
  }

  /**
   * Tells whether the path alone shows an AI call, on any host. Otherwise the path is a common one,
   * such as {@code /v1/files}, and the host must be a vendor's, or {@link #fits} must say so.
   */
  public boolean isCertain() {
    return certain;
  }

  /**
   * Tells whether a WebSocket to such a path is an AI call on any host, though a request there is
   * one by its body only.
   */
  boolean isCertainAsSocket() {
    return certainAsSocket;
  }

  /**
   * Returns the vendor whose own form this is, by the identifier of the vendor catalogue. A form
   * that many vendors speak is nobody's.
   */
  public @Nullable String vendor() {
    return vendor;
  }

  /**
   * Returns which kind of vector store this is, by its {@code db.system.name}; null for none. A
   * store's collections are known by names that its users chose: each host has its own.
   */
  public @Nullable String store() {
    return store;
  }

  /**
   * Tells whether the vendor keeps such requests unless it is told not to, so that another call's
   * answer can hold their texts.
   */
  public boolean keeps() {
    return keeps;
  }

  /** Tells whether such an answer can hold texts of other requests than its own. */
  public boolean recalls() {
    return recalls;
  }

  /** Tells whether the tokens that an answer tells of were used by this call. */
  boolean uses() {
    return uses;
  }

  /** Tells whether this is the format of calls that no path in the catalogue matches. */
  public boolean isGeneric() {
    return id.equals(WireFormats.GENERIC);
  }

  /**
   * Tells whether a body has the form of this operation: the keys at its top level that no such
   * request lacks, or the fields of those names where it is {@code multipart/form-data}. Never
   * throws.
   *
   * @param body the request's body, without content coding
   * @return false also when nothing is known of the form
   */
  public boolean fits(byte[] body) {
    return needs.length > 0 && (TopLevelKeys.hasAll(body, needs) || FormFields.hasAll(body, needs));
  }

  /**
   * Rewrites a request's body: every text that may hold data of the application is shown to {@code
   * visitor}, and its replacements are spliced in, at the right depth of escaping. Bytes elsewhere
   * stay as they are. Fills the record's model, stream, conversation and unscanned bytes.
   *
   * @param body the body as it would be sent
   * @param contentType the {@code content-type} header, or null
   * @param contentEncoding the {@code content-encoding} header, or null
   * @param visitor sees the texts
   * @param record receives facts
   * @return the body to send; the very array {@code body} when nothing was replaced
   * @throws MalformedBodyException when the body can't be read
   */
  public byte[] rewrite(
      byte[] body,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      TextVisitor visitor,
      ExchangeRecord record)
      throws MalformedBodyException {
    return rewrite(body, contentType, contentEncoding, visitor, null, record);
  }

  /**
   * Does the same, and has fields that are no text edited, too.
   *
   * @param body the body as it would be sent
   * @param contentType the {@code content-type} header, or null
   * @param contentEncoding the {@code content-encoding} header, or null
   * @param visitor sees the texts
   * @param editor changes fields after the texts were rewritten; null for nobody
   * @param record receives facts
   * @return the body to send; the very array {@code body} when nothing was replaced
   * @throws MalformedBodyException when the body can't be read
   */
  public byte[] rewrite(
      byte[] body,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      TextVisitor visitor,
      @Nullable RequestEditor editor,
      ExchangeRecord record)
      throws MalformedBodyException {
    if (produces != null) {
      record.attribute("gen_ai.output.type", produces);
    }
    if (api != null) {
      record.attribute("openai.api.type", api);
    }
    if (store != null) {
      record.attribute("db.system.name", store);
    }
    return RequestRewriter.rewrite(
        this, body, contentType, contentEncoding, visitor, editor, record);
  }

  /**
   * Begins an answer of this operation.
   *
   * @param status the HTTP status
   * @param headers the answer's headers
   * @param restorer puts values back
   * @param outputVisitor sees the answer's texts as they come, tokens not yet restored, and may
   *     replace parts of them; null when nobody wants to
   * @param record receives facts
   * @return what the answer's bytes go through
   */
  public AnswerTransform newAnswer(
      int status,
      HeaderSource headers,
      Restorer restorer,
      @Nullable TextVisitor outputVisitor,
      ExchangeRecord record) {
    return Answers.open(
        this,
        headers,
        restorer,
        outputVisitor,
        restorer.isEmpty() && outputVisitor == null,
        record);
  }

  /**
   * Begins an answer that is read and not changed.
   *
   * @param status the HTTP status
   * @param headers the answer's headers
   * @param restorer sees the answer's texts; its replacements are ignored
   * @param outputVisitor sees them too; its replacements are ignored; may be null
   * @param record receives facts
   * @return what the answer's bytes go through; always the identity
   */
  public AnswerTransform observeAnswer(
      int status,
      HeaderSource headers,
      Restorer restorer,
      @Nullable TextVisitor outputVisitor,
      ExchangeRecord record) {
    return Answers.open(this, headers, restorer, outputVisitor, true, record);
  }

  /**
   * Begins what comes through a WebSocket of this operation. What goes through it is rewritten with
   * {@link #rewrite}, frame by frame.
   *
   * @param restorer puts values back
   * @param outputVisitor sees the texts as they come, tokens not yet restored, and may replace
   *     parts of them; null when nobody wants to
   * @param record receives facts
   * @return what the frames go through
   */
  public FrameReader newFrames(
      Restorer restorer, @Nullable TextVisitor outputVisitor, ExchangeRecord record) {
    return new FrameReader(this, restorer, outputVisitor, record);
  }

  /**
   * Makes an answer in the vendor's own error format that its SDKs don't retry.
   *
   * @param status the HTTP status
   * @param code a short code for programs, such as {@code policy_violation}
   * @param message a sentence for people; holds nothing of the request's content
   * @return the answer
   */
  public SyntheticAnswer errorAnswer(int status, String code, String message) {
    return errorAnswer(status, code, message, 0);
  }

  /**
   * Makes an answer in the vendor's own error format that its SDKs don't retry.
   *
   * @param status the HTTP status
   * @param code a short code for programs, such as {@code policy_violation}
   * @param message a sentence for people; holds nothing of the request's content
   * @param retrySeconds after how many seconds the call may be made again; 0 for never
   * @return the answer
   */
  public SyntheticAnswer errorAnswer(int status, String code, String message, long retrySeconds) {
    return errors.answer(status, code, message, retrySeconds);
  }

  Rule requestRules() {
    Rule root = requestRules;
    return root == null ? requestRules = read("request") : root;
  }

  Rule answerRules() {
    Rule root = answerRules;
    return root == null ? answerRules = read("answer") : root;
  }

  /** Reads the rules at their first use: an application that calls one API reads those of one. */
  private Rule read(String side) {
    return RuleTree.build(CatalogueReader.map(CatalogueReader.rules(rules).get(side)));
  }

  /** Tells whether the events of a stream may each repeat the text so far. */
  boolean repeats() {
    return repeats;
  }

  boolean streamsLines() {
    return frames.equals("lines");
  }

  boolean streamsArray() {
    return frames.equals("array");
  }

  @Override
  public String toString() {
    return id;
  }
}
