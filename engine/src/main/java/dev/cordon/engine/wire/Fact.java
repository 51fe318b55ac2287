package dev.cordon.engine.wire;

import org.jspecify.annotations.Nullable;

/** What the value at a place tells about the Exchange. */
enum Fact {
  /** Nothing. */
  NONE,
  /** The model that was asked for or that answered. */
  MODEL,
  /** The answer's identifier. */
  ID,
  /** Whether a stream was asked for. */
  STREAM,
  /** The conversation's identifier. */
  CONVERSATION,
  /** An identifier of something that the vendor keeps of earlier calls and the answer builds on. */
  EARLIER,
  /** The earlier response that the answer goes on from. */
  PREVIOUS("gen_ai.request.previous_response.id", Shape.WORD),
  /** In an answer: an identifier by which later calls can name something of this one. */
  GIVEN,
  /** How an answer ended, where that is no finish reason of a choice. */
  STATUS,
  /** Whether the vendor keeps the call, for later ones. */
  KEEP,
  /** In a request: whether the events of a stream are to hold pieces, and not the text so far. */
  PIECES,
  /** Why the model stopped. */
  FINISH,
  /** The event's type. */
  TYPE,
  /** The identifier of a tool call in an answer. */
  TOOL,
  /** The name of a tool that an answer calls, where calls have no identifier. */
  TOOL_NAME,
  /** In a request: who said the message that it stands in. */
  ROLE,
  /** Tokens read. */
  INPUT,
  /** Tokens read, without those of the vendor's cache, which are counted apart. */
  UNCACHED,
  /** Tokens read that are counted apart from the prompt's, such as those of the vendor's tools. */
  TOOL_INPUT,
  /** Tokens read that are paid for, where the vendor counts both. */
  BILLED_INPUT,
  /** Tokens written. */
  OUTPUT,
  /** Tokens written, without the reasoning, which is counted apart. */
  UNREASONED,
  /** Tokens written that are paid for, where the vendor counts both. */
  BILLED_OUTPUT,
  /** Tokens read from the vendor's cache. */
  CACHED,
  /** Of the tokens written to the vendor's cache, those that stay there for longer. */
  LONG_CACHE_WRITTEN,
  /** The class of service that was given, at vendors for which there is no attribute. */
  SERVED_AS,
  /** Tokens written as reasoning. */
  REASONING,
  /** Tokens written to the vendor's cache. */
  CACHE_WRITTEN("gen_ai.usage.cache_write.input_tokens", Shape.USED),
  /** Of the tokens read, those of texts. */
  TEXT_INPUT("gen_ai.usage.text.input_tokens", Shape.USED),
  /** Of the tokens read, those of images. */
  IMAGE_INPUT("gen_ai.usage.image.input_tokens", Shape.USED),
  /** Of the tokens read, those of sounds. */
  AUDIO_INPUT("gen_ai.usage.audio.input_tokens", Shape.USED),
  /** Of the tokens written, those of texts. */
  TEXT_OUTPUT("gen_ai.usage.text.output_tokens", Shape.USED),
  /** Of the tokens written, those of images. */
  IMAGE_OUTPUT("gen_ai.usage.image.output_tokens", Shape.USED),
  /** Of the tokens written, those of sounds. */
  AUDIO_OUTPUT("gen_ai.usage.audio.output_tokens", Shape.USED),
  /** The most tokens to write. */
  MAX_TOKENS("gen_ai.request.max_tokens", Shape.COUNT),
  /** How many answers are asked for; one is not worth a word. */
  CHOICES("gen_ai.request.choice.count", Shape.COUNT),
  /** The seed. */
  SEED("gen_ai.request.seed", Shape.COUNT),
  /** How long embeddings are. */
  DIMENSIONS("gen_ai.embeddings.dimension.count", Shape.COUNT),
  /** The temperature. */
  TEMPERATURE("gen_ai.request.temperature", Shape.NUMBER),
  /** Nucleus sampling. */
  TOP_P("gen_ai.request.top_p", Shape.NUMBER),
  /** How many candidates a token is chosen from. */
  TOP_K("gen_ai.request.top_k", Shape.COUNT),
  /** The penalty for what was written often. */
  FREQUENCY_PENALTY("gen_ai.request.frequency_penalty", Shape.NUMBER),
  /** The penalty for what was written before. */
  PRESENCE_PENALTY("gen_ai.request.presence_penalty", Shape.NUMBER),
  /** How much a model is to reason. */
  EFFORT("gen_ai.request.reasoning.level", Shape.WORD),
  /** The form that the answer is to have. */
  OUTPUT_TYPE("gen_ai.output.type", Shape.OUTPUT),
  /** How embeddings are encoded. */
  ENCODING("gen_ai.request.encoding_formats", Shape.WORDS),
  /** In an answer: a picture in base64. */
  IMAGE,
  /** In an answer: a picture in base64 or its address, which is a text as well. */
  IMAGE_URL,
  /** In an answer: a sound in base64. */
  SOUND,
  /** In an answer: base64 of the media type that stands beside it. */
  INLINE,
  /** In an answer: that media type. */
  MEDIA_TYPE,
  /** Where the model is to stop. May hold anything, so it is a text as well. */
  STOP("gen_ai.request.stop_sequences", Shape.TEXTS),
  /** The name of the tool that a call is for. */
  TOOL_CALLED("gen_ai.tool.name", Shape.WORD),
  /** The name of a prompt that the vendor keeps. */
  PROMPT_NAME("gen_ai.prompt.name", Shape.WORD),
  /** Its version. */
  PROMPT_VERSION("gen_ai.prompt.version", Shape.WORD),
  /** The agent that is called. */
  AGENT("gen_ai.agent.id", Shape.WORD),
  /**
   * The collection of a vector store, which a request adds to and an answer is restored from. Its
   * users chose the name, so it is a text as well.
   */
  DATA_SOURCE("gen_ai.data_source.id", Shape.WORD),
  /** How many documents are asked for. */
  DOCUMENTS("gen_ai.retrieval.top_k", Shape.COUNT),
  /** The guardrail of the vendor that is asked for. */
  GUARDRAIL("aws.bedrock.guardrail.id", Shape.WORD),
  /** The class of service that was asked for; the default is not worth a word. */
  TIER("openai.request.service_tier", Shape.WORD),
  /** The class of service that was given. */
  GIVEN_TIER("openai.response.service_tier", Shape.WORD),
  /** What the vendor's system was like. */
  FINGERPRINT("openai.response.system_fingerprint", Shape.WORD);

  /** The forms of values. */
  enum Shape {
    /** Has a field of its own in the record. */
    FIELD,
    /** A whole number. */
    COUNT,
    /** How many tokens of a kind were used. */
    USED,
    /** A number. */
    NUMBER,
    /** A keyword. */
    WORD,
    /** Keywords. */
    WORDS,
    /** Texts that are scanned: only what holds no finding is noted. */
    TEXTS,
    /** A media type or the vendor's word for one. */
    OUTPUT
  }

  /** Tells whether the value is a picture or the like. */
  boolean isMedia() {
    return this == IMAGE || this == IMAGE_URL || this == SOUND || this == INLINE;
  }

  /** The attribute's name in the GenAI conventions; null when the record has a field for it. */
  final @Nullable String attribute;

  final Shape shape;

  Fact() {
    this(null, Shape.FIELD);
  }

  Fact(@Nullable String attribute, Shape shape) {
    this.attribute = attribute;
    this.shape = shape;
  }
}
